import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { ActionButton } from '../controls/action-button.tsx';
import type { Session } from '../desk/model.ts';
import { useOperation } from '../desk/use-operation.ts';
import { SendMessageDocument, type Visibility } from '../generated/graphql.ts';
import { availabilityOf, type Availability } from '../words/availability.ts';
import { useTypingSign } from './use-typing-sign.ts';

/** The upstream's own bound is not documented; the schema's is this. */
const longest = 65_536;

/** Where messages are written. A text stays until it has been sent: what was refused or got lost is not typed twice. */
export function Composer({ session }: { readonly session: Session }): ReactNode {
  const [text, setText] = useState('');
  // Who sees a text is settled when it is begun: nobody else gets it because somebody came or went meanwhile.
  const [chosen, setChosen] = useState<Visibility | null>(null);
  const toAll = availabilityOf('writeToAll', session);
  const toAgents = availabilityOf('writeToAgents', session);
  const visibility = chosen ?? (toAll.kind === 'FORBIDDEN' ? 'AGENTS' : 'ALL');
  const availability = visibility === 'ALL' ? toAll : toAgents;
  const canWrite = toAll.kind !== 'FORBIDDEN' || toAgents.kind !== 'FORBIDDEN';
  const isStuck = canWrite && availability.kind === 'FORBIDDEN';
  const sign = useTypingSign(session.id, visibility);
  const { isBusy, run } = useOperation(SendMessageDocument, 'Sending');
  const isEmpty = text.trim() === '';

  function send(): void {
    if (isEmpty || isBusy || availability.kind === 'FORBIDDEN') return;
    sign.stop();
    run({ sessionId: session.id, text, visibility }, () => {
      setText((now) => (now === text ? '' : now));
    });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }

  return (
    <form
      className={`composer ${visibility.toLowerCase()}`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        aria-label="Message"
        rows={2}
        maxLength={longest}
        placeholder={availability.kind === 'FORBIDDEN' ? availability.reason : 'Write a message; Enter sends it'}
        readOnly={isBusy || !canWrite}
        value={text}
        onChange={({ target: { value } }) => {
          setText(value);
          setChosen(visibility);
          if (value.trim() === '') sign.stop();
          else sign.type();
        }}
        onKeyDown={onKeyDown}
      />
      <select
        aria-label="Who sees it"
        value={visibility}
        title={choiceHint(toAll, toAgents)}
        onChange={({ target: { value } }) => {
          setChosen(value === 'AGENTS' ? 'AGENTS' : 'ALL');
        }}
      >
        <option value="ALL" disabled={toAll.kind === 'FORBIDDEN'}>
          To everyone
        </option>
        <option value="AGENTS" disabled={toAgents.kind === 'FORBIDDEN'}>
          To agents only
        </option>
      </select>
      <ActionButton
        type="submit"
        className="primary"
        availability={
          isEmpty && availability.kind !== 'FORBIDDEN'
            ? { kind: 'FORBIDDEN', reason: 'Nothing is written yet.' }
            : availability
        }
        isBusy={isBusy}
      >
        Send
      </ActionButton>
      {isStuck && <p role="status">{availability.reason} Choose who sees the message.</p>}
    </form>
  );
}

/** Why there is no choice of who sees a message. */
function choiceHint(toAll: Availability, toAgents: Availability): string | undefined {
  if (toAll.kind === 'FORBIDDEN') return toAll.reason;
  return toAgents.kind === 'FORBIDDEN' ? `To agents only: ${toAgents.reason}` : undefined;
}

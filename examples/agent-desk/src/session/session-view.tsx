import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useFocusRescue } from '../controls/use-focus-rescue.ts';
import type { Message, Participant, Session } from '../desk/model.ts';
import { Panel, type PanelName } from '../panels/panel.tsx';
import { customerName, stateWords } from '../words/session.ts';
import { Composer } from './composer.tsx';
import { Participants } from './participants.tsx';
import { Toolbar } from './toolbar.tsx';
import { Transcript } from './transcript.tsx';
import { TypingLine } from './typing-line.tsx';

interface Props {
  readonly session: Session;
  readonly messages: readonly Message[];
  readonly typists: readonly Participant[];
  readonly onClose: () => void;
}

/** One session in full. Mounted anew for each, so nothing typed in one appears in another. */
export function SessionView({ session, messages, typists, onClose }: Props): ReactNode {
  const [panel, setPanel] = useState<PanelName | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const onFocus = useFocusRescue(heading);
  useEffect(() => {
    heading.current?.focus();
  }, []);

  return (
    <article className="session" aria-label={`Session with ${customerName(session)}`} onFocus={onFocus}>
      <header className="session-header">
        <button type="button" className="back" onClick={onClose}>
          ‹ Sessions
        </button>
        <h3 ref={heading} tabIndex={-1}>
          {customerName(session)}
        </h3>
        <span className={`state ${session.state.toLowerCase()}`}>{stateWords(session.state)}</span>
        {session.subject !== null && <p className="subject">{session.subject}</p>}
      </header>
      <Participants session={session} />
      <Toolbar session={session} panel={panel} onPanel={setPanel} />
      {panel !== null && <Panel name={panel} session={session} />}
      <Transcript messages={messages} participants={session.participants} />
      <TypingLine typists={typists} />
      <Composer session={session} />
    </article>
  );
}

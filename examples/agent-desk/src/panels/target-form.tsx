import { useState, type ReactNode } from 'react';
import { ActionButton } from '../controls/action-button.tsx';
import type { Session } from '../desk/model.ts';
import { useDesk } from '../desk/use-desk.ts';
import type { Availability } from '../words/availability.ts';
import { agentChoices, queueChoices, type Target } from './target.ts';

interface Props {
  readonly session: Session;
  readonly label: string;
  readonly verb: string;
  readonly availability: Availability;
  readonly isBusy: boolean;
  readonly onChoose: (target: Target) => void;
}

/** Chooses an agent or a queue: a known one, or any by its id. */
export function TargetForm({ session, label, verb, availability, isBusy, onChoose }: Props): ReactNode {
  const { users } = useDesk();
  const agents = agentChoices(session, users);
  const queues = queueChoices(session);
  const choices = [...agents, ...queues];
  const [chosen, setChosen] = useState('');
  const [id, setId] = useState('');
  const known = choices[Number(chosen === '' && choices.length > 0 ? 0 : chosen)];
  const isTyped = chosen === 'user' || chosen === 'queue' || known === undefined;

  return (
    <form
      className="panel target-form"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        if (known !== undefined && !isTyped) onChoose(known.target);
        else if (id.trim() !== '') onChoose(chosen === 'queue' ? { queueId: id.trim() } : { userId: id.trim() });
      }}
    >
      <label>
        {label}
        <select
          value={isTyped && chosen !== 'queue' ? 'user' : chosen}
          autoFocus
          onChange={({ target: { value } }) => {
            setChosen(value);
          }}
        >
          {agents.length > 0 && (
            <optgroup label="Agents">
              {agents.map((choice, place) => (
                <option key={choice.label} value={place}>
                  {choice.label}
                </option>
              ))}
            </optgroup>
          )}
          {queues.length > 0 && (
            <optgroup label="Queues">
              {queues.map((choice, place) => (
                <option key={choice.label} value={agents.length + place}>
                  {choice.label}
                </option>
              ))}
            </optgroup>
          )}
          <optgroup label="By id">
            <option value="user">An agent, by user id</option>
            <option value="queue">A queue, by id</option>
          </optgroup>
        </select>
      </label>
      {isTyped && (
        <label>
          Id
          <input
            value={id}
            required
            spellCheck={false}
            onChange={({ target: { value } }) => {
              setId(value);
            }}
          />
        </label>
      )}
      <ActionButton type="submit" className="primary" availability={availability} isBusy={isBusy}>
        {verb}
      </ActionButton>
    </form>
  );
}

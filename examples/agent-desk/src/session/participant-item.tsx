import type { ReactNode } from 'react';
import { ActionButton } from '../controls/action-button.tsx';
import type { Participant, Session } from '../desk/model.ts';
import { useOperation } from '../desk/use-operation.ts';
import { RemoveParticipantDocument } from '../generated/graphql.ts';
import { availabilityOf } from '../words/availability.ts';
import { participantName } from '../words/session.ts';

interface Props {
  readonly session: Session;
  readonly participant: Participant;
}

export function ParticipantItem({ session, participant }: Props): ReactNode {
  const name = participantName(participant);
  const { isBusy, run } = useOperation(RemoveParticipantDocument, `Removing ${name}`);
  return (
    <li className={`participant ${participant.role.toLowerCase()}`}>
      <span className="name">{name}</span>
      <span className="role">{roleWords(participant)}</span>
      {participant.role === 'AGENT' && !participant.isMe && (
        <ActionButton
          className="danger"
          label={`Remove ${name}`}
          availability={availabilityOf('remove', session)}
          isBusy={isBusy}
          onPress={() => {
            run({ sessionId: session.id, participant: { id: participant.id } });
          }}
        >
          Remove
        </ActionButton>
      )}
    </li>
  );
}

function roleWords({ role, isMe, visibility }: Participant): string {
  if (role === 'CUSTOMER') return 'customer';
  const who = isMe ? 'you' : role === 'AGENT' ? 'agent' : 'unknown role';
  return visibility === 'AGENTS' ? `${who}, unseen by the customer` : who;
}

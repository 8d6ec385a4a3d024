import type { ReactNode } from 'react';
import type { Session } from '../desk/model.ts';
import { ParticipantItem } from './participant-item.tsx';

export function Participants({ session }: { readonly session: Session }): ReactNode {
  if (session.participants.length === 0) return <p className="hint participants">Nobody is in this session now.</p>;
  return (
    <ul className="participants" aria-label="Participants">
      {session.participants.map((participant) => (
        <ParticipantItem key={participant.id} session={session} participant={participant} />
      ))}
    </ul>
  );
}

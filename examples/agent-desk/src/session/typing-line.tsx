import type { ReactNode } from 'react';
import type { Participant } from '../desk/model.ts';
import { participantName } from '../words/session.ts';

/** Who types; the upstream tells the agent of themself too. */
export function TypingLine({ typists }: { readonly typists: readonly Participant[] }): ReactNode {
  const names = typists.filter(({ isMe }) => !isMe).map(participantName);
  return (
    <p className="typing" role="status" aria-label="Typing">
      {names.length > 0 && `${names.join(', ')} ${names.length === 1 ? 'types' : 'type'}…`}
    </p>
  );
}

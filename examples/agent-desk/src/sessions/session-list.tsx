import type { ReactNode, Ref } from 'react';
import type { Session } from '../desk/model.ts';
import { SessionItem } from './session-item.tsx';

interface Props {
  readonly sessions: readonly Session[];
  readonly heading: Ref<HTMLHeadingElement>;
  readonly openId: string | null;
  readonly unread: ReadonlyMap<string, number>;
  readonly onOpen: (sessionId: string) => void;
}

export function SessionList({ sessions, heading, openId, unread, onOpen }: Props): ReactNode {
  return (
    <nav className="session-list" aria-label="Sessions">
      <h3 ref={heading} tabIndex={-1}>
        Sessions <span className="count">{sessions.length}</span>
      </h3>
      <ul>
        {sessions.map((session) => (
          <SessionItem
            key={session.id}
            session={session}
            isOpen={session.id === openId}
            unread={unread.get(session.id) ?? 0}
            onOpen={() => {
              onOpen(session.id);
            }}
          />
        ))}
      </ul>
      {sessions.length === 0 && <p className="hint">No sessions.</p>}
    </nav>
  );
}

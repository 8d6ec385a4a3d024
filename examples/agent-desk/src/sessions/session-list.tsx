import { useRef, type ReactNode } from 'react';
import { useFocusRescue } from '../controls/use-focus-rescue.ts';
import type { Session } from '../desk/model.ts';
import { SessionItem } from './session-item.tsx';

interface Props {
  readonly sessions: readonly Session[];
  readonly openId: string | null;
  readonly unread: ReadonlyMap<string, number>;
  readonly onOpen: (sessionId: string) => void;
}

export function SessionList({ sessions, openId, unread, onOpen }: Props): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  const onFocus = useFocusRescue(heading);
  return (
    <nav className="session-list" aria-label="Sessions" onFocus={onFocus}>
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

import type { ReactNode } from 'react';
import type { Session } from '../desk/model.ts';
import { customerName, stateWords } from '../words/session.ts';

interface Props {
  readonly session: Session;
  readonly isOpen: boolean;
  readonly unread: number;
  readonly onOpen: () => void;
}

export function SessionItem({ session, isOpen, unread, onOpen }: Props): ReactNode {
  return (
    <li>
      <button type="button" className="session-item" aria-current={isOpen} onClick={onOpen}>
        <span className="customer">{customerName(session)}</span>
        {unread > 0 && (
          <span className="unread">
            {unread}
            <span className="visually-hidden"> new</span>
          </span>
        )}
        <span className={`state ${session.state.toLowerCase()}`}>{stateWords(session.state)}</span>
      </button>
    </li>
  );
}

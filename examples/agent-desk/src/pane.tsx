import { useRef, useState, type ReactNode } from 'react';
import { useFocusRescue } from './controls/use-focus-rescue.ts';
import { DeskView } from './desk/desk-view.tsx';
import type { Desk } from './desk/open-desk.ts';
import { LoginForm } from './login/login-form.tsx';
import type { KnownUser } from './page-config.ts';
import { refusalWords } from './words/refusal.ts';

interface Props {
  readonly label: string;
  /** On a narrow screen, where only one is. */
  readonly isShown: boolean;
  readonly endpoint: URL;
  readonly users: readonly KnownUser[];
  /** Whom to offer first. */
  readonly suggested: KnownUser | undefined;
}

interface Place {
  readonly desk: Desk | null;
  /** Why the last desk has ended, if not by its agent. */
  readonly notice: string | null;
}

const loggedOut: Place = { desk: null, notice: null };

/** One agent's place: the login, then the desk. Nothing is shared with the pane beside it. */
export function Pane({ label, isShown, endpoint, users, suggested }: Props): ReactNode {
  const [{ desk, notice }, setPlace] = useState<Place>(loggedOut);
  const section = useRef<HTMLElement>(null);
  const onFocus = useFocusRescue(section);

  function open(opened: Desk): void {
    setPlace({ desk: opened, notice: null });
    void opened.refused.then((refusal) => {
      // Unless its agent has logged out meanwhile.
      setPlace((now) => (now.desk === opened ? { desk: null, notice: refusalWords(refusal) } : now));
    });
  }

  return (
    <section
      ref={section}
      className={isShown ? 'pane shown' : 'pane'}
      aria-label={label}
      tabIndex={-1}
      onFocus={onFocus}
    >
      {desk === null ? (
        <LoginForm endpoint={endpoint} users={users} suggested={suggested} notice={notice} onOpen={open} />
      ) : (
        <DeskView
          desk={desk}
          users={users}
          onSignOut={() => {
            desk.close();
            setPlace(loggedOut);
          }}
        />
      )}
    </section>
  );
}

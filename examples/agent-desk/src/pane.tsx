import { useRef, useState, type ReactNode } from 'react';
import { useFocusRescue } from './controls/use-focus-rescue.ts';
import { DeskView } from './desk/desk-view.tsx';
import type { Desk } from './desk/open-desk.ts';
import { LoginForm } from './login/login-form.tsx';
import type { KnownUser } from './page-config.ts';

interface Props {
  readonly label: string;
  /** On a narrow screen, where only one is. */
  readonly isShown: boolean;
  readonly endpoint: URL;
  readonly users: readonly KnownUser[];
  /** Whom to offer first. */
  readonly suggested: KnownUser | undefined;
}

/** One agent's place: the login, then the desk. Nothing is shared with the pane beside it. */
export function Pane({ label, isShown, endpoint, users, suggested }: Props): ReactNode {
  const [desk, setDesk] = useState<Desk | null>(null);
  const section = useRef<HTMLElement>(null);
  const onFocus = useFocusRescue(section);
  return (
    <section
      ref={section}
      className={isShown ? 'pane shown' : 'pane'}
      aria-label={label}
      tabIndex={-1}
      onFocus={onFocus}
    >
      {desk === null ? (
        <LoginForm endpoint={endpoint} users={users} suggested={suggested} onOpen={setDesk} />
      ) : (
        <DeskView
          desk={desk}
          users={users}
          onSignOut={() => {
            desk.close();
            setDesk(null);
          }}
        />
      )}
    </section>
  );
}

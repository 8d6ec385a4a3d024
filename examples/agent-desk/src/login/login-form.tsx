import { useRef, useState, type ReactNode } from 'react';
import type { Credentials } from '../desk/credentials.ts';
import { openDesk, type Desk } from '../desk/open-desk.ts';
import type { KnownUser } from '../page-config.ts';
import { loginFailure } from '../words/login-failure.ts';

interface Props {
  readonly endpoint: URL;
  readonly users: readonly KnownUser[];
  readonly suggested: KnownUser | undefined;
  /** Why one has to log in again, if so. */
  readonly notice: string | null;
  readonly onOpen: (desk: Desk) => void;
}

/** The fields keep themselves; nothing of them is stored. */
export function LoginForm({ endpoint, users, suggested, notice, onOpen }: Props): ReactNode {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState(notice);
  const password = useRef<HTMLInputElement>(null);

  async function logIn(credentials: Credentials): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    setFailure(null);
    try {
      onOpen(await openDesk(endpoint, credentials));
    } catch (error) {
      setFailure(loginFailure(error));
      setBusy(false);
      password.current?.select();
    }
  }

  function submit(form: FormData): void {
    const [userName, secret] = [form.get('userName'), form.get('password')];
    if (typeof userName === 'string' && typeof secret === 'string') void logIn({ userName, password: secret });
  }

  return (
    <form
      className="login"
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      <h2>Log in</h2>
      <label>
        User name
        <input name="userName" autoComplete="off" autoCapitalize="none" spellCheck={false} required />
      </label>
      <label>
        Password
        <input ref={password} name="password" type="password" autoComplete="off" required />
      </label>
      <p role="alert">{failure}</p>
      <button type="submit" className="primary" aria-disabled={isBusy}>
        {isBusy ? 'Logging in…' : 'Log in'}
      </button>
      {users.length > 0 && (
        <fieldset className="known-users">
          <legend>Or as a user of the sandbox</legend>
          {users.map((user) => (
            <button
              key={user.id}
              type="button"
              className={user === suggested ? 'suggested' : undefined}
              onClick={() => void logIn(user)}
            >
              {user.userName}
            </button>
          ))}
        </fieldset>
      )}
    </form>
  );
}

import { useHeadersEditorState } from '@graphiql/react';
import type { ReactNode } from 'react';
import { authorizationIn, basicAuthorization, withAuthorization } from './credentials.ts';
import type { Credentials } from './credentials.ts';

/** The line above the IDE: who exists in the sandbox, and a press to act as them in the tab that is open. */
export function SandboxBar({ credentials }: { readonly credentials: readonly Credentials[] }): ReactNode {
  const [headers, setHeaders] = useHeadersEditorState();
  const current = authorizationIn(headers);
  return (
    <div className="sandbox-bar">
      <span>Sandbox users, for this tab:</span>
      {credentials.map((user) => {
        const authorization = basicAuthorization(user);
        return (
          <button
            key={user.userName}
            type="button"
            aria-pressed={current === authorization}
            title={`Put ${user.userName} into the Headers pane`}
            onClick={() => {
              setHeaders(withAuthorization(headers, authorization));
            }}
          >
            {user.userName} <small>password {user.password}</small>
          </button>
        );
      })}
      <a href="." target="_blank" rel="noreferrer" title="A subscription ends when its tab is left">
        Watch events in a second window
      </a>
    </div>
  );
}

import { useGraphiQL, useHeadersEditorState } from '@graphiql/react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { authorizationIn, basicAuthorization, withAuthorization } from './credentials.ts';
import type { Credentials } from './credentials.ts';

/** The line above the IDE: who exists in the sandbox, and a press to act as them in all tabs. */
export function SandboxBar({ credentials }: { readonly credentials: readonly Credentials[] }): ReactNode {
  const users = credentials.map((user) => ({ ...user, authorization: basicAuthorization(user) }));
  const [chosen, setChosen] = useState(users[0]?.authorization);
  const [headers, setHeaders] = useHeadersEditorState();
  const current = authorizationIn(headers);

  // A tab that comes to the front as another sandbox user becomes the chosen one; credentials of the reader's own stay.
  const editor = useGraphiQL((state) => state.headerEditor);
  const tab = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.id);
  useEffect(() => {
    const text = editor?.getValue() ?? '';
    const used = authorizationIn(text);
    if (chosen === undefined || used === chosen) return;
    if (credentials.some((user) => basicAuthorization(user) === used)) {
      editor?.setValue(withAuthorization(text, chosen));
    }
  }, [editor, tab, chosen, credentials]);

  return (
    <div className="sandbox-bar">
      <span>Sandbox user, in all tabs:</span>
      {users.map(({ userName, password, authorization }) => (
        <button
          key={userName}
          type="button"
          aria-pressed={current === authorization}
          title={`Put ${userName} (password ${password}) into the Headers pane of every tab`}
          onClick={() => {
            setChosen(authorization);
            setHeaders(withAuthorization(headers, authorization));
          }}
        >
          {userName} <small>password {password}</small>
        </button>
      ))}
      <a href="." target="_blank" rel="noreferrer" title="To be two users at a time: a window runs one subscription">
        Open a second window
      </a>
      <a href="desk" target="_blank" rel="noreferrer" title="Two agents side by side, in a page of the sandbox">
        Agent desk
      </a>
    </div>
  );
}

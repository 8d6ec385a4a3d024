import { useState, type ReactNode } from 'react';
import type { KnownUser } from './page-config.ts';
import { Pane } from './pane.tsx';

const panes = ['First desk', 'Second desk'];

interface Props {
  readonly endpoint: URL;
  readonly users: readonly KnownUser[];
}

/** Two desks, side by side where there is room for both, else one at a time. */
export function App({ endpoint, users }: Props): ReactNode {
  const [shown, setShown] = useState(panes[0]);
  return (
    <>
      <header className="page-header">
        <h1>Agent desk</h1>
        <nav className="pane-switch" aria-label="Desk shown">
          {panes.map((label) => (
            <button
              key={label}
              type="button"
              aria-pressed={label === shown}
              onClick={() => {
                setShown(label);
              }}
            >
              {label}
            </button>
          ))}
        </nav>
        <a href=".">Explorer</a>
      </header>
      <main className="panes">
        {panes.map((label, place) => (
          <Pane
            key={label}
            label={label}
            isShown={label === shown}
            endpoint={endpoint}
            users={users}
            suggested={users[place]}
          />
        ))}
      </main>
    </>
  );
}

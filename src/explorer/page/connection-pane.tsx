import { useId, type ReactNode } from 'react';
import { useCell } from './cell.ts';
import { payloadOf, type Connection } from './connection.ts';

/** What `connection_init` carries: shown as it follows from the headers, or as the reader writes it. */
export function ConnectionPane({ connection }: { readonly connection: Connection }): ReactNode {
  const id = useId();
  const ownText = useCell(connection.ownText);
  // What the payload follows from; drawn again when it changes.
  useCell(connection.headers);
  const payload = payloadOf(connection);
  const isWrong = typeof payload === 'string';
  const shown = ownText ?? (isWrong ? '' : JSON.stringify(payload, null, 2));

  return (
    <details className="connection">
      <summary>Connection payload: {ownText === null ? 'from the Headers pane' : 'your own'}</summary>
      <label htmlFor={id}>What the WebSocket's connection_init carries, a JSON object. It is not kept.</label>
      <textarea
        id={id}
        rows={5}
        spellCheck={false}
        value={shown}
        aria-invalid={isWrong}
        aria-describedby={`${id}-wrong`}
        onChange={({ target }) => {
          connection.ownText.set(target.value);
        }}
      />
      <p id={`${id}-wrong`} role="alert">
        {isWrong && payload}
      </p>
      <button
        type="button"
        disabled={ownText === null}
        onClick={() => {
          connection.ownText.set(null);
        }}
      >
        Take it from the Headers pane
      </button>
    </details>
  );
}

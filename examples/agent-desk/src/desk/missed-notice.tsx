import { useEffect, useState, type ReactNode } from 'react';
import { useDesk } from './use-desk.ts';

/** Says that everything was read anew and something may be missing, until the agent has taken note of it. */
export function MissedNotice(): ReactNode {
  const { desk } = useDesk();
  const [isShown, setShown] = useState(false);
  useEffect(
    () =>
      desk.onEvent((event) => {
        if (event.__typename === 'SessionsSnapshot' && event.mayHaveMissedEvents) setShown(true);
      }),
    [desk],
  );
  return (
    <div role="alert">
      {isShown && (
        <p className="notice open">
          <span>
            The sessions were read anew: something that happened in between may be missing here. What can be read again
            is shown.
          </span>
          <button
            type="button"
            aria-label="Dismiss"
            onClick={() => {
              setShown(false);
            }}
          >
            ×
          </button>
        </p>
      )}
    </div>
  );
}

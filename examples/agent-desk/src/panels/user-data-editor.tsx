import { useState, type ReactNode } from 'react';
import type { Session } from '../desk/model.ts';
import { useOperation } from '../desk/use-operation.ts';
import { UpdateUserDataDocument } from '../generated/graphql.ts';
import { readValue, showValue } from './user-data-value.ts';

interface Props {
  readonly session: Session;
  readonly entryKey: string;
  readonly value: unknown;
  readonly onClose: () => void;
}

/** One value being changed. Escape leaves it as it was. */
export function UserDataEditor({ session, entryKey, value, onClose }: Props): ReactNode {
  const [text, setText] = useState(value === null ? '' : showValue(value));
  const { isBusy, run } = useOperation(UpdateUserDataDocument, `Changing “${entryKey}”`);
  return (
    <form
      className="one-field"
      onSubmit={(event) => {
        event.preventDefault();
        if (isBusy) return;
        run({ sessionId: session.id, userData: [{ key: entryKey, value: readValue(text, value) }] }, onClose);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <input
        aria-label={`Value of ${entryKey}`}
        value={text}
        autoFocus
        readOnly={isBusy}
        onChange={({ target }) => {
          setText(target.value);
        }}
      />
      <button type="submit" aria-disabled={isBusy}>
        Save
      </button>
      <button type="button" onClick={onClose}>
        Cancel
      </button>
    </form>
  );
}

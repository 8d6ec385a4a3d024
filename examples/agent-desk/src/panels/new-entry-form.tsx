import { useState, type ReactNode } from 'react';
import { ActionButton } from '../controls/action-button.tsx';
import type { Session } from '../desk/model.ts';
import { useOperation } from '../desk/use-operation.ts';
import { AttachUserDataDocument } from '../generated/graphql.ts';
import { availabilityOf } from '../words/availability.ts';

export function NewEntryForm({ session }: { readonly session: Session }): ReactNode {
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const { isBusy, run } = useOperation(AttachUserDataDocument, `Adding “${key}”`);
  return (
    <form
      className="new-entry"
      aria-label="New entry"
      onSubmit={(event) => {
        event.preventDefault();
        run({ sessionId: session.id, userData: [{ key, value }] }, () => {
          setKey('');
          setValue('');
        });
      }}
    >
      <label>
        New key
        <input
          value={key}
          maxLength={255}
          required
          spellCheck={false}
          onChange={({ target }) => {
            setKey(target.value);
          }}
        />
      </label>
      <label>
        Value
        <input
          value={value}
          onChange={({ target }) => {
            setValue(target.value);
          }}
        />
      </label>
      <ActionButton type="submit" availability={availabilityOf('editUserData', session)} isBusy={isBusy}>
        Add
      </ActionButton>
    </form>
  );
}

import { useState, type ReactNode } from 'react';
import { ActionButton } from '../controls/action-button.tsx';
import type { Availability } from '../words/availability.ts';

interface Props {
  readonly label: string;
  readonly longest: number;
  readonly availability: Availability;
  readonly isBusy: boolean;
  /** `done` empties the field. */
  readonly onSave: (value: string, done: () => void) => void;
}

export function OneFieldForm({ label, longest, availability, isBusy, onSave }: Props): ReactNode {
  const [value, setValue] = useState('');
  return (
    <form
      className="one-field"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(value, () => {
          setValue((now) => (now === value ? '' : now));
        });
      }}
    >
      <label>
        {label}
        <input
          value={value}
          maxLength={longest}
          required
          readOnly={isBusy}
          onChange={({ target }) => {
            setValue(target.value);
          }}
        />
      </label>
      <ActionButton type="submit" label={`Save ${label.toLowerCase()}`} availability={availability} isBusy={isBusy}>
        Save
      </ActionButton>
    </form>
  );
}

import { useState, type ReactNode } from 'react';
import type { Session } from '../desk/model.ts';
import { NewEntryForm } from './new-entry-form.tsx';
import { UserDataRow } from './user-data-row.tsx';

/** The attached data: find, add, change and delete entries. */
export function UserDataPanel({ session }: { readonly session: Session }): ReactNode {
  const [filter, setFilter] = useState('');
  const sought = filter.toLowerCase();
  const shown = session.userData.filter(({ key }) => key.toLowerCase().includes(sought));
  return (
    <div className="panel user-data">
      <NewEntryForm session={session} />
      <label className="filter">
        Find a key
        <input
          type="search"
          value={filter}
          spellCheck={false}
          onChange={({ target }) => {
            setFilter(target.value);
          }}
        />
      </label>
      <div className="table" role="region" aria-label="User data" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Key</th>
              <th scope="col">Value</th>
              <th scope="col">Change</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((entry) => (
              <UserDataRow key={entry.key} session={session} entry={entry} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

import { useState, type ReactNode } from 'react';
import { ActionButton } from '../controls/action-button.tsx';
import type { Session } from '../desk/model.ts';
import { useOperation } from '../desk/use-operation.ts';
import { DeleteUserDataDocument } from '../generated/graphql.ts';
import { availabilityOf, type Availability } from '../words/availability.ts';
import { UserDataEditor } from './user-data-editor.tsx';
import { isEditable, showValue } from './user-data-value.ts';

interface Props {
  readonly session: Session;
  readonly entry: Session['userData'][number];
}

const notWritable: Availability = { kind: 'FORBIDDEN', reason: 'Only text and numbers can be written.' };

export function UserDataRow({ session, entry: { key, value } }: Props): ReactNode {
  const [state, setState] = useState<'SHOWN' | 'EDITED' | 'SHOWN_AGAIN'>('SHOWN');
  const deletion = useOperation(DeleteUserDataDocument, `Deleting “${key}”`);
  const availability = availabilityOf('editUserData', session);
  const showAgain = (): void => {
    setState('SHOWN_AGAIN');
  };
  if (state === 'EDITED') {
    return (
      <tr>
        <th scope="row">{key}</th>
        <td colSpan={2}>
          <UserDataEditor session={session} entryKey={key} value={value} onClose={showAgain} />
        </td>
      </tr>
    );
  }
  return (
    <tr>
      <th scope="row">{key}</th>
      <td>{showValue(value)}</td>
      <td className="changes">
        <ActionButton
          label={`Edit ${key}`}
          availability={isEditable(value) ? availability : notWritable}
          takesFocus={state === 'SHOWN_AGAIN'}
          onPress={() => {
            setState('EDITED');
          }}
        >
          Edit
        </ActionButton>
        <ActionButton
          label={`Delete ${key}`}
          className="danger"
          availability={availability}
          isBusy={deletion.isBusy}
          onPress={() => {
            deletion.run({ sessionId: session.id, keys: [key] });
          }}
        >
          Delete
        </ActionButton>
      </td>
    </tr>
  );
}

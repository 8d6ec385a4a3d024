import type { ReactNode } from 'react';
import { ActionButton } from '../controls/action-button.tsx';
import type { Session } from '../desk/model.ts';
import { useDesk } from '../desk/use-desk.ts';
import { useOperation } from '../desk/use-operation.ts';
import {
  AcceptSessionDocument,
  CompleteSessionDocument,
  LeaveSessionDocument,
  RejectSessionDocument,
} from '../generated/graphql.ts';
import type { PanelName } from '../panels/panel.tsx';
import { availabilityOf, type Availability } from '../words/availability.ts';

interface Props {
  readonly session: Session;
  readonly panel: PanelName | null;
  readonly onPanel: (panel: PanelName | null) => void;
}

const offered: Availability = { kind: 'OFFERED' };

/** What can be done with the session as a whole, and what opens a panel. */
export function Toolbar({ session, panel, onPanel }: Props): ReactNode {
  const { desk } = useDesk();
  const accept = useOperation(AcceptSessionDocument, 'Accepting');
  const reject = useOperation(RejectSessionDocument, 'Rejecting');
  const leave = useOperation(LeaveSessionDocument, 'Leaving');
  const complete = useOperation(CompleteSessionDocument, 'Completing');
  const { state } = session;
  const input = { sessionId: session.id };

  const toggle = (name: PanelName, label: string, availability: Availability): ReactNode => (
    <ActionButton
      availability={availability}
      isExpanded={panel === name}
      onPress={() => {
        onPanel(panel === name ? null : name);
      }}
    >
      {label}
    </ActionButton>
  );
  const act = (label: string, operation: typeof accept, availability: Availability, className?: string): ReactNode => (
    <ActionButton
      availability={availability}
      isBusy={operation.isBusy}
      {...(className === undefined ? {} : { className })}
      onPress={() => {
        operation.run(input);
      }}
    >
      {label}
    </ActionButton>
  );

  return (
    <div className="toolbar" role="group" aria-label="Actions">
      {state === 'INVITED' && (
        <>
          {act('Accept', accept, availabilityOf('accept', session), 'primary')}
          {act('Reject', reject, availabilityOf('reject', session))}
        </>
      )}
      {state !== 'INVITED' && (
        <>
          {toggle('consult', 'Consult', availabilityOf('consult', session))}
          {toggle('transfer', 'Transfer', availabilityOf('transfer', session))}
          {act('Leave', leave, availabilityOf('leave', session))}
          {act('Complete', complete, availabilityOf('complete', session))}
        </>
      )}
      {(state === 'COMPLETED' || state === 'REVOKED') && (
        <button
          type="button"
          onClick={() => {
            desk.feed.forget(session.id);
          }}
        >
          Take off the list
        </button>
      )}
      <div className="panel-switches">
        {toggle('wrapUp', 'Wrap-up', offered)}
        {toggle('userData', `User data (${session.userData.length})`, offered)}
      </div>
    </div>
  );
}

import { useQuery } from '@apollo/client/react';
import { useSyncExternalStore, type ReactNode } from 'react';
import { MeDocument } from '../generated/graphql.ts';
import { connectionWords } from '../words/connection.ts';
import { useDesk, useFeedState } from './use-desk.ts';

/** Who is logged in, how the connection is, and the switch that cuts it to see what happens. */
export function ConnectionBar({ onSignOut }: { readonly onSignOut: () => void }): ReactNode {
  const { desk } = useDesk();
  const { connection, upstream } = useFeedState(desk);
  const isCut = useSyncExternalStore(desk.onCutChange, desk.isCut);
  const { data } = useQuery(MeDocument);
  const { tone, text } = connectionWords(connection, upstream, isCut);
  const isWaiting = connection.status === 'WAITING' && !isCut;
  return (
    <header className="connection-bar">
      <h2>{data?.me.userName ?? 'Desk'}</h2>
      <p className={`connection ${tone}`} role="status">
        {text}
      </p>
      {isWaiting && (
        <button type="button" onClick={desk.feed.retryNow}>
          Retry now
        </button>
      )}
      <button
        type="button"
        title={
          isCut
            ? 'Lets everything through again'
            : 'Closes this desk’s socket and lets nothing through, to see it resume'
        }
        onClick={isCut ? desk.restore : desk.cut}
      >
        {isCut ? 'Resume' : 'Cut the network'}
      </button>
      <button type="button" onClick={onSignOut}>
        Log out
      </button>
    </header>
  );
}

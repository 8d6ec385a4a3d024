import { ApolloProvider } from '@apollo/client/react';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useFocusRescue } from '../controls/use-focus-rescue.ts';
import { ConnectionBar } from './connection-bar.tsx';
import { MissedNotice } from './missed-notice.tsx';
import { ReportNotice } from './report-notice.tsx';
import type { KnownUser } from '../page-config.ts';
import { SessionList } from '../sessions/session-list.tsx';
import { SessionView } from '../session/session-view.tsx';
import type { Report } from '../words/report.ts';
import type { Desk } from './open-desk.ts';
import { useAnnouncement } from './use-announcement.ts';
import { DeskContext, useFeedState } from './use-desk.ts';
import { useUnread } from './use-unread.ts';

interface Props {
  readonly desk: Desk;
  readonly users: readonly KnownUser[];
  readonly onSignOut: () => void;
}

export function DeskView({ desk, users, onSignOut }: Props): ReactNode {
  const { sessions, messages, typing } = useFeedState(desk);
  const [openId, setOpenId] = useState<string | null>(null);
  const [report, setReport] = useState<Report | null>(null);
  const unread = useUnread(desk, openId);
  const announcement = useAnnouncement(desk, openId);
  const place = useMemo(() => ({ desk, users, report: setReport }), [desk, users]);
  const heading = useRef<HTMLHeadingElement>(null);
  const onFocus = useFocusRescue(heading);
  const open = sessions.find(({ id }) => id === openId);

  useEffect(
    () =>
      desk.onEvent((event) => {
        if (event.__typename === 'OperationFailed') setReport({ kind: 'FAILED_LATER', message: event.failure });
      }),
    [desk],
  );

  return (
    <ApolloProvider client={desk.client}>
      <DeskContext value={place}>
        <ConnectionBar onSignOut={onSignOut} />
        <MissedNotice />
        <div className={open === undefined ? 'desk' : 'desk has-open'} onFocus={onFocus}>
          <SessionList sessions={sessions} heading={heading} openId={openId} unread={unread} onOpen={setOpenId} />
          {open === undefined ? (
            <p className="nothing-open">Choose a session to see it here.</p>
          ) : (
            <SessionView
              key={open.id}
              session={open}
              messages={messages.get(open.id) ?? []}
              typists={typing.get(open.id) ?? []}
              onClose={() => {
                setOpenId(null);
              }}
            />
          )}
        </div>
        <ReportNotice
          report={report}
          onDismiss={() => {
            setReport(null);
          }}
        />
        <p className="visually-hidden" role="status">
          {announcement}
        </p>
      </DeskContext>
    </ApolloProvider>
  );
}

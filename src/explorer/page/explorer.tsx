import { useMonaco } from '@graphiql/react';
import type { Fetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import type { GraphiQLProps } from 'graphiql';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { Connection } from './connection.ts';
import { defaultHeaders } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { examplesPlugin } from './examples-plugin.tsx';
import { firstTabs } from './examples/examples.ts';
import { HeadersWatch } from './headers-watch.tsx';
import type { Live } from './live.ts';
import { SandboxBar } from './sandbox-bar.tsx';
import { SystemTheme } from './system-theme.tsx';
import { TimelinePane } from './timeline-pane.tsx';
import type { Timeline } from './timeline.ts';

interface ExplorerProps {
  readonly fetcher: Fetcher;
  readonly storage: NonNullable<GraphiQLProps['storage']>;
  readonly credentials: readonly Credentials[];
  readonly connection: Connection;
  readonly live: Live;
  readonly timeline: Timeline;
}

const tabs = firstTabs.map(({ query, variables }) => ({ query, variables: variables ?? null }));

/** Without GraphiQL's history plugin and without persisted headers: both write credentials to the browser's disk. */
const plugins: NonNullable<GraphiQLProps['plugins']> = [examplesPlugin];

export function Explorer({ fetcher, storage, credentials, connection, live, timeline }: ExplorerProps): ReactNode {
  // GraphiQL renders its children after the IDE; what stands above it must come before it for the keyboard too.
  const [top, setTop] = useState<HTMLElement | null>(null);
  const inSandbox = credentials.length > 0;
  // GraphiQL draws its tabs before the editors are loaded, and a tab chosen until then keeps the first tab's text.
  const loaded = useMonaco((state) => state.monaco !== undefined);
  const { initialize } = useMonaco((state) => state.actions);
  useEffect(() => {
    void initialize();
  }, [initialize]);
  if (!loaded) return <p className="loading">Loading the explorer…</p>;

  return (
    <>
      <div ref={setTop} />
      <div className="explorer-body">
        <GraphiQL
          fetcher={fetcher}
          storage={storage}
          plugins={plugins}
          shouldPersistHeaders={false}
          defaultTabs={tabs}
          defaultHeaders={defaultHeaders(credentials)}
          // In the sandbox the bar fills in the headers, and what one edits is the variables.
          defaultEditorToolsVisibility={inSandbox ? 'variables' : 'headers'}
          inputValueDeprecation
          schemaDescription
        >
          <GraphiQL.Logo>gws-graphql</GraphiQL.Logo>
          {inSandbox && top !== null && createPortal(<SandboxBar credentials={credentials} />, top)}
          <HeadersWatch connection={connection} />
          <SystemTheme />
        </GraphiQL>
        <TimelinePane timeline={timeline} live={live} connection={connection} />
      </div>
    </>
  );
}

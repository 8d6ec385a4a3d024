import { useMonaco } from '@graphiql/react';
import type { Fetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import type { GraphiQLProps } from 'graphiql';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { defaultHeaders } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { examples } from './examples.ts';
import { SandboxBar } from './sandbox-bar.tsx';
import { SystemTheme } from './system-theme.tsx';

interface ExplorerProps {
  readonly fetcher: Fetcher;
  readonly storage: NonNullable<GraphiQLProps['storage']>;
  readonly credentials: readonly Credentials[];
}

const tabs = examples.map((query) => ({ query }));

/** Without GraphiQL's history plugin and without persisted headers: both write credentials to the browser's disk. */
const plugins: NonNullable<GraphiQLProps['plugins']> = [];

export function Explorer({ fetcher, storage, credentials }: ExplorerProps): ReactNode {
  // GraphiQL draws its tabs before the editors are loaded, and a tab chosen until then keeps the first tab's text.
  const loaded = useMonaco((state) => state.monaco !== undefined);
  const { initialize } = useMonaco((state) => state.actions);
  useEffect(() => {
    void initialize();
  }, [initialize]);
  if (!loaded) return <p className="loading">Loading the explorer…</p>;

  return (
    <GraphiQL
      fetcher={fetcher}
      storage={storage}
      plugins={plugins}
      shouldPersistHeaders={false}
      defaultTabs={tabs}
      defaultHeaders={defaultHeaders(credentials)}
      defaultEditorToolsVisibility="headers"
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>gws-graphql</GraphiQL.Logo>
      {credentials.length > 0 && <SandboxBar credentials={credentials} />}
      <SystemTheme />
    </GraphiQL>
  );
}

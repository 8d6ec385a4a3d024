import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import type { GraphiQLProps } from 'graphiql';
import type { ReactNode } from 'react';
import type { Example } from './examples/example.ts';
import { groups } from './examples/examples.ts';

type Plugin = NonNullable<GraphiQLProps['plugins']>[number];

/** The pane with all examples, from which each opens in a tab. */
export const examplesPlugin: Plugin = { title: 'Examples', icon: ExamplesIcon, content: Examples };

function Examples(): ReactNode {
  const open = useOpenExample();
  return (
    <div className="examples">
      <h2>Examples</h2>
      {groups.map(({ title, examples }) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          <ul>
            {examples.map((example) => (
              <li key={example.name}>
                <button
                  type="button"
                  onClick={() => {
                    open(example);
                  }}
                >
                  <strong>{example.name}</strong> <span>{example.about}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Opens an example in a tab of its own, or brings the one to the front that has it already. */
function useOpenExample(): (example: Example) => void {
  const actions = useGraphiQLActions();
  const tabs = useGraphiQL((state) => state.tabs);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const headerEditor = useGraphiQL((state) => state.headerEditor);

  return ({ name, query, variables = '' }) => {
    const present = tabs.findIndex((tab) => tab.query === query);
    if (present !== -1) {
      actions.changeTab(present);
      return;
    }
    // A new tab does not end what runs in the one before, and would get to show its results.
    actions.stop();
    const headers = headerEditor?.getValue() ?? '';
    actions.addTab();
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables);
    headerEditor?.setValue(headers);
    actions.updateActiveTabValues({ query, variables, headers, operationName: name });
  };
}

function ExamplesIcon(): ReactNode {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M9 5h11M9 12h11M9 19h11" />
      <path d="M4 3.5l2.2 1.5L4 6.5zM4 10.5l2.2 1.5L4 13.5zM4 17.5l2.2 1.5L4 20.5z" />
    </svg>
  );
}

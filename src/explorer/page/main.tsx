import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import './page.css';
import { readCredentials } from './credentials.ts';
import { Explorer } from './explorer.tsx';
import { createFetcher } from './fetcher.ts';
import { createStorage } from './storage.ts';
import { setUpWorkers } from './workers.ts';

setUpWorkers();

const root = document.getElementById('explorer');
if (root) {
  createRoot(root).render(
    <Explorer
      // Relative to the page, so that a proxy may serve the gateway below a path.
      fetcher={createFetcher(new URL('graphql', document.baseURI))}
      storage={createStorage(localStorage, 'gws-graphql:')}
      credentials={readCredentials(document.getElementById('explorer-config')?.textContent ?? '{}')}
    />,
  );
}

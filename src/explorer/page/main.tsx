import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import './page.css';
import './examples.css';
import { readCredentials } from './credentials.ts';
import { Explorer } from './explorer.tsx';
import { createFetcher } from './fetcher.ts';
import { createLive } from './live.ts';
import { createStorage } from './storage.ts';
import { setUpWorkers } from './workers.ts';

setUpWorkers();

// Relative to the page, so that a proxy may serve the gateway below a path.
const url = new URL('graphql', document.baseURI);
const socketUrl = new URL(url);
socketUrl.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
const live = createLive(socketUrl.href);

const root = document.getElementById('explorer');
if (root) {
  createRoot(root).render(
    <Explorer
      fetcher={createFetcher(url, live)}
      onHeaders={live.keepOnly}
      storage={createStorage(localStorage, 'gws-graphql:')}
      credentials={readCredentials(document.getElementById('explorer-config')?.textContent ?? '{}')}
    />,
  );
}

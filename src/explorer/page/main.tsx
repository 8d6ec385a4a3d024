import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import './page.css';
import './timeline.css';
import './connection.css';
import './examples.css';
import { createConnection } from './connection.ts';
import { readCredentials } from './credentials.ts';
import { Explorer } from './explorer.tsx';
import { createFetcher } from './fetcher.ts';
import { createLive } from './live.ts';
import { createStorage } from './storage.ts';
import { createTimeline } from './timeline.ts';
import { setUpWorkers } from './workers.ts';

setUpWorkers();

// Relative to the page, so that a proxy may serve the gateway below a path.
const url = new URL('graphql', document.baseURI);
const socketUrl = new URL(url);
socketUrl.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
const connection = createConnection();
const timeline = createTimeline(() => new Date());
const live = createLive(socketUrl.href, connection, timeline);

const root = document.getElementById('explorer');
if (root) {
  createRoot(root).render(
    <Explorer
      fetcher={createFetcher(url, live)}
      connection={connection}
      live={live}
      timeline={timeline}
      storage={createStorage(localStorage, 'gws-graphql:')}
      credentials={readCredentials(document.getElementById('explorer-config')?.textContent ?? '{}')}
    />,
  );
}

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/page.css';
import './styles/controls.css';
import './styles/desk.css';
import './styles/session.css';
import './styles/transcript.css';
import { App } from './app.tsx';
import { readPageConfig } from './page-config.ts';

const { users } = readPageConfig(document.getElementById('desk-config')?.textContent ?? '{}');
// Relative to the page, so that a proxy may serve the gateway below a path.
const endpoint = new URL('graphql', document.baseURI);

const root = document.getElementById('desk');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App endpoint={endpoint} users={users} />
    </StrictMode>,
  );
}

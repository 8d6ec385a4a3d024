import type { FastifyInstance } from 'fastify';
import { readAssets, securityHeaders, sendPage, serveAssets } from './assets.ts';

export interface ExplorerOptions {
  /** Where `npm run prepare` put the bundled page. It may be missing: `GET /` then says so. */
  readonly assetsDirectory: string;
  /** The sandbox's users, shown to everyone who opens the page; empty for a real upstream. */
  readonly credentials: readonly { readonly userName: string; readonly password: string }[];
}

/** `style-src` is as wide as the editor needs (it writes style elements). */
const headers = securityHeaders([
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
]);

/** The explorer page at `/` and what it loads below `/explorer/`. */
export function registerExplorer(app: FastifyInstance, { assetsDirectory, credentials }: ExplorerOptions): void {
  const assets = readAssets(assetsDirectory);
  const names = [...assets.keys()];
  const script = names.find((name) => /^page-\w+\.js$/.test(name));
  const style = names.find((name) => /^page-\w+\.css$/.test(name));
  const page = script !== undefined && style !== undefined ? explorerPage(script, style, credentials) : null;

  app.get('/', (_request, reply) => sendPage(reply, page, missingPage, headers));
  serveAssets(app, '/explorer', assets, headers);
}

/** Addresses are relative, so that a proxy may serve the gateway below a path. */
function explorerPage(script: string, style: string, credentials: ExplorerOptions['credentials']): string {
  const users = credentials.map(({ userName, password }) => ({ userName, password }));
  // An escaped `<` cannot end the data block; a block of this type is never run, so it needs no place in script-src.
  const config = JSON.stringify({ credentials: users }).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>gws-graphql explorer</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}">
<link rel="stylesheet" href="explorer/${style}">
<script type="application/json" id="explorer-config">${config}</script>
<script type="module" src="explorer/${script}"></script>
</head>
<body>
<div id="explorer"></div>
<noscript>The explorer needs JavaScript. The API itself is at <code>/graphql</code>.</noscript>
</body>
</html>
`;
}

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="none" stroke="#d60590" stroke-width="1.5" d="M8 1.5l5.6 3.25v6.5L8 14.5l-5.6-3.25v-6.5z"/><circle cx="8" cy="8" r="2.2" fill="#d60590"/></svg>';

const missingPage = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>gws-graphql explorer</title></head>
<body>
<p>The explorer page was not built. Run <code>npm run prepare</code> and start the gateway again.</p>
<p>The API itself is at <code>/graphql</code>.</p>
</body>
</html>
`;

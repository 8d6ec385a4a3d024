import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply } from 'fastify';

export interface ExplorerOptions {
  /** Where `npm run prepare` put the bundled page. It may be missing: `GET /` then says so. */
  readonly assetsDirectory: string;
  /** The sandbox's users, shown to everyone who opens the page; empty for a real upstream. */
  readonly credentials: readonly { readonly userName: string; readonly password: string }[];
}

interface Asset {
  readonly contentType: string;
  readonly body: Buffer;
  gzipped: Promise<Buffer> | null;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

/** `style-src` is as wide as the editor needs (it writes style elements); everything else stays on this host. */
const securityHeaders = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "connect-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

const gzipAsync = promisify(gzip);

/** The explorer page at `/` and what it loads below `/explorer/`, all held in memory: a request names no file. */
export function registerExplorer(app: FastifyInstance, { assetsDirectory, credentials }: ExplorerOptions): void {
  const assets = readAssets(assetsDirectory);
  const names = [...assets.keys()];
  const script = names.find((name) => /^page-\w+\.js$/.test(name));
  const style = names.find((name) => /^page-\w+\.css$/.test(name));
  const built = script !== undefined && style !== undefined;
  const page = built ? explorerPage(script, style, credentials) : missingPage;

  app.get('/', (_request, reply) =>
    reply
      .code(built ? 200 : 503)
      .headers(securityHeaders)
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(page),
  );

  app.get<{ Params: { file: string } }>('/explorer/:file', (request, reply) => {
    const asset = assets.get(request.params.file);
    if (asset === undefined) {
      reply.callNotFound();
      return reply;
    }
    return sendAsset(reply, asset, request.headers['accept-encoding']);
  });
}

async function sendAsset(reply: FastifyReply, asset: Asset, acceptEncoding: string | undefined): Promise<FastifyReply> {
  // Names carry a hash of the content, so what a browser has once it never needs to ask for again.
  reply
    .headers(securityHeaders)
    .header('cache-control', 'public, max-age=31536000, immutable')
    .header('vary', 'accept-encoding')
    .type(asset.contentType);
  if (!/\bgzip\b/.test(acceptEncoding ?? '')) return reply.send(asset.body);
  asset.gzipped ??= gzipAsync(asset.body);
  return reply.header('content-encoding', 'gzip').send(await asset.gzipped);
}

function readAssets(directory: string): ReadonlyMap<string, Asset> {
  const assets = new Map<string, Asset>();
  for (const name of listFiles(directory)) {
    const contentType = contentTypes[path.extname(name)];
    if (contentType === undefined) continue;
    assets.set(name, { contentType, body: readFileSync(path.join(directory, name)), gzipped: null });
  }
  return assets;
}

function listFiles(directory: string): readonly string[] {
  try {
    return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
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

import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply } from 'fastify';

interface Asset {
  readonly contentType: string;
  readonly body: Buffer;
  gzipped: Promise<Buffer> | null;
}

/** The files of a built page by name, all held in memory: a request names no file. */
export type Assets = ReadonlyMap<string, Asset>;

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

const gzipAsync = promisify(gzip);

/** The files in a directory; none when it is missing, because nothing was built. */
export function readAssets(directory: string): Assets {
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

/** Headers of a page and of what it loads: all of it comes from this host, except as `directives` widen it. */
export function securityHeaders(directives: readonly string[]): Readonly<Record<string, string>> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'self'",
      ...directives,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
}

/** The page itself: asked for anew each time. `null` stands for one that was not built. */
export function sendPage(
  reply: FastifyReply,
  page: string | null,
  missingPage: string,
  headers: Readonly<Record<string, string>>,
): FastifyReply {
  return reply
    .code(page === null ? 503 : 200)
    .headers(headers)
    .header('cache-control', 'no-cache')
    .type('text/html; charset=utf-8')
    .send(page ?? missingPage);
}

/** Serves the files below a path such as `/explorer`. */
export function serveAssets(
  app: FastifyInstance,
  prefix: string,
  assets: Assets,
  headers: Readonly<Record<string, string>>,
): void {
  app.get<{ Params: { file: string } }>(`${prefix}/:file`, (request, reply) => {
    const asset = assets.get(request.params.file);
    if (asset === undefined) {
      reply.callNotFound();
      return reply;
    }
    return sendAsset(reply.headers(headers), asset, request.headers['accept-encoding']);
  });
}

async function sendAsset(reply: FastifyReply, asset: Asset, acceptEncoding: string | undefined): Promise<FastifyReply> {
  // Names carry a hash of the content, so what a browser has once it never needs to ask for again.
  reply
    .header('cache-control', 'public, max-age=31536000, immutable')
    .header('vary', 'accept-encoding')
    .type(asset.contentType);
  if (!/\bgzip\b/.test(acceptEncoding ?? '')) return reply.send(asset.body);
  asset.gzipped ??= gzipAsync(asset.body);
  return reply.header('content-encoding', 'gzip').send(await asset.gzipped);
}

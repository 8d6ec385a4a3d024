import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { readAssets, securityHeaders, sendPage, serveAssets } from './assets.ts';

export interface DeskOptions {
  /** Where the desk was built (`examples/agent-desk/build.ts`). It may be missing: `GET /desk` then says so. */
  readonly directory: string;
  /** The sandbox's users, passwords included, shown to everyone who opens the page. */
  readonly users: readonly {
    readonly id: string;
    readonly userName: string;
    readonly password: string;
    readonly nickname: string;
  }[];
}

const headers = securityHeaders(["style-src 'self'", "img-src 'self'"]);

/** The agent desk at `/desk` and what it loads below: a demonstration, so with the sandbox only, and not where `EXPLORER` is off. */
export function registerDesk(app: FastifyInstance, { directory, users }: DeskOptions): void {
  const page = readPage(path.join(directory, 'index.html'));
  const filledIn = page === null ? null : withUsers(page, users);

  app.get('/desk', (request, reply) => {
    // The page's addresses are relative to the path without a slash at its end, and the router takes both.
    const [pathname = ''] = request.url.split('?');
    return pathname.endsWith('/') ? reply.redirect('../desk') : sendPage(reply, filledIn, missingPage, headers);
  });
  serveAssets(app, '/desk', readAssets(path.join(directory, 'desk')), headers);
}

function readPage(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Fills the page's data block, which is never run and so needs no place in script-src. */
function withUsers(page: string, users: DeskOptions['users']): string {
  const shown = users.map(({ id, userName, password, nickname }) => ({ id, userName, password, nickname }));
  // An escaped `<` cannot end the data block.
  const config = JSON.stringify({ users: shown }).replaceAll('<', '\\u003c');
  return page.replace(
    /(<script type="application\/json" id="desk-config">)\s*\{\}/,
    (_all, tag: string) => tag + config,
  );
}

const missingPage = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Agent desk</title></head>
<body>
<p>The agent desk was not built. Run <code>npm run prepare</code> and start the gateway again.</p>
</body>
</html>
`;

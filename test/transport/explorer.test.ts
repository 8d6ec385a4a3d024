import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fastify } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerExplorer } from '../../src/transport/explorer.ts';
import type { ExplorerOptions } from '../../src/transport/explorer.ts';

let root: string;
let assetsDirectory: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'explorer-test-'));
  assetsDirectory = path.join(root, 'explorer');
  await mkdir(path.join(assetsDirectory, 'inner.js'), { recursive: true });
  await writeFile(path.join(root, 'secret.js'), 'secret');
  await writeFile(path.join(assetsDirectory, 'inner.js', 'deep.js'), 'deep');
  await writeFile(path.join(assetsDirectory, 'page-AB12.js'), 'page();');
  await writeFile(path.join(assetsDirectory, 'page-CD34.css'), 'body {}');
  await writeFile(path.join(assetsDirectory, 'chunk-EF56.js'), 'chunk();');
  await writeFile(path.join(assetsDirectory, 'font-AA11.ttf'), 'font');
  await writeFile(path.join(assetsDirectory, 'notes.txt'), 'notes');
});

afterAll(() => rm(root, { recursive: true }));

function explorer(options: Partial<ExplorerOptions> = {}) {
  const app = fastify();
  registerExplorer(app, { assetsDirectory, credentials: [], ...options });
  return app;
}

describe('GET /', () => {
  it('answers a page that loads the built script and style and nothing else', async () => {
    const response = await explorer().inject('/');
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.headers['cache-control']).toBe('no-cache');
    const loaded = [...response.body.matchAll(/ (?:src|href)="([^"]*)"/g)].map(([, address]) => address);
    expect(loaded.filter((address) => address?.startsWith('data:') !== true)).toEqual([
      'explorer/page-CD34.css',
      'explorer/page-AB12.js',
    ]);
    expect(response.body).not.toMatch(/<script(?! type="application\/json"| type="module" src=)/);
  });

  it('forbids by its headers what the page does not need', async () => {
    const { headers } = await explorer().inject('/');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy.join()).not.toMatch(/unsafe-eval|https?:|\*/);
  });

  it('hands the sandbox users to the page, whatever characters they hold', async () => {
    const credentials = [{ userName: 'a</script><script>alert(1)</script>', password: 'ü"\'&\u2028' }];
    const { body } = await explorer({ credentials }).inject('/');
    const block = /<script type="application\/json" id="explorer-config">(.*?)<\/script>/s.exec(body)?.[1] ?? '';
    expect(block).not.toContain('<');
    expect(JSON.parse(block)).toEqual({ credentials });
  });

  it('hands over names and passwords only', async () => {
    const user = { userName: 'agent1', password: 'p', id: 'internal' };
    expect((await explorer({ credentials: [user] }).inject('/')).body).not.toContain('internal');
  });

  it.each([
    ['there is no directory', () => path.join(root, 'nowhere')],
    ['the directory holds no page', () => path.join(assetsDirectory, 'inner.js')],
  ])('says 503 and what to do when %s', async (_case, directory) => {
    const response = await explorer({ assetsDirectory: directory() }).inject('/');
    expect(response.statusCode).toBe(503);
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.headers['content-security-policy']).toContain("default-src 'none'");
    expect(response.body).toContain('<code>npm run prepare</code>');
  });
});

describe('GET /explorer/<file>', () => {
  it.each([
    ['page-AB12.js', 'text/javascript; charset=utf-8', 'page();'],
    ['page-CD34.css', 'text/css; charset=utf-8', 'body {}'],
    ['chunk-EF56.js', 'text/javascript; charset=utf-8', 'chunk();'],
    ['font-AA11.ttf', 'font/ttf', 'font'],
  ])('answers %s for good', async (file, contentType, content) => {
    const response = await explorer().inject(`/explorer/${file}`);
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe(contentType);
    expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(response.headers['x-content-type-options']).toBe('nosniff');
    expect(response.headers['content-encoding']).toBeUndefined();
    expect(response.body).toBe(content);
  });

  it('compresses for those who take it', async () => {
    const app = explorer();
    // Twice: the second is answered from what the first has compressed.
    for (const headers of [{ 'accept-encoding': 'gzip, deflate, br' }, { 'accept-encoding': 'gzip' }]) {
      const response = await app.inject({ url: '/explorer/page-AB12.js', headers });
      expect(response.headers['content-encoding']).toBe('gzip');
      expect(response.headers.vary).toBe('accept-encoding');
      expect(gunzipSync(response.rawPayload).toString()).toBe('page();');
    }
  });

  it.each([
    '/explorer/',
    '/explorer/nothing.js',
    '/explorer/notes.txt',
    '/explorer/inner.js',
    '/explorer/inner.js/deep.js',
    '/explorer/inner.js%2fdeep.js',
    '/explorer/../secret.js',
    '/explorer/..%2fsecret.js',
    '/explorer/%2e%2e/secret.js',
    '/explorer/%2e%2e%2fsecret.js',
    '/explorer/..%5csecret.js',
    '/explorer/..%252fsecret.js',
    '/explorer//etc/passwd',
    '/explorer/%2fetc%2fpasswd',
    '/explorer/page-AB12.js%00',
    '/explorer/__proto__',
    '/explorer/constructor',
    '/explorer/%',
  ])('has nothing at %s', async (address) => {
    const app = explorer();
    try {
      const origin = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
      // node:http sends the path as it is; inject and fetch would resolve the dots first.
      const { statusCode } = await new Promise<IncomingMessage>((resolve, reject) => {
        const sent = request({ host: origin.hostname, port: origin.port, path: address }, (response) => {
          resolve(response.resume());
        });
        sent.on('error', reject).end();
      });
      expect([400, 404]).toContain(statusCode);
    } finally {
      await app.close();
    }
  });
});

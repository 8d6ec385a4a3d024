import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fastify, type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { registerDesk, type DeskOptions } from '../../src/transport/desk.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { startGateway } from '../support/gateway.ts';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'desk-test-'));
  await mkdir(path.join(directory, 'desk'));
  await writeFile(
    path.join(directory, 'index.html'),
    '<script type="application/json" id="desk-config">\n {}\n</script><script src="./desk/index-AB12.js"></script>',
  );
  await writeFile(path.join(directory, 'desk', 'index-AB12.js'), 'desk();');
});

afterAll(() => rm(directory, { recursive: true }));

function desk(options: Partial<DeskOptions> = {}): FastifyInstance {
  const app = fastify({ routerOptions: { ignoreTrailingSlash: true } });
  registerDesk(app, { directory, users: [], ...options });
  return app;
}

it('serves the built page with the users in its data block, from which no name can break out', async () => {
  const user = { id: '1', userName: '</script><script>alert(1)</script>', password: '$&', nickname: '$1' };
  const { statusCode, headers, body } = await desk({ users: [user] }).inject('/desk');
  expect(statusCode).toBe(200);
  expect(headers['cache-control']).toBe('no-cache');
  expect(body.match(/<script/g)).toHaveLength(2);
  const block = /id="desk-config">([^<]*)</.exec(body)?.[1] ?? '';
  expect(JSON.parse(block)).toEqual({ users: [user] });
});

it('allows the page its own host and nothing else, no inline style either', async () => {
  const { headers } = await desk().inject('/desk');
  const policy = String(headers['content-security-policy']).split('; ');
  expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'", "style-src 'self'"]));
  expect(policy.join()).not.toMatch(/unsafe|https?:|data:|\*/);
  expect(headers['x-content-type-options']).toBe('nosniff');
});

it('leads an address with a slash at its end to the one that the page is relative to', async () => {
  const { statusCode, headers } = await desk().inject('/desk/?a=1/');
  expect([statusCode, headers.location]).toEqual([302, '../desk']);
  expect((await desk().inject('/desk?a=1/')).statusCode).toBe(200);
});

it('serves what the page loads, and no other file', async () => {
  const app = desk();
  const { headers, body } = await app.inject('/desk/index-AB12.js');
  expect(body).toBe('desk();');
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  for (const file of ['index.html', '..%2Findex.html', '..']) {
    expect((await app.inject(`/desk/${file}`)).statusCode).toBe(404);
  }
});

it('says in words that it was not built', async () => {
  const { statusCode, body } = await desk({ directory: path.join(directory, 'nothing') }).inject('/desk');
  expect([statusCode, body]).toEqual([503, expect.stringContaining('npm run prepare')]);
});

it('is not there before a real upstream', async () => {
  const sandbox = await createSandbox();
  const gateway = await startGateway({ GWS_URL: sandbox.url });
  try {
    expect((await fetch(`${gateway.url}/desk`)).status).toBe(404);
  } finally {
    await gateway.close();
    await sandbox.close();
  }
});

import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { basic, recordingLog, startGateway } from '../support/gateway.ts';
import { startUpstream } from '../support/upstream.ts';
import { alike, codesOf, overEveryDoor, send } from './doors.ts';

const agent1 = basic('agent1', 'sandbox-agent1');
const headers = { authorization: agent1, 'content-type': 'application/json' };
const posts = ['/graphql', '/graphql/', '/graphql/stream'];

async function start(env: Record<string, string> = {}, log = recordingLog()): Promise<string> {
  const gateway = await startGateway(env, log);
  onTestFinished(() => gateway.close());
  return gateway.url;
}

/** The code a socket is closed with when it sends this. */
async function closeCode(url: string, message: string | Buffer): Promise<number> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  socket.on('error', () => undefined);
  socket.once('open', () => {
    socket.send(message);
  });
  return new Promise((resolve) => {
    socket.once('close', resolve);
  });
}

describe('a bomb from the upstream', () => {
  const zeros = Buffer.alloc(40_000_000, 32);

  it.each([
    ['gzip', gzipSync(zeros)],
    ['x-gzip', gzipSync(zeros)],
    ['deflate', deflateSync(zeros)],
    ['br', brotliCompressSync(zeros.subarray(0, 20_000_000))],
    ['gzip', gzipSync(gzipSync(zeros))],
    ['gzip, gzip', gzipSync(zeros)],
    ['zstd', gzipSync(zeros)],
  ])('in %s is not inflated beyond the limit', async (encoding, body) => {
    const upstream = await startUpstream();
    upstream.otherwise((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding }).end(body);
    });
    const url = await start({ GWS_URL: upstream.base, UPSTREAM_MAX_RESPONSE_BYTES: '100000' });
    expect(await overEveryDoor(url, basic('any', 'body'), { query: '{ me { id } }' }, codesOf)).toEqual(
      alike(['UPSTREAM_BAD_RESPONSE']),
    );
  });
});

describe('a request', () => {
  it.each(['gzip', 'deflate', 'br', 'zstd'])('compressed with %s is not inflated at all', async (encoding) => {
    const url = await start();
    const body = gzipSync(Buffer.alloc(50_000_000, 32));
    for (const path of posts) {
      const { status } = await send(url + path, { ...headers, 'content-encoding': encoding }, { body });
      expect([path, Math.floor(status / 100)]).toEqual([path, 4]);
    }
  });

  it.each([
    ['said', { 'content-length': '2000' }],
    ['not said', { 'transfer-encoding': 'chunked' }],
  ])('larger than may be is refused, its length %s', async (_how, length) => {
    const url = await start({ MAX_REQUEST_BYTES: '1024' });
    const body = JSON.stringify({ query: '{ __typename }' }).padEnd(2000);
    for (const path of posts) {
      expect([path, (await send(url + path, { ...headers, ...length }, { body })).status]).toEqual([path, 413]);
    }
    expect(await closeCode(url, body)).toBe(1009);
  });

  it('with more headers than may be is refused', async () => {
    const url = await start();
    const { status } = await send(`${url}/graphql`, { ...headers, 'x-much': 'x'.repeat(20_000) }, { body: '{}' });
    expect(status).toBe(431);
  });
});

describe('JSON nested 100,000 deep', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const attach = 'mutation ($i: AttachUserDataInput!) { attachUserData(input: $i) { outcome } }';
  const input = `{"sessionId":"0002EaAY01MT0082","idempotencyKey":"k","userData":[{"key":"a","value":${deep}}]}`;
  const bodies = [
    `{"query":"{ __typename }","variables":{"a":${deep}}}`,
    `{"query":"{ __typename }","extensions":${deep}}`,
    `{"query":"query ($a: String) { sessions(after: $a) { totalCount } }","variables":{"a":${deep}}}`,
    `{"query":"${attach}","variables":{"i":${input}}}`,
    deep,
  ];

  it('is answered, is no fault of ours, and stalls nobody', async () => {
    const log = recordingLog();
    const url = await start({}, log);
    const delay = monitorEventLoopDelay();
    delay.enable();
    for (const body of bodies) {
      for (const path of posts) {
        for (let time = 0; time < 2; time += 1) {
          const { text } = await send(url + path, headers, { body });
          expect(text).not.toContain('INTERNAL_SERVER_ERROR');
        }
      }
    }
    expect(delay.max / 1e6).toBeLessThan(5000);
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect((await send(`${url}/healthz`, {})).status).toBe(200);
  });

  it('ends no more than its own socket', async () => {
    const log = recordingLog();
    const url = await start({}, log);
    expect(await closeCode(url, `{"type":"connection_init","payload":${deep}}`)).toBe(4400);
    expect(await closeCode(url, deep)).toBe(4400);
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect((await send(`${url}/healthz`, {})).status).toBe(200);
  });

  it('beside a subscription is left out: a stream keeps what its operation declares', async () => {
    const log = recordingLog();
    const url = await start({}, log);
    const body = `{"query":"subscription { sessionEvents { __typename } }","variables":{"a":${deep}}}`;
    for (const accept of ['text/event-stream', 'multipart/mixed;subscriptionSpec=1.0']) {
      const path = accept.startsWith('text') ? '/graphql/stream' : '/graphql';
      const { text } = await send(url + path, { ...headers, accept }, { body, enough: (so) => so.includes('{"data') });
      expect(text).toContain('SessionsSnapshot');
    }
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

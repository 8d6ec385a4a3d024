import { EventSource } from 'eventsource';
import { createClient } from 'graphql-sse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { ownBayeux, type BayeuxSide } from '../support/bayeux-side.ts';
import type { Json } from '../support/fixture.ts';
import { basic, startGateway, type Answer } from '../support/gateway.ts';
import { createPeer, type Peer } from '../support/peer.ts';
import { wireTo } from './wire.ts';

const alices = basic('alice', 'secret');
const events =
  'subscription ($after: Cursor) { sessionEvents(after: $after) { __typename ... on UnrecognizedNotification { messageType } ... on SessionsSnapshot { reason } } }';
const sendMessage = 'mutation { sendMessage(input: { sessionId: "s1", text: "x", confirmWithin: 0 }) { outcome } }';

let side: BayeuxSide;
let peer: Peer;
let gateway: Gateway | null = null;

beforeEach(async () => {
  side = ownBayeux();
  peer = await createPeer([{ userName: 'alice', id: 'a' }], side);
});

afterEach(async () => {
  await gateway?.close();
  await peer.close();
  gateway = null;
});

async function start(env: Record<string, string> = {}): Promise<string> {
  gateway = await startGateway({ GWS_URL: peer.url, ...env });
  return `${gateway.url}/graphql/stream`;
}

function get(url: string, query: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}?query=${encodeURIComponent(query)}`, { headers: { authorization: alices, ...headers } });
}

function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { authorization: alices, accept: 'text/event-stream', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

async function refusal(response: Response): Promise<readonly [number, unknown]> {
  const { errors } = (await response.json()) as Answer;
  return [response.status, errors?.[0]?.extensions['code']];
}

describe('an operation that is no subscription', () => {
  it.each([
    ['a query by GET', (url: string) => get(url, '{ me { userName } }'), { data: { me: { userName: 'alice' } } }],
    [
      'a query by POST',
      (url: string) => post(url, { query: '{ me { userName } }' }),
      { data: { me: { userName: 'alice' } } },
    ],
    [
      'a mutation by POST',
      (url: string) => post(url, { query: sendMessage }),
      { data: { sendMessage: { outcome: 'ACCEPTED' } } },
    ],
  ])('is answered by one event: %s', async (_what, ask, result) => {
    const response = await ask(await start());
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe(
      `:\n\nevent: next\ndata: ${JSON.stringify(result)}\n\nevent: complete\ndata:\n\n`,
    );
  });

  it('is refused by GET when it is a mutation', async () => {
    const response = await get(await start(), sendMessage);
    expect(response.headers.get('allow')).toBe('POST');
    expect(await refusal(response)).toEqual([405, 'BAD_REQUEST']);
  });
});

describe('a request that is refused', () => {
  it.each([
    ['accepts no event stream', (url: string) => get(url, events, { accept: 'application/json' }), 406, 'BAD_REQUEST'],
    ['has no query', (url: string) => fetch(url, { headers: { authorization: alices } }), 400, 'BAD_REQUEST'],
    ['has bad variables', (url: string) => post(url, { query: events, variables: [] }), 400, 'BAD_REQUEST'],
    ['has no JSON variables', (url: string) => fetch(`${url}?query=x&variables={`), 400, 'BAD_REQUEST'],
    ['has no object', (url: string) => post(url, [events]), 400, 'BAD_REQUEST'],
    ['is no JSON', (url: string) => post(url, {}, { 'content-type': 'text/plain' }), 400, 'BAD_REQUEST'],
    ['is too large', (url: string) => post(url, { query: ' '.repeat(2000) }), 413, 'BAD_REQUEST'],
    [
      'has no credentials',
      (url: string) => post(url, { query: events }, { authorization: '' }),
      401,
      'UNAUTHENTICATED',
    ],
    [
      'has wrong credentials',
      (url: string) => post(url, { query: events }, { authorization: basic('alice', 'x') }),
      401,
      'UNAUTHENTICATED',
    ],
  ])('because it %s', async (_what, ask, status, code) => {
    const url = await start({ MAX_REQUEST_BYTES: '1024' });
    expect(await refusal(await ask(url))).toEqual([status, code]);
    expect(await (await fetch(url.replace('/graphql/stream', '/metrics'))).text()).toContain('streams{door="sse"} 0');
  });

  it('because there are too many callers is told when to come back', async () => {
    const url = await start({ MAX_LINKS: '1' });
    const stream = await get(url, events);
    const response = await post(url, { query: events }, { authorization: basic('bob', 'secret') });
    expect(response.headers.get('retry-after')).toBe('5');
    expect(await refusal(response)).toEqual([429, 'RATE_LIMITED']);
    await stream.body?.cancel();
  });

  it('because the gateway leaves is told so', async () => {
    const url = await start();
    let finish = (): void => undefined;
    const arrived = new Promise<void>((resolve) => {
      peer.onOperation = () => {
        resolve();
        return new Promise((answer) => {
          finish = () => {
            answer({ body: { statusCode: 0 } });
          };
        });
      };
    });
    const running = post(url, { query: sendMessage });
    await arrived;
    const closed = gateway?.close();
    finish();
    // What was under way is answered, and its stream is complete.
    expect(await (await running).text()).toContain('"ACCEPTED"}}}\n\nevent: complete\n');
    await closed;
  });
});

describe('a foreign page', () => {
  const cookie = async (): Promise<string> => {
    const response = await fetch(`${peer.url}/me`, { headers: { authorization: alices } });
    return response.headers.get('set-cookie')?.split(';')[0] ?? '';
  };
  const ask = async (url: string, headers: Record<string, string>): Promise<number> => {
    const response = await get(url, '{ me { userName } }', { authorization: '', cookie: await cookie(), ...headers });
    await response.text();
    return response.status;
  };

  it('gets nothing by the cookies that a browser adds, unless CORS lets it', async () => {
    const url = await start({ CORS_ORIGINS: 'https://desk.example' });
    expect(await ask(url, {})).toBe(200);
    expect(await ask(url, { origin: new URL(url).origin })).toBe(200);
    expect(await ask(url, { origin: 'https://desk.example', 'sec-fetch-site': 'cross-site' })).toBe(200);
    expect(await ask(url, { origin: 'https://evil.example' })).toBe(401);
    expect(await ask(url, { 'sec-fetch-site': 'cross-site' })).toBe(401);
    const preflight = await fetch(url, { method: 'OPTIONS', headers: { origin: 'https://desk.example' } });
    expect(preflight.headers.get('access-control-allow-origin')).toBe('https://desk.example');
  });

  it('gets no cookies by `*`', async () => {
    const url = await start({ CORS_ORIGINS: '*' });
    expect(await ask(url, { origin: 'https://evil.example' })).toBe(401);
    const { headers } = await get(url, '{ __typename }', { origin: 'https://any.example' });
    expect(headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('a stream whose connection is lost', () => {
  it("goes on by EventSource's own reconnection: Last-Event-ID is where, whatever the argument says", async () => {
    const wire = await wireTo(await start());
    const source = new EventSource(
      `${wire.url}/graphql/stream?query=${encodeURIComponent(events)}&variables={"after":"x"}`,
      {
        fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, authorization: alices } }),
      },
    );
    const seen: Json[] = [];
    let wake = (): void => undefined;
    source.addEventListener('next', ({ data }) => {
      seen.push((JSON.parse(data as string) as { data: { sessionEvents: Json } }).data.sessionEvents);
      wake();
    });
    const count = async (wanted: number): Promise<void> => {
      while (seen.length < wanted) await new Promise<void>((resolve) => (wake = resolve));
    };
    await count(1);
    side.deliver('alice', { messageType: 'First' });
    await count(2);
    wire.cut();
    side.deliver('alice', { messageType: 'Second' });
    await count(3);
    source.close();
    expect(seen).toMatchObject([
      { __typename: 'SessionsSnapshot', reason: 'CURSOR_EXPIRED' },
      { messageType: 'First' },
      { messageType: 'Second' },
    ]);
  });

  it('is made again by graphql-sse when the gateway ends it, but not when it is complete', async () => {
    const url = await start({ STREAM_LIFETIME_MS: '300' });
    let connections = 0;
    const client = createClient({
      url,
      headers: { authorization: alices },
      retry: () => Promise.resolve(),
      on: {
        connecting: () => {
          connections += 1;
        },
      },
    });
    const seen: string[] = [];
    const stream = client.iterate<{ sessionEvents: Json }>({ query: events });
    for await (const { data } of stream) {
      seen.push(String(data?.sessionEvents['__typename']));
      if (seen.length === 4) break;
    }
    expect(seen).toEqual(['SessionsSnapshot', 'StreamEnding', 'SessionsSnapshot', 'StreamEnding']);
    expect(connections).toBeGreaterThanOrEqual(2);
    const before = connections;
    for await (const { data } of client.iterate({ query: '{ __typename }' }))
      expect(data).toEqual({ __typename: 'Query' });
    expect(connections).toBe(before + 1);
    client.dispose();
  });
});

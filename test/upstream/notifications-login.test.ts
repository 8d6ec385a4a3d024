import { describe, expect, test } from 'vitest';
import { GatewayError } from '../../src/errors.ts';
import { unauthenticated } from '../../src/upstream/rest.ts';
import {
  disconnect,
  event,
  follow,
  handshake,
  messages,
  poll,
  polled,
  startFollowed,
  subscribe,
  subscribed,
  welcome,
} from '../support/notifications.ts';
import { json, plain, silence, startUpstream, type Answer } from '../support/upstream.ts';

const denied = json([
  { channel: '/meta/handshake', successful: false, error: '403::Handshake denied', advice: { reconnect: 'none' } },
]);
const goodbye = json([{ channel: '/meta/disconnect', successful: true }]);
const refusals: [string, Answer][] = [
  ['401', plain('', 401)],
  ['403', plain('', 403)],
  ['403 with code 20', json({ statusCode: 20, statusMessage: 'Access denied' }, 403)],
  ['403 in plain words', plain('Access denied', 403)],
  ['code 20 with HTTP 200', json({ statusCode: 20, statusMessage: 'Access denied' })],
];
/** What may be a firewall's or a proxy's doing. */
const blocks: [string, Answer][] = [
  ['403 in HTML', plain('<html><title>Access Denied</title>Request blocked by firewall</html>', 403)],
  ['403 in other words', plain('error code: 1020', 403)],
  ['403 with another code', json({ statusCode: 5, statusMessage: 'Access denied to this' }, 403)],
];

const ended = (code: string): unknown => ({ kind: 'ended', error: expect.objectContaining({ code }) as unknown });
const bad = (): Promise<never> => Promise.reject(unauthenticated());
const unknown = (): Promise<never> => Promise.reject(new GatewayError('UPSTREAM_UNAVAILABLE', 'down'));

describe('a refused handshake', () => {
  test('of a good login is the end: the upstream refuses notifications', async () => {
    const upstream = await startUpstream();
    void upstream.plan(handshake, denied);
    let checks = 0;
    const checkLogin = (): Promise<void> => {
      checks += 1;
      return Promise.resolve();
    };
    const end = await follow(upstream.base, { checkLogin }).next();
    expect(end).toEqual(ended('UPSTREAM_REFUSED'));
    expect(end).toMatchObject({ error: { message: expect.stringContaining('403::Handshake denied') as unknown } });
    expect(checks).toBe(1);
  });

  test('of a bad login is the end: the credentials are no longer good', async () => {
    const upstream = await startUpstream();
    void upstream.plan(handshake, denied);
    expect(await follow(upstream.base, { checkLogin: bad }).next()).toEqual(ended('UNAUTHENTICATED'));
  });

  test('of a login nobody can check now is tried again', async () => {
    const upstream = await startUpstream();
    upstream.always(disconnect, goodbye);
    void upstream.plan(handshake, denied);
    void upstream.plan(handshake, welcome('one'));
    void upstream.plan(subscribe, subscribed());
    upstream.always(poll, silence);
    const followed = follow(upstream.base, { checkLogin: unknown });
    expect(await followed.take(2)).toEqual([{ kind: 'trouble', reason: 'down', gone: true }, { kind: 'subscribed' }]);
  });

  test('whose check breaks by a fault of ours passes that fault on', async () => {
    const upstream = await startUpstream();
    void upstream.plan(handshake, denied);
    const fault = new TypeError('a fault');
    const end = await follow(upstream.base, { checkLogin: () => Promise.reject(fault) }).next();
    expect(end).toEqual({ kind: 'ended', error: fault });
  });
});

describe.each(refusals)('%s', (_, refusal) => {
  test('to a handshake of a bad login ends with UNAUTHENTICATED', async () => {
    const upstream = await startUpstream();
    void upstream.plan(handshake, refusal);
    expect(await follow(upstream.base, { checkLogin: bad }).next()).toEqual(ended('UNAUTHENTICATED'));
  });

  test('to a poll of a bad login ends with UNAUTHENTICATED', async () => {
    const { upstream, followed } = await startFollowed({ checkLogin: bad });
    void upstream.plan(poll, polled([event(1)]));
    void upstream.plan(poll, refusal);
    expect(await followed.take(2)).toEqual([expect.objectContaining({ kind: 'delivery' }), ended('UNAUTHENTICATED')]);
  });

  test('to a poll of a good login is trouble, then a new session', async () => {
    const { upstream, followed } = await startFollowed();
    upstream.always(disconnect, goodbye);
    void upstream.plan(poll, polled([event(1)]));
    void upstream.plan(poll, refusal);
    void upstream.plan(handshake, welcome('two'));
    void upstream.plan(subscribe, subscribed());
    upstream.always(poll, silence);
    expect(await followed.take(3)).toMatchObject([
      { kind: 'delivery' },
      { kind: 'trouble', reason: 'The upstream does not accept these credentials.', gone: false },
      { kind: 'subscribed' },
    ]);
  });
});

test('a CSRF refusal in mid-poll is renewed, and the poll goes on', async () => {
  const { upstream, followed } = await startFollowed();
  void upstream.plan(poll, polled());
  void upstream.plan(poll, plain('Missing or invalid Csrf token', 403));
  void upstream.plan(
    'GET /api/v2/me',
    json({ statusCode: 0 }, 200, { 'x-csrf-header': 'X-CSRF-TOKEN', 'x-csrf-token': 'new' }),
  );
  const again = upstream.plan(poll, polled([event(1)]));
  upstream.always(poll, silence);
  expect(await followed.next()).toMatchObject({ kind: 'delivery', data: 1 });
  expect((await again).headers['x-csrf-token']).toBe('new');
  expect(messages(await again)[0]).toMatchObject({ clientId: 'one' });
});

describe.each(blocks)('%s', (_, block) => {
  test('to a handshake of a good login is trouble, and tried again', async () => {
    const upstream = await startUpstream();
    upstream.always(disconnect, goodbye);
    void upstream.plan(handshake, block);
    void upstream.plan(handshake, welcome('one'));
    void upstream.plan(subscribe, subscribed());
    upstream.always(poll, silence);
    expect(await follow(upstream.base).take(2)).toMatchObject([{ kind: 'trouble' }, { kind: 'subscribed' }]);
  });

  test('to a poll of a good login is trouble, then the same session goes on', async () => {
    const checks: AbortSignal[] = [];
    const checkLogin = (signal: AbortSignal): Promise<void> => {
      checks.push(signal);
      return Promise.resolve();
    };
    const { upstream, followed } = await startFollowed({ checkLogin });
    void upstream.plan(poll, polled([event(1)]));
    void upstream.plan(poll, block);
    const again = upstream.plan(poll, polled());
    upstream.always(poll, silence);
    expect(await followed.take(3)).toMatchObject([
      { kind: 'delivery' },
      { kind: 'trouble', reason: 'The notification endpoint answered HTTP 403.' },
      { kind: 'resumed' },
    ]);
    expect(messages(await again)[0]).toMatchObject({ clientId: 'one' });
    expect(checks).toHaveLength(1);
  });

  test('to a poll of a login nobody can check now is trouble', async () => {
    const { upstream, followed } = await startFollowed({ checkLogin: unknown });
    void upstream.plan(poll, block);
    void upstream.plan(poll, polled());
    upstream.always(poll, silence);
    expect(await followed.take(2)).toMatchObject([{ kind: 'trouble' }, { kind: 'resumed' }]);
  });

  test.each([handshake, subscribe, poll])('to %s of a bad login ends with UNAUTHENTICATED', async (line) => {
    const upstream = await startUpstream();
    upstream.always(disconnect, goodbye);
    const answers: readonly (readonly [string, Answer])[] = [
      [handshake, welcome('one')],
      [subscribe, subscribed()],
      [poll, polled()],
    ];
    for (const [at, answer] of answers) {
      void upstream.plan(at, at === line ? block : answer);
      if (at === line) break;
    }
    const followed = follow(upstream.base, { checkLogin: bad });
    if (line === poll) expect(await followed.next()).toEqual({ kind: 'subscribed' });
    expect(await followed.next()).toEqual(ended('UNAUTHENTICATED'));
  });
});

describe('a CSRF token refused again in mid-poll', () => {
  async function refusedTwice(checkLogin: () => Promise<void>): ReturnType<typeof startFollowed> {
    const started = await startFollowed({ checkLogin });
    void started.upstream.plan(poll, plain('Missing or invalid Csrf token', 403));
    void started.upstream.plan('GET /api/v2/me', json({ statusCode: 0 }));
    void started.upstream.plan(poll, plain('Missing or invalid Csrf token', 403));
    return started;
  }

  test('is trouble for a good login', async () => {
    const { upstream, followed } = await refusedTwice(() => Promise.resolve());
    void upstream.plan(poll, polled());
    upstream.always(poll, silence);
    expect(await followed.take(2)).toMatchObject([{ kind: 'trouble' }, { kind: 'resumed' }]);
  });

  test('ends with UNAUTHENTICATED for a bad one', async () => {
    const { followed } = await refusedTwice(bad);
    expect(await followed.next()).toEqual(ended('UNAUTHENTICATED'));
  });
});

describe('a server that says goodbye', () => {
  const stop = polled([], { advice: { reconnect: 'none' } });

  test('to a login that is no longer good ends with UNAUTHENTICATED', async () => {
    const { upstream, followed } = await startFollowed({ checkLogin: bad });
    void upstream.plan(poll, stop);
    expect(await followed.next()).toEqual(ended('UNAUTHENTICATED'));
  });

  test('to a login nobody can check now is tried again', async () => {
    const { upstream, followed } = await startFollowed({ checkLogin: unknown });
    void upstream.plan(poll, stop);
    void upstream.plan(handshake, welcome('two'));
    void upstream.plan(subscribe, subscribed());
    upstream.always(poll, silence);
    expect(await followed.take(2)).toMatchObject([{ kind: 'trouble' }, { kind: 'subscribed' }]);
  });
});

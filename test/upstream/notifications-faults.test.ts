import { describe, expect, test } from 'vitest';
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
import { json, plain, reset, silence, startUpstream, type Answer } from '../support/upstream.ts';

const html = '<!DOCTYPE html><html><body>Internal Server Error</body></html>';
const goodbye = json([{ channel: '/meta/disconnect', successful: true }]);

function refused(channel: string, more: Readonly<Record<string, unknown>> = {}): Answer {
  return json([{ channel, successful: false, ...more }]);
}

describe('a poll answered with', () => {
  test.each<[string, Answer]>([
    [
      '402 and advice',
      refused('/meta/connect', { error: '402::Unknown client', advice: { reconnect: 'handshake', interval: 0 } }),
    ],
    ['402 without advice', refused('/meta/connect', { error: '402::session_unknown' })],
    ['402 and advice to retry', refused('/meta/connect', { error: '402::x', advice: { reconnect: 'retry' } })],
    ['403::Unknown client', refused('/meta/connect', { error: '403::Unknown client' })],
    ['advice to handshake', refused('/meta/connect', { advice: { reconnect: 'handshake' } })],
    ['success and advice to handshake', polled([], { advice: { reconnect: 'handshake' } })],
    ['success and advice to stop', polled([], { advice: { reconnect: 'none' } })],
    ['advice to stop', refused('/meta/connect', { advice: { reconnect: 'none' } })],
    ['an unsolicited goodbye', json([{ channel: '/meta/disconnect', successful: true }])],
    [
      'success and an unsolicited goodbye',
      json([
        { channel: '/meta/disconnect', successful: true },
        { channel: '/meta/connect', successful: true },
      ]),
    ],
  ])('%s is trouble, then a new session', async (_, answer) => {
    const { upstream, followed } = await startFollowed();
    void upstream.plan(poll, answer);
    const hello = upstream.plan(handshake, welcome('two'));
    const again = upstream.plan(subscribe, subscribed(event(1)));
    const next = upstream.plan(poll, silence);
    expect(await followed.take(3)).toMatchObject([{ kind: 'trouble' }, { kind: 'subscribed' }, { kind: 'delivery' }]);
    expect(messages(await hello)).toHaveLength(1);
    expect(messages(await again)[0]).toMatchObject({ clientId: 'two' });
    expect(messages(await next)[0]).toMatchObject({ clientId: 'two' });
    expect(messages(await next)[0]).not.toHaveProperty('advice');
  });

  test('402 is not said goodbye to: the server knows nobody by that id', async () => {
    const { upstream, followed } = await startFollowed();
    void upstream.plan(poll, refused('/meta/connect', { error: '402::Unknown client' }));
    void upstream.plan(handshake, welcome('two'));
    void upstream.plan(subscribe, subscribed());
    upstream.always(poll, silence);
    await followed.take(2);
    expect(upstream.seen.map(({ line }) => line)).not.toContain(disconnect);
  });

  test.each<[string, Answer]>([
    ['failure and no advice', refused('/meta/connect')],
    ['failure and advice to retry', refused('/meta/connect', { error: '500::x', advice: { reconnect: 'retry' } })],
    ['failure and an unknown word', refused('/meta/connect', { advice: { reconnect: 'dance' } })],
    ['no reply to it', json([])],
    ['a reply to something else', json([{ channel: '/meta/subscribe', successful: true }])],
    ['HTTP 500 in HTML', plain(html, 500)],
    ['HTTP 502', plain('', 502)],
    ['HTTP 408', plain('', 408)],
    ['HTML', plain(html, 200)],
    ['nothing', plain('', 200)],
    ['truncated JSON', plain('[{"channel":"/meta/connect","successful":tr', 200)],
    ['an object', json({ channel: '/meta/connect', successful: true })],
    ['a redirect', plain('', 302, { location: '/login' })],
    ['a reset', reset],
    [
      'half an answer',
      (response, { socket }) => {
        response.writeHead(200).write('[', () => socket.destroy());
      },
    ],
  ])('%s is trouble, then the same session goes on', async (_, answer) => {
    const { upstream, followed } = await startFollowed();
    void upstream.plan(poll, polled());
    void upstream.plan(poll, answer);
    const again = upstream.plan(poll, polled());
    const next = upstream.plan(poll, polled([event(1)]));
    upstream.always(poll, silence);
    expect(await followed.take(3)).toMatchObject([
      { kind: 'trouble' },
      { kind: 'resumed', lossless: false },
      { kind: 'delivery', data: 1 },
    ]);
    expect(messages(await again)[0]).toMatchObject({ clientId: 'one', advice: { timeout: 0 } });
    expect(messages(await next)[0]).toMatchObject({ clientId: 'one' });
  });

  test('success and an unknown word, or another id, is success', async () => {
    const { upstream, followed } = await startFollowed();
    void upstream.plan(poll, polled([event(1)], { advice: { reconnect: 'dance' } }));
    void upstream.plan(poll, polled([event(2)], { id: 'another' }));
    upstream.always(poll, silence);
    expect(await followed.take(2)).toMatchObject([
      { kind: 'delivery', data: 1 },
      { kind: 'delivery', data: 2 },
    ]);
  });

  test.each<[string, Answer]>([
    ['402', json([event(1), { channel: '/meta/connect', successful: false, error: '402::x' }])],
    ['no reply', json([event(1)])],
  ])('%s beside deliveries still delivers', async (_, answer) => {
    const { upstream, followed } = await startFollowed({
      backoff: { first: 60_000, longest: 60_000 },
      random: () => 1,
    });
    void upstream.plan(poll, answer);
    expect(await followed.take(2)).toMatchObject([{ kind: 'delivery', data: 1 }, { kind: 'trouble' }]);
  });

  test('nothing for longer than the server advises, plus a margin, is trouble', async () => {
    const { upstream, followed } = await startFollowed({ margin: 40 });
    void upstream.plan(poll, polled([], { advice: { timeout: 30 } }));
    const hung = upstream.plan(poll, silence);
    const again = upstream.plan(poll, polled());
    upstream.always(poll, silence);
    expect(await followed.take(2)).toEqual([
      { kind: 'trouble', reason: 'The upstream did not answer in time.', gone: false },
      { kind: 'resumed', lossless: false },
    ]);
    expect((await again).at - (await hung).at).toBeGreaterThan(68);
    expect((await again).at - (await hung).at).toBeLessThan(2000);
  });
});

describe('polls that fail', () => {
  test('three times in a row end the session, which is closed before the next', async () => {
    const { upstream, followed } = await startFollowed();
    void upstream.plan(poll, polled());
    for (let failure = 0; failure < 3; failure += 1) void upstream.plan(poll, plain(html, 500));
    const bye = upstream.plan(disconnect, goodbye);
    void upstream.plan(handshake, welcome('two'));
    void upstream.plan(subscribe, subscribed());
    upstream.always(poll, silence);
    expect(await followed.take(3)).toMatchObject([
      { kind: 'trouble', gone: false },
      { kind: 'trouble', gone: true },
      { kind: 'subscribed' },
    ]);
    expect(messages(await bye)[0]).toMatchObject({ clientId: 'one' });
  });

  test('are counted for each session alone, whatever failed before it', async () => {
    const upstream = await startUpstream();
    upstream.always(disconnect, goodbye);
    void upstream.plan(handshake, plain(html, 500));
    void upstream.plan(handshake, plain(html, 500));
    void upstream.plan(handshake, welcome('one', { ext: { ack: true } }));
    void upstream.plan(subscribe, subscribed());
    const first = upstream.plan(poll, reset);
    const second = upstream.plan(poll, polled());
    void upstream.plan(poll, reset);
    const last = upstream.plan(poll, polled());
    upstream.always(poll, silence);
    const followed = follow(upstream.base);
    expect(await followed.take(6)).toMatchObject([
      { kind: 'trouble' },
      { kind: 'subscribed' },
      { kind: 'trouble' },
      { kind: 'resumed', lossless: true },
      { kind: 'trouble' },
      { kind: 'resumed', lossless: true },
    ]);
    for (const seen of await Promise.all([first, second, last]))
      expect(messages(seen)[0]).toMatchObject({ clientId: 'one' });
  });

  test('while the server is down are trouble, then a connection that is gone; it is found again when it is back', async () => {
    const { upstream, followed } = await startFollowed({ backoff: { first: 5, longest: 5 }, random: () => 0.9 });
    await upstream.plan(poll, silence);
    await upstream.kill();
    expect(await followed.take(2)).toMatchObject([
      { kind: 'trouble', gone: false },
      { kind: 'trouble', gone: true },
    ]);
    upstream.always(poll, refused('/meta/connect', { error: '402::Unknown client' }));
    upstream.always(handshake, welcome('two'));
    upstream.always(subscribe, (response, seen) => {
      upstream.always(poll, silence);
      subscribed(event(1))(response, seen);
    });
    await upstream.restart();
    expect(await followed.take(2)).toMatchObject([{ kind: 'subscribed' }, { kind: 'delivery', data: 1 }]);
  });
});

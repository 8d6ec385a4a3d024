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
import { json, reset, silence, startUpstream } from '../support/upstream.ts';

const delivery = (data: unknown, channel = '/v2/me/facebooksession') => ({ kind: 'delivery', channel, data });
const goodbye = json([{ channel: '/meta/disconnect', successful: true }]);

describe('a session', () => {
  test('is begun by a handshake alone, then one batch of subscriptions, then polls, one at a time', async () => {
    const upstream = await startUpstream();
    upstream.always(disconnect, goodbye);
    const hello = upstream.plan(handshake, welcome('one'));
    const subscriptions = upstream.plan(subscribe, subscribed());
    const first = upstream.plan(poll, polled());
    const second = upstream.plan(poll, silence);
    const followed = follow(upstream.base, { channels: ['/v2/me/*', '/v2/me', '/notifications/services'] });
    expect(await followed.next()).toEqual({ kind: 'subscribed' });

    expect(messages(await hello)).toMatchObject([
      {
        channel: '/meta/handshake',
        version: '1.0',
        minimumVersion: '1.0',
        supportedConnectionTypes: ['long-polling'],
        ext: { ack: true },
      },
    ]);
    expect(messages(await subscriptions)).toMatchObject([
      { channel: '/meta/subscribe', clientId: 'one', subscription: '/v2/me/*' },
      { channel: '/meta/subscribe', clientId: 'one', subscription: '/v2/me' },
      { channel: '/meta/subscribe', clientId: 'one', subscription: '/notifications/services' },
    ]);
    expect(messages(await first)).toMatchObject([
      { channel: '/meta/connect', clientId: 'one', connectionType: 'long-polling' },
    ]);
    await second;
    const ids = upstream.seen.flatMap((seen) => messages(seen).map(({ id }) => id));
    expect(ids.every((id) => typeof id === 'string')).toBe(true);
    expect(new Set(ids).size).toBe(6);
  });

  test('delivers in order, what rides on the subscriptions’ replies first', async () => {
    const upstream = await startUpstream();
    upstream.always(disconnect, goodbye);
    void upstream.plan(handshake, welcome('one'));
    void upstream.plan(subscribe, subscribed(event(1, '/v2/me/chats'), event(2)));
    void upstream.plan(poll, polled());
    void upstream.plan(poll, polled([event(3), event({ messageType: 'x' })]));
    void upstream.plan(poll, json([{ channel: '/meta/connect', successful: true }, event(5)]));
    upstream.always(poll, silence);
    const followed = follow(upstream.base);
    expect(await followed.take(6)).toEqual([
      { kind: 'subscribed' },
      delivery(1, '/v2/me/chats'),
      delivery(2),
      delivery(3),
      delivery({ messageType: 'x' }),
      delivery(5),
    ]);
  });

  test('whose server grants acknowledgements tells each poll’s batch number in the next', async () => {
    const { upstream, followed } = await startFollowed({}, { ext: { ack: true } });
    const polls = [
      upstream.plan(poll, polled([], { ext: { ack: 1 } })),
      upstream.plan(poll, polled([event(1)], { ext: { ack: 2 } })),
      upstream.plan(poll, polled([])),
      upstream.plan(poll, reset),
      upstream.plan(poll, polled([event(2)], { ext: { ack: 3 } })),
      upstream.plan(poll, silence),
    ];
    expect(await followed.take(4)).toEqual([
      delivery(1),
      { kind: 'trouble', reason: expect.stringContaining('cannot be reached') as unknown, gone: false },
      { kind: 'resumed', lossless: true },
      delivery(2),
    ]);
    const acks = (await Promise.all(polls)).map((seen) => messages(seen)[0]?.['ext']);
    expect(acks).toEqual([{ ack: -1 }, { ack: 1 }, { ack: 2 }, { ack: 2 }, { ack: 2 }, { ack: 3 }]);
  });

  test('whose server does not grant them is not told of any, and may lose events', async () => {
    const { upstream, followed } = await startFollowed();
    const first = upstream.plan(poll, polled([], { ext: { ack: 7 } }));
    void upstream.plan(poll, reset);
    const third = upstream.plan(poll, polled());
    const fourth = upstream.plan(poll, silence);
    expect(await followed.take(2)).toMatchObject([{ kind: 'trouble' }, { kind: 'resumed', lossless: false }]);
    for (const seen of await Promise.all([first, third, fourth])) expect(messages(seen)[0]).not.toHaveProperty('ext');
  });

  test('asks for an immediate answer after trouble, and only then', async () => {
    const { upstream, followed } = await startFollowed();
    const first = upstream.plan(poll, reset);
    const second = upstream.plan(poll, polled());
    const third = upstream.plan(poll, silence);
    await followed.take(2);
    const advice = (await Promise.all([first, second, third])).map((seen) => messages(seen)[0]?.['advice']);
    expect(advice).toEqual([undefined, { timeout: 0 }, undefined]);
  });

  test('waits as long as the server advises between polls', async () => {
    const { upstream } = await startFollowed();
    const advice = { 'multiple-clients': true, reconnect: 'retry', interval: 60 };
    const first = upstream.plan(poll, polled([], { advice }));
    const second = upstream.plan(poll, polled());
    const third = upstream.plan(poll, silence);
    expect((await second).at - (await first).at).toBeGreaterThan(58);
    expect((await third).at - (await second).at).toBeGreaterThan(58);
  });

  test('waits as long as the server advises after a failure, too', async () => {
    const { upstream, followed } = await startFollowed();
    const advice = { reconnect: 'retry', interval: 60 };
    const first = upstream.plan(poll, json([{ channel: '/meta/connect', successful: false, advice }]));
    const second = upstream.plan(poll, silence);
    expect((await second).at - (await first).at).toBeGreaterThan(58);
    expect(await followed.next()).toMatchObject({ kind: 'trouble' });
    expect(messages(await second)[0]).toMatchObject({ clientId: 'one' });
  });

  test('does not take over what an earlier one was advised', async () => {
    const { upstream, followed } = await startFollowed({ margin: 40 });
    void upstream.plan(poll, polled([], { advice: { timeout: 1 } }));
    void upstream.plan(poll, json([{ channel: '/meta/connect', successful: false, error: '402::x' }]));
    void upstream.plan(handshake, welcome('two', { advice: { reconnect: 'retry' } }));
    void upstream.plan(subscribe, subscribed());
    void upstream.plan(poll, (response, seen) => setTimeout(polled([event(1)]), 150, response, seen));
    upstream.always(poll, silence);
    expect(await followed.take(3)).toMatchObject([{ kind: 'trouble' }, { kind: 'subscribed' }, delivery(1)]);
  });

  test('returns the cookies of its own connection only', async () => {
    const upstream = await startUpstream();
    upstream.always(disconnect, goodbye);
    const polls: Promise<unknown>[] = [];
    for (const clientId of ['one', 'two']) {
      void upstream.plan(handshake, welcome(clientId));
      void upstream.plan(subscribe, subscribed());
      polls.push(upstream.plan(poll, silence).then(({ headers }) => headers.cookie));
      await follow(upstream.base).next();
      await polls.at(-1);
    }
    expect(await Promise.all(polls)).toEqual(['BAYEUX_BROWSER=browser-one', 'BAYEUX_BROWSER=browser-two']);
  });
});

test('an answer with very many events leaves turns for others between them', async () => {
  const { upstream, followed } = await startFollowed();
  void upstream.plan(poll, polled(Array.from({ length: 100 }, (_, n) => event(n))));
  upstream.always(poll, silence);
  await followed.next();
  let turns = 0;
  const count = (): void => {
    turns += 1;
    counting = setImmediate(count);
  };
  let counting = setImmediate(count);
  for (let taken = 1; taken < 100; taken += 1) {
    await followed.next();
    // Work that takes a millisecond, as a large event does.
    for (const end = performance.now() + 1; performance.now() < end;);
  }
  clearImmediate(counting);
  expect(turns).toBeGreaterThanOrEqual(3);
});

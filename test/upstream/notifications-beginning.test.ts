import { describe, expect, test } from 'vitest';
import { connect } from '../support/connection.ts';
import { disconnect, follow, handshake, poll, subscribe, subscribed, welcome } from '../support/notifications.ts';
import { json, plain, reset, silence, startUpstream, type Answer } from '../support/upstream.ts';

const html = '<!DOCTYPE html><html><body>Internal Server Error</body></html>';
const goodbye = json([{ channel: '/meta/disconnect', successful: true }]);

function refused(channel: string, more: Readonly<Record<string, unknown>> = {}): Answer {
  return json([{ channel, successful: false, ...more }]);
}

describe('a beginning that fails', () => {
  test.each<[string, readonly (readonly [string, Answer])[]]>([
    ['handshake: HTTP 500', [[handshake, plain(html, 500)]]],
    ['handshake: no reply', [[handshake, json([])]]],
    ['handshake: success without a client id', [[handshake, json([{ channel: '/meta/handshake', successful: true }])]]],
    ['handshake: refused, retry', [[handshake, refused('/meta/handshake', { advice: { reconnect: 'retry' } })]]],
    [
      'handshake: refused, handshake',
      [[handshake, refused('/meta/handshake', { advice: { reconnect: 'handshake' } })]],
    ],
    ['handshake: refused without a word', [[handshake, refused('/meta/handshake')]]],
    ['handshake: reset', [[handshake, reset]]],
    [
      'subscribe: 402',
      [
        [handshake, welcome('zero')],
        [subscribe, refused('/meta/subscribe', { error: '402::Unknown client' })],
      ],
    ],
    [
      'subscribe: HTTP 500',
      [
        [handshake, welcome('zero')],
        [subscribe, plain(html, 500)],
      ],
    ],
    [
      'subscribe: all refused',
      [
        [handshake, welcome('zero')],
        [
          subscribe,
          json([
            { channel: '/meta/subscribe', successful: false, error: '403:/v2/me/*:subscribe_denied' },
            { channel: '/meta/subscribe', successful: false, error: '403:/v2/me:subscribe_denied' },
          ]),
        ],
      ],
    ],
    [
      'subscribe: advice to stop',
      [
        [handshake, welcome('zero')],
        [subscribe, refused('/meta/subscribe', { advice: { reconnect: 'none' } })],
      ],
    ],
  ])('%s is trouble, then a new beginning', async (_, plans) => {
    const upstream = await startUpstream();
    upstream.always(disconnect, goodbye);
    for (const [line, answer] of plans) void upstream.plan(line, answer);
    void upstream.plan(handshake, welcome('one'));
    void upstream.plan(subscribe, subscribed());
    upstream.always(poll, silence);
    const followed = follow(upstream.base, { channels: ['/v2/me/*', '/v2/me'] });
    expect(await followed.take(2)).toMatchObject([{ kind: 'trouble' }, { kind: 'subscribed' }]);
  });

  test('for want of an answer is trouble within the connection’s time, then a new beginning', async () => {
    const upstream = await startUpstream();
    upstream.always(disconnect, goodbye);
    void upstream.plan(handshake, silence);
    void upstream.plan(handshake, welcome('one'));
    void upstream.plan(subscribe, silence);
    void upstream.plan(handshake, welcome('two'));
    void upstream.plan(subscribe, subscribed());
    upstream.always(poll, silence);
    const followed = follow(upstream.base, { connection: connect(upstream.base, { timeout: 60 }) });
    expect(await followed.take(2)).toEqual([
      { kind: 'trouble', reason: 'The upstream did not answer in time.', gone: true },
      { kind: 'subscribed' },
    ]);
  });

  test('tells why', async () => {
    const upstream = await startUpstream();
    upstream.always(disconnect, goodbye);
    upstream.always(handshake, welcome('zero'));
    upstream.always(subscribe, refused('/meta/subscribe', { error: '403:/v2/me/*:subscribe_denied' }));
    const followed = follow(upstream.base);
    expect(await followed.next()).toEqual({ kind: 'trouble', reason: '403:/v2/me/*:subscribe_denied', gone: true });
  });

  test('one refused subscription of two is none', async () => {
    const upstream = await startUpstream();
    upstream.always(disconnect, goodbye);
    void upstream.plan(handshake, welcome('one'));
    void upstream.plan(
      subscribe,
      json([
        { channel: '/meta/subscribe', successful: false, error: '403:/v2/me/*:subscribe_denied' },
        { channel: '/meta/subscribe', successful: true },
      ]),
    );
    upstream.always(poll, silence);
    const followed = follow(upstream.base, { channels: ['/v2/me/*', '/v2/me'] });
    expect(await followed.next()).toEqual({ kind: 'subscribed' });
  });
});

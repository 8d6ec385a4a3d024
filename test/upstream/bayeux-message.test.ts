import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isGatewayError } from '../../src/errors.ts';
import { initialAdvice, isUnknownClient, parseBatch } from '../../src/upstream/bayeux-message.ts';

function parse(...messages: readonly unknown[]) {
  return parseBatch(JSON.stringify(messages), initialAdvice);
}

describe('parseBatch', () => {
  test('tells replies from deliveries and keeps the order of each', () => {
    const batch = parse(
      { channel: '/v2/me/chats', data: { messageType: 'first' } },
      { channel: '/meta/connect', successful: true, clientId: 'c', ext: { ack: 7 } },
      { channel: '/v2/me/facebooksession', data: null },
    );
    expect(batch).toEqual({
      replies: [
        {
          channel: '/meta/connect',
          successful: true,
          error: '',
          clientId: 'c',
          subscription: null,
          ack: 7,
          reconnect: null,
        },
      ],
      deliveries: [
        { channel: '/v2/me/chats', data: { messageType: 'first' } },
        { channel: '/v2/me/facebooksession', data: null },
      ],
      advice: initialAdvice,
    });
  });

  test('passes over what is no message, and over a publish reply without data', () => {
    const batch = parse(null, 'x', 1, [], {}, { channel: 5 }, { channel: '/v2/me', successful: true });
    expect(batch).toEqual({ replies: [], deliveries: [], advice: initialAdvice });
  });

  test('is false about success unless it is true itself', () => {
    const successes = ['true', 1, null, undefined, {}].map((successful) => ({ channel: '/meta/connect', successful }));
    expect(parse(...successes).replies.map(({ successful }) => successful)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  test.each([[true], [false], [0], [-1], [12]])('takes ack %j as it is', (ack) => {
    expect(parse({ channel: '/meta/connect', ext: { ack } }).replies[0]?.ack).toBe(ack);
  });

  test.each([['yes'], [1.5], [1e300], [null], [{ enabled: true }]])('takes ack %j as none', (ack) => {
    expect(parse({ channel: '/meta/connect', ext: { ack } }).replies[0]?.ack).toBeNull();
  });

  test('newest advice wins, member by member; what nobody knows changes nothing', () => {
    const batch = parse(
      { channel: '/meta/connect', advice: { reconnect: 'handshake', interval: 5, timeout: 100 } },
      { channel: '/v2/me', data: 1, advice: { interval: 7 } },
      { channel: '/meta/connect', advice: { reconnect: 'whatever', interval: '9', timeout: null } },
      { channel: '/meta/connect', advice: 'retry' },
    );
    expect(batch.advice).toEqual({ reconnect: 'handshake', interval: 7, timeout: 100 });
    expect(batch.replies.map(({ reconnect }) => reconnect)).toEqual(['handshake', null, null]);
  });

  test.each([
    [-1, 0],
    [-1e308, 0],
    [1e308, 60_000],
  ])('holds an interval of %d within bounds', (interval, bounded) => {
    expect(parse({ channel: '/meta/connect', advice: { interval } }).advice.interval).toBe(bounded);
  });

  test.each(['', '{}', 'null', '"[]"', '[', '<html></html>', '[{"channel":"/meta/connect"', '['.repeat(200_000)])(
    'refuses what is no array of messages',
    (text) => {
      expect(() => parseBatch(text, initialAdvice)).toThrow('something that is not Bayeux');
    },
  );

  test('never throws anything but its own error, and never advises beyond its bounds', () => {
    const advice = fc.record(
      {
        reconnect: fc.oneof(fc.constantFrom('retry', 'handshake', 'none'), fc.jsonValue()),
        interval: fc.oneof(fc.double(), fc.jsonValue()),
        timeout: fc.oneof(fc.double(), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    const message = fc.record(
      {
        channel: fc.oneof(fc.constantFrom('/meta/connect', '/meta/handshake', '/v2/me', '__proto__'), fc.jsonValue()),
        advice: fc.oneof(advice, fc.jsonValue()),
        ext: fc.jsonValue(),
        error: fc.jsonValue(),
        clientId: fc.jsonValue(),
        data: fc.jsonValue(),
        successful: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.array(fc.oneof(message, fc.jsonValue())).map((messages) => JSON.stringify(messages)),
    );
    fc.assert(
      fc.property(text, (body) => {
        try {
          const batch = parseBatch(body, initialAdvice);
          expect(['retry', 'handshake', 'none']).toContain(batch.advice.reconnect);
          expect(batch.advice.interval).toBeGreaterThanOrEqual(0);
          expect(batch.advice.interval).toBeLessThanOrEqual(60_000);
          expect(batch.advice.timeout).toBeGreaterThanOrEqual(0);
          expect(batch.advice.timeout).toBeLessThanOrEqual(600_000);
          for (const reply of batch.replies) isUnknownClient(reply);
        } catch (error) {
          if (!isGatewayError(error, 'UPSTREAM_BAD_RESPONSE')) throw error;
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('isUnknownClient', () => {
  const reply = (error: string, successful = false) => parse({ channel: '/meta/connect', successful, error }).replies;

  test.each(['402::Unknown client', '402::session_unknown', '402', '403::Unknown client', '403::unknown session'])(
    'knows %s',
    (error) => {
      expect(reply(error).map(isUnknownClient)).toEqual([true]);
    },
  );

  test.each(['', '403::Handshake denied', '4020::x', '403:/v2/me/*:subscribe_denied'])(
    'does not take %j for it',
    (error) => {
      expect(reply(error).map(isUnknownClient)).toEqual([false]);
    },
  );

  test('does not take a success for it', () => {
    expect(reply('402::Unknown client', true).map(isUnknownClient)).toEqual([false]);
  });
});

import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { exchange, type UpstreamReply } from '../../src/upstream/exchange.ts';
import type { AnswerHandler, Sockets } from '../../src/upstream/sockets.ts';
import { failed } from '../support/connection.ts';

const post = { method: 'POST', path: '/api/v2/me' } as const;
const body = gzipSync('hello');

/** Sockets by which every answer is there at once, compressed. */
function answering(): Sockets {
  const controller = {
    aborted: false,
    paused: false,
    reason: null,
    abort: () => undefined,
    pause: () => undefined,
    resume: () => undefined,
  };
  return {
    dispatch(_request, handler: AnswerHandler) {
      handler.onRequestStart?.(controller, {});
      handler.onResponseStart?.(controller, 200, { 'content-encoding': 'gzip' });
      handler.onResponseData?.(controller, body);
      handler.onResponseEnd?.(controller, {});
    },
    destroy: () => Promise.resolve(),
  };
}

describe('a compressed answer', () => {
  test('is made known before it is given', async () => {
    const told: UpstreamReply[] = [];
    const terms = { within: 10_000, signal: undefined, maxBytes: 100, onFailure: () => undefined };
    const given = exchange(answering(), post, { ...terms, onAnswer: (reply) => told.push(reply) });
    expect(told).toEqual([]);
    expect((await given).text).toBe('hello');
    expect(told).toEqual([{ status: 200, headers: { 'content-encoding': 'gzip' }, text: 'hello' }]);
  });

  test('that is given up while it is decoded is not made known', async () => {
    const told: UpstreamReply[] = [];
    const stop = new AbortController();
    const terms = { within: 10_000, signal: stop.signal, maxBytes: 100, onFailure: () => undefined };
    const given = exchange(answering(), post, { ...terms, onAnswer: (reply) => told.push(reply) });
    stop.abort();
    expect(await failed(given)).toEqual(['UPSTREAM_UNAVAILABLE', false]);
    // Begun later, it ends later: by then the first is decoded.
    await exchange(answering(), post, { ...terms, signal: undefined, onAnswer: () => undefined });
    expect(told).toEqual([]);
  });

  test('of which somebody makes an error fails the exchange', async () => {
    const terms = { within: 10_000, signal: undefined, maxBytes: 100, onFailure: () => undefined };
    const onAnswer = (): never => {
      throw new TypeError('Invalid URL');
    };
    expect(await failed(exchange(answering(), post, { ...terms, onAnswer }))).toEqual(['UPSTREAM_UNAVAILABLE', false]);
  });
});

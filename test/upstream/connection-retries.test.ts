import { describe, expect, test } from 'vitest';
import { GatewayError } from '../../src/errors.ts';
import { createCircuit } from '../../src/upstream/circuit.ts';
import { createRest } from '../../src/upstream/rest.ts';
import { connect, failed, failure } from '../support/connection.ts';
import { recordingLog } from '../support/gateway.ts';
import { json, plain, reset, silence, startUpstream, type Answer } from '../support/upstream.ts';

const ok = json({ statusCode: 0 });
const cut: Answer = (response, { socket }) => {
  response.writeHead(200, { 'content-length': '100' }).write('{"statusCode"');
  setImmediate(() => {
    socket.destroy();
  });
};

/** What nothing came of, and may go better with another connection or another server. */
const passing: readonly (readonly [string, Answer])[] = [
  ['a reset connection', reset],
  ['an answer that is cut off', cut],
  ...[502, 503, 504].map((status) => [`a balancer's ${status}`, plain('no server', status)] as const),
];

describe('a read', () => {
  test.each(passing)('is sent once more after %s', async (_, answer) => {
    const upstream = await startUpstream();
    void upstream.plan('GET /api/v2/me', answer);
    void upstream.plan('GET /api/v2/me', ok);
    expect(await createRest(connect(upstream.base)).get('/me')).toMatchObject({ ok: true });
  });

  test.each(passing)('is not sent a third time after %s', async (_, answer) => {
    const upstream = await startUpstream();
    upstream.always('GET /api/v2/me', answer);
    const { code } = await failure(createRest(connect(upstream.base)).get('/me'));
    expect([code, upstream.seen.length]).toEqual(['UPSTREAM_UNAVAILABLE', 2]);
  });

  test.each<[string, Answer, string]>([
    ['an envelope that refuses', json({ statusCode: 6 }, 503), 'refused'],
    ['too many requests', plain('slowly', 429), 'UPSTREAM_UNAVAILABLE'],
    ['a fault of the server', plain('no', 500), 'UPSTREAM_BAD_RESPONSE'],
    ['a refused login', plain('Access denied', 403), 'UNAUTHENTICATED'],
    ['silence', silence, 'UPSTREAM_TIMEOUT'],
  ])('is not repeated after %s', async (_, answer, expected) => {
    const upstream = await startUpstream();
    void upstream.plan('GET /api/v2/me', answer);
    const rest = createRest(connect(upstream.base, { timeout: 200 }));
    const outcome = await rest.get('/me').then(
      ({ ok: isDone }) => (isDone ? 'done' : 'refused'),
      (error: unknown) => (error instanceof GatewayError ? error.code : error),
    );
    expect([outcome, upstream.seen.length]).toEqual([expected, 1]);
  });

  test('is repeated within its own time, not beyond', async () => {
    const upstream = await startUpstream();
    void upstream.plan('GET /api/v2/me', reset);
    void upstream.plan('GET /api/v2/me', silence);
    const begun = performance.now();
    expect(await failed(createRest(connect(upstream.base, { timeout: 400 })).get('/me'))).toEqual([
      'UPSTREAM_TIMEOUT',
      true,
    ]);
    const took = performance.now() - begun;
    expect(took).toBeGreaterThan(350);
    expect(took).toBeLessThan(800);
  });

  test('is not repeated for who has left meanwhile', async () => {
    const upstream = await startUpstream();
    const leaving = new AbortController();
    void upstream.plan('GET /api/v2/me', (response, seen) => {
      reset(response, seen);
      leaving.abort();
    });
    await failed(createRest(connect(upstream.base)).get('/me', leaving.signal));
    expect(upstream.seen.length).toBe(1);
  });

  test('is not repeated where nothing is sent at all', async () => {
    const upstream = await startUpstream();
    upstream.otherwise(reset);
    const circuit = createCircuit({ failures: 1, log: recordingLog(), random: () => 0 });
    const rest = createRest(connect(upstream.base, { circuit }));
    expect(await failed(rest.get('/me'))).toEqual(['UPSTREAM_UNAVAILABLE', true]);
    expect(upstream.seen.length).toBe(1);
    const refused = await failure(rest.get('/me'));
    expect([refused.details['retryAfter'], upstream.seen.length]).toEqual([4, 1]);
  });
});

describe('a POST', () => {
  test.each([...passing, ['silence', silence] as const])('is never repeated after %s', async (_, answer) => {
    const upstream = await startUpstream();
    upstream.otherwise(answer);
    const rest = createRest(connect(upstream.base, { timeout: 300 }));
    const { withoutEffect } = await failure(rest.post('/me', { operationName: 'Ready' }));
    expect([withoutEffect, upstream.seen.map(({ line }) => line)]).toEqual([false, ['POST /api/v2/me']]);
  });
});

describe('what counts for the circuit', () => {
  async function counted(answer: Answer, timeout = 10_000) {
    const upstream = await startUpstream();
    upstream.otherwise(answer);
    const told: string[] = [];
    const circuit = {
      admit: () => undefined,
      answered: () => void told.push('answered'),
      failed: () => void told.push('failed'),
      sinceAnswer: () => Infinity,
      sinceFailure: () => Infinity,
    };
    const connection = connect(upstream.base, { circuit, timeout, maxResponseBytes: 1000 });
    await connection.send({ method: 'POST', path: '/me', body: {} }).catch(() => undefined);
    return told;
  }

  test.each<[string, Answer]>([
    ['success', ok],
    ['a refusal', json({ statusCode: 5 }, 403)],
    ['a fault with an envelope', json({ statusCode: 4 }, 503)],
    ['a fault', plain('no', 500)],
    ['too many requests', plain('slowly', 429)],
    ['an answer that is too large', plain('x'.repeat(2000))],
  ])('%s is an answer', async (_, answer) => {
    expect(await counted(answer)).toEqual(['answered']);
  });

  test.each([...passing, ['silence', silence] as const])('%s is none', async (_, answer) => {
    expect(await counted(answer, 200)).toEqual(['failed']);
  });

  test('what was called off says nothing', async () => {
    const upstream = await startUpstream();
    upstream.otherwise(silence);
    const told: string[] = [];
    const circuit = {
      admit: () => undefined,
      answered: () => void told.push('answered'),
      failed: () => void told.push('failed'),
      sinceAnswer: () => Infinity,
      sinceFailure: () => Infinity,
    };
    const connection = connect(upstream.base, { circuit });
    const leaving = new AbortController();
    const asked = connection.send({ method: 'GET', path: '/me', signal: leaving.signal });
    await upstream.count(1);
    leaving.abort();
    await failed(asked);
    const pending = connection.send({ method: 'GET', path: '/me' });
    await upstream.count(2);
    await connection.close();
    await failed(pending);
    expect(told).toEqual([]);
  });
});

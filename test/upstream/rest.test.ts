import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isGatewayError, type ErrorCode } from '../../src/errors.ts';
import { createRest, interpret, isNotFound, refusedRead, type Answer } from '../../src/upstream/rest.ts';
import { json, plain, startUpstream, type Answer as Served } from '../support/upstream.ts';
import { connect, failed, failure } from '../support/connection.ts';

const html = '<!DOCTYPE html><html><body>Bad Gateway</body></html>';

async function posted(served: Served): Promise<Answer> {
  const upstream = await startUpstream();
  void upstream.plan('POST /api/v2/me', served);
  return createRest(connect(upstream.base)).post('/me', { operationName: 'Ready' });
}

describe('an answer', () => {
  test('with statusCode 0 is done, and carries its body', async () => {
    const body = { statusCode: 0, referenceId: 74, user: { id: 'u' } };
    expect(await posted(json(body))).toEqual({ ok: true, body, referenceId: 74 });
    expect(await posted(json({ statusCode: 0 }, 202))).toMatchObject({ ok: true, referenceId: null });
    for (const referenceId of ['74', 2 ** 31, -(2 ** 31), 5e9, 0.5]) {
      expect(await posted(json({ statusCode: 0, referenceId }))).toMatchObject({ ok: true, referenceId: null });
    }
  });

  test('is read by GET as well, with the caller’s signal', async () => {
    const upstream = await startUpstream();
    const rest = createRest(connect(upstream.base));
    void upstream.plan('GET /api/v2/me', json({ statusCode: 0 }));
    expect(await rest.get('/me')).toMatchObject({ ok: true });
    const { signal } = new AbortController();
    void upstream.plan('GET /api/v2/me', json({ statusCode: 0 }));
    expect(await rest.get('/me', signal)).toMatchObject({ ok: true });
    const { code } = await rest.post('/me', {}, AbortSignal.abort()).then(
      () => ({ code: null }),
      (error: unknown) => (isGatewayError(error) ? error : { code: null }),
    );
    expect(code).toBe('UPSTREAM_UNAVAILABLE');
  });

  test.each<[string, Served, Partial<Answer>]>([
    [
      'statusCode 4 with HTTP 500',
      json({ statusCode: 4, statusMessage: "Device '5001' is not registered." }, 500),
      { ok: false, statusCode: 4, message: "Device '5001' is not registered.", httpStatus: 500 },
    ],
    ['statusCode 6 with HTTP 404', json({ statusCode: 6, statusMessage: 'gone' }, 404), { ok: false, statusCode: 6 }],
    ['statusCode 5 with HTTP 403', json({ statusCode: 5, statusMessage: 'no' }, 403), { ok: false, statusCode: 5 }],
    [
      'statusCode 7 with HTTP 200',
      json({ statusCode: 7, failed: [] }),
      { ok: false, statusCode: 7, message: 'Status code 7.' },
    ],
    ['statusCode 3 with HTTP 503', json({ statusCode: 3 }, 503), { ok: false, statusCode: 3, httpStatus: 503 }],
    [
      'the 8.5.0 shape',
      json({ status: 'error', errorDescription: 'no such agent' }, 400),
      { ok: false, statusCode: null, message: 'no such agent', httpStatus: 400 },
    ],
    ['the 8.5.0 shape without words', json({ status: 'error' }), { ok: false, message: 'Unspecified error.' }],
    ['a bare 404', plain('', 404), { ok: false, statusCode: null, message: 'Not found.', httpStatus: 404 }],
    ['a 404 in HTML', plain(html, 404), { ok: false, statusCode: null, httpStatus: 404 }],
    ['a 404 with statusCode 0', json({ statusCode: 0 }, 404), { ok: false, statusCode: null, httpStatus: 404 }],
    ['the largest statusCode', json({ statusCode: 2 ** 31 - 1 }, 500), { ok: false, statusCode: 2 ** 31 - 1 }],
  ])('%s is a refusal, as data', async (_, served, refusal) => {
    expect(await posted(served)).toMatchObject(refusal);
  });

  test('does not pass on words without end', async () => {
    const answer = await posted(json({ statusCode: 4, statusMessage: 'x'.repeat(100_000) }, 500));
    expect(answer.ok ? '' : answer.message).toHaveLength(1000);
  });

  test.each<[string, Served, ErrorCode, boolean]>([
    [
      'statusCode 20 with HTTP 403',
      json({ statusCode: 20, statusMessage: 'Access denied' }, 403),
      'UNAUTHENTICATED',
      true,
    ],
    ['statusCode 20 with HTTP 200', json({ statusCode: 20 }), 'UNAUTHENTICATED', true],
    ['a bare 401', plain('', 401), 'UNAUTHENTICATED', true],
    ['an empty 403', plain('', 403), 'UNAUTHENTICATED', true],
    ['a 403 of blanks', plain('\r\n', 403), 'UNAUTHENTICATED', true],
    ['a 403 that says so in plain words', plain('Access denied', 403), 'UNAUTHENTICATED', true],
    ['a 403 in HTML', plain('<html>Request blocked by firewall</html>', 403), 'UPSTREAM_BAD_RESPONSE', true],
    ['a 403 in HTML of the same words', plain('<TITLE>Access Denied</TITLE>', 403), 'UPSTREAM_BAD_RESPONSE', true],
    ['a 403 in other words', plain('error code: 1020', 403), 'UPSTREAM_BAD_RESPONSE', true],
    ['a 403 in foreign JSON', json({ error: 'blocked' }, 403), 'UPSTREAM_BAD_RESPONSE', true],
    ['statusCode 0 with HTTP 302', json({ statusCode: 0 }, 302), 'UPSTREAM_BAD_RESPONSE', true],
    ['statusCode 0 with HTTP 400', json({ statusCode: 0 }, 400), 'UPSTREAM_BAD_RESPONSE', true],
    ['statusCode 0 with HTTP 401', json({ statusCode: 0 }, 401), 'UNAUTHENTICATED', true],
    ['statusCode 0 with HTTP 403', json({ statusCode: 0 }, 403), 'UPSTREAM_BAD_RESPONSE', true],
    ['a statusCode beyond 32 bits', json({ statusCode: 2 ** 31 }), 'UPSTREAM_BAD_RESPONSE', false],
    ['a 401 in HTML', plain(html, 401), 'UNAUTHENTICATED', true],
    ['statusCode 0 with HTTP 500', json({ statusCode: 0 }, 500), 'UPSTREAM_BAD_RESPONSE', false],
    ['statusCode 0 with HTTP 503', json({ statusCode: 0 }, 503), 'UPSTREAM_UNAVAILABLE', false],
    ['HTML with HTTP 200', plain(html, 200), 'UPSTREAM_BAD_RESPONSE', false],
    ['HTML with HTTP 502', plain(html, 502), 'UPSTREAM_UNAVAILABLE', false],
    ['HTML with HTTP 500', plain(html, 500), 'UPSTREAM_BAD_RESPONSE', false],
    ['HTTP 504', plain('', 504), 'UPSTREAM_UNAVAILABLE', false],
    ['HTTP 429', plain('', 429), 'UPSTREAM_UNAVAILABLE', true],
    ['HTTP 400', plain('', 400), 'UPSTREAM_BAD_RESPONSE', true],
    ['HTTP 302', plain('', 302, { location: '/login' }), 'UPSTREAM_BAD_RESPONSE', true],
    ['an empty body', plain('', 200), 'UPSTREAM_BAD_RESPONSE', false],
    ['HTTP 204', (response) => response.writeHead(204).end(), 'UPSTREAM_BAD_RESPONSE', false],
    ['an array', json([{ statusCode: 0 }]), 'UPSTREAM_BAD_RESPONSE', false],
    ['null', json(null), 'UPSTREAM_BAD_RESPONSE', false],
    ['a number', json(0), 'UPSTREAM_BAD_RESPONSE', false],
    ['an object without statusCode', json({ user: {} }), 'UPSTREAM_BAD_RESPONSE', false],
    ['a statusCode that is no integer', json({ statusCode: 0.5 }), 'UPSTREAM_BAD_RESPONSE', false],
    ['truncated JSON', plain('{"statusCode":0', 200), 'UPSTREAM_BAD_RESPONSE', false],
  ])('%s fails', async (_, served, code, withoutEffect) => {
    expect(await failed(posted(served))).toEqual([code, withoutEffect]);
  });

  test('that refuses a renewed CSRF token says so, and is no sign of a bad login', async () => {
    const upstream = await startUpstream();
    const refusal = plain('Missing or invalid Csrf token', 403);
    void upstream.plan('POST /api/v2/me', refusal);
    void upstream.plan('GET /api/v2/me', json({ statusCode: 0 }));
    void upstream.plan('POST /api/v2/me', refusal);
    expect(await failure(createRest(connect(upstream.base)).post('/me', {}))).toMatchObject({
      code: 'UPSTREAM_BAD_RESPONSE',
      message: 'The upstream refused the CSRF token, and the renewed one too.',
      withoutEffect: true,
    });
  });

  test('of any kind is an answer or one of our errors', () => {
    const body = fc.record(
      {
        statusCode: fc.oneof(fc.integer({ min: -1, max: 21 }), fc.jsonValue()),
        statusMessage: fc.jsonValue(),
        status: fc.constantFrom('error', 'ok', null),
        errorDescription: fc.jsonValue(),
        referenceId: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      body.map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), text, (status, words) => {
        try {
          const answer = interpret({ status, headers: {}, text: words });
          if (!answer.ok) expect(answer.message).not.toBe('');
          else expect(status).toBeLessThan(300);
          const number = answer.ok ? answer.referenceId : answer.statusCode;
          expect(number === null || number === (number | 0)).toBe(true);
        } catch (error) {
          if (!isGatewayError(error)) throw error;
        }
      }),
    );
  });
});

describe('a refused read', () => {
  const refusal = (statusCode: number | null, httpStatus: number) =>
    ({ ok: false, statusCode, httpStatus, message: 'No.' }) as const;

  test('tells its code', () => {
    expect(refusedRead(refusal(5, 403))).toMatchObject({
      code: 'UPSTREAM_REFUSED',
      message: 'No.',
      details: { upstreamStatusCode: 5 },
    });
  });

  test.each([
    [6, 200, true],
    [null, 404, true],
    [4, 404, false],
    [null, 400, false],
  ])('with code %s and HTTP %i is about something missing: %s', (statusCode, httpStatus, missing) => {
    expect(isNotFound(refusal(statusCode, httpStatus))).toBe(missing);
  });
});

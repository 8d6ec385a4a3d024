import { describe, expect, it } from 'vitest';
import { badUserInput, GatewayError } from '../../src/errors.ts';
import { shownError } from '../../src/log/shown-error.ts';

/** What an error is made of, and what is told of it. */
const told: readonly (readonly [string, unknown, object])[] = [
  [
    'an error of ours',
    new GatewayError('UPSTREAM_TIMEOUT', 'The upstream did not answer in time.'),
    { type: 'GatewayError', code: 'UPSTREAM_TIMEOUT', message: 'The upstream did not answer in time.' },
  ],
  [
    'what the upstream said behind our words',
    new GatewayError('UPSTREAM_UNAVAILABLE', 'Notifications could not be started in time: MARK'),
    { type: 'GatewayError', code: 'UPSTREAM_UNAVAILABLE', message: 'Notifications could not be started in time' },
  ],
  [
    "the upstream's refusal",
    new GatewayError('UPSTREAM_REFUSED', 'MARK', { details: { upstreamStatusCode: 6, text: 'MARK' } }),
    { type: 'GatewayError', code: 'UPSTREAM_REFUSED', upstreamStatusCode: 6 },
  ],
  ["the client's input", badUserInput('MARK', ['MARK']), { type: 'GatewayError', code: 'BAD_USER_INPUT' }],
  [
    'a connection that failed',
    Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:8080 MARK'), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
      address: '10.0.0.7',
      port: 8080,
      headers: { authorization: 'MARK' },
    }),
    { type: 'Error', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 10.0.0.7 8080' },
  ],
  [
    "undici's errors, without what they carry",
    Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET', socket: { text: 'MARK' }, data: 'MARK' }),
    { type: 'Error', code: 'UND_ERR_SOCKET', message: 'other side closed' },
  ],
  ['what is no error', 'MARK', { type: 'string' }],
];

/** Faults: the place is told, and of the message what cannot be anybody's. */
const faults: readonly (readonly [string, Error, string | undefined])[] = [
  [
    'a fault in code',
    new TypeError("Cannot read properties of undefined (reading 'MARK')"),
    'Cannot read properties of undefined',
  ],
  ['a function that is none', new TypeError('link.close is not a function'), 'link.close is not a function'],
  ["a parser's quotation", new SyntaxError('Unexpected token \'M\', "MARK" is not valid JSON'), undefined],
  ['a value that was received', new TypeError("Cannot use 'in' operator to search for 'a' in MARK"), undefined],
  ['anything thrown by anybody', new Error('MARK\n    at MARK (file:1:2)'), undefined],
  ['an error with a name of its own', Object.assign(new Error('x'), { name: 'MARK MARK\n' }), undefined],
];

describe('of an error the log tells', () => {
  it.each(told)('%s', (_, error, expected) => {
    expect(shownError(error)).toEqual(expected);
  });

  it.each(faults)('%s', (_, error, message) => {
    const shown = shownError(error);
    expect(shown.message).toBe(message);
    expect(shown.stack).toMatch(/^ {4}at .+shown-error\.test\.ts:\d+:\d+/);
    expect(JSON.stringify(shown)).not.toContain('MARK');
  });

  it('its causes in the same way, and no more of them than anybody reads', () => {
    const root = Object.assign(new Error('MARK'), { body: 'MARK' });
    const error = new GatewayError('UPSTREAM_BAD_RESPONSE', 'Unusable.', {
      cause: new TypeError('MARK', { cause: root }),
    });
    expect(shownError(error)).toMatchObject({ cause: { type: 'TypeError', cause: { type: 'Error' } } });
    expect(JSON.stringify(shownError(error))).not.toContain('MARK');
    const ring: Error = new Error('x');
    ring.cause = ring;
    expect(JSON.stringify(shownError(ring)).match(/"cause"/g)).toHaveLength(4);
  });
});

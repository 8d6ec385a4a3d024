import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { badUserInput, GatewayError } from '../../src/errors.ts';
import { createErrorFormat } from '../../src/transport/error-format.ts';
import { recordingLog } from '../support/gateway.ts';

function located(originalError: Error): GraphQLError {
  return new GraphQLError(originalError.message, { originalError, path: ['me'] });
}

describe('what a client sees of an error', () => {
  it('is code, message and details of our own errors, where they happened, without their cause', () => {
    const log = recordingLog();
    const format = createErrorFormat(log);
    const cause = new Error('connect ECONNREFUSED 10.0.0.7');
    expect(format(located(new GatewayError('UPSTREAM_UNAVAILABLE', 'Away.', { cause })))).toEqual({
      message: 'Away.',
      path: ['me'],
      extensions: { code: 'UPSTREAM_UNAVAILABLE' },
    });
    expect(format(located(located(badUserInput('No.', ['id']))))).toEqual({
      message: 'No.',
      path: ['me'],
      extensions: { code: 'BAD_USER_INPUT', argumentPath: ['id'] },
    });
    expect(log.lines).toEqual([]);
  });

  it("keeps GraphQL's own errors and their codes; those without are about the client's variables", () => {
    const format = createErrorFormat(recordingLog());
    const coded = new GraphQLError('Bad.', { extensions: { code: 'GRAPHQL_PARSE_FAILED', stacktrace: ['secret'] } });
    expect(format(coded)).toEqual({ message: 'Bad.', extensions: { code: 'GRAPHQL_PARSE_FAILED' } });
    expect(format(new GraphQLError('Variable "$id"'))).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  it('is the outermost message where GraphQL wraps its own errors: it names the variable', () => {
    const inner = new GraphQLError('Int cannot represent non-integer value: "x"');
    const message = `Variable "$i" got invalid value "x"; ${inner.message}`;
    expect(createErrorFormat(recordingLog())(new GraphQLError(message, { originalError: inner }))).toEqual({
      message,
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('is only a request id of a fault of ours, which the log has with the fault', () => {
    const log = recordingLog();
    const fault = new TypeError("Cannot read 'password' of undefined");
    for (const error of [fault, located(fault)]) {
      const shown = createErrorFormat(log)(error);
      expect(shown).toMatchObject({ message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR' } });
      expect(JSON.stringify(shown)).not.toContain('password');
      const requestId = shown.extensions?.['requestId'];
      expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
      expect(log.lines.at(-1)).toEqual({
        level: 'error',
        fields: { err: fault, requestId },
        message: 'internal error',
      });
    }
  });
});

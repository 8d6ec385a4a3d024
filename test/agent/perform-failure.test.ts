import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { removeParticipant } from '../../src/agent/operations/consultation.ts';
import { sendMessage } from '../../src/agent/operations/messaging.ts';
import { GatewayError } from '../../src/errors.ts';
import { agent2, at, factsOf, seedSession, sessionId } from './given.ts';
import type { Fact } from '../../src/normalise/fact.ts';
import { accepted, refused, upstream } from './performing.ts';

const input = { sessionId, participant: { userId: agent2.userId ?? '' } };
const notice = at(factsOf('remove-participant.agent1.1-new-messages'), 0);
const lost = new GatewayError('UPSTREAM_TIMEOUT', 'no answer', { withoutEffect: false });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const nothingDone = {
  __typename: 'RemoveParticipantPayload',
  outcome: 'REFUSED',
  removed: null,
  session: seedSession(),
};

describe('REFUSED', () => {
  test.each([
    [1, 'MISSING_PARAMETER'],
    [2, 'INVALID_PARAMETER'],
    [6, 'NOT_FOUND'],
    [19, 'IN_USE'],
    [99, 'UNKNOWN'],
  ] as const)('by statusCode %i: %s, without a wait, though a proof might seem to come', async (statusCode, code) => {
    const given = upstream({
      post(learn) {
        learn(notice);
        return refused(statusCode, 'Their words.');
      },
    });
    expect(await given.run(removeParticipant, input)).toStrictEqual({
      ...nothingDone,
      userErrors: [
        { __typename: 'UserError', code, message: 'Their words.', path: null, upstreamStatusCode: statusCode },
      ],
    });
  });

  test('by statusCode 4, unless the proof came before: a server behind may only have been slow', async () => {
    const silent = upstream({ post: () => refused(4, 'Timed out.', 500) });
    expect(await silent.run(removeParticipant, input)).toMatchObject({
      outcome: 'REFUSED',
      userErrors: [{ code: 'INTERNAL_ERROR' }],
    });
    const told = upstream({
      post(learn) {
        learn(notice);
        return refused(4, 'Timed out.', 500);
      },
    });
    expect(await told.run(removeParticipant, input)).toMatchObject({ outcome: 'CONFIRMED', userErrors: [] });
  });

  test.each([7, 9])('not by statusCode %i, which leaves open what was done', async (statusCode) => {
    const given = upstream({ post: () => refused(statusCode, 'Partly.') });
    const answer = given.run(removeParticipant, { ...input, confirmWithin: 1 });
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toMatchObject({ outcome: 'UNDETERMINED', userErrors: [{ upstreamStatusCode: statusCode }] });
  });

  test('by a failure that carries the reference id, before or after the answer', async () => {
    const failure = (referenceId: number | null): Fact => ({
      kind: 'failure',
      sessionId,
      referenceId,
      code: 'CANNOT_ASSIGN',
      message: null,
    });
    const before = upstream({
      post(learn) {
        learn(failure(35));
        return accepted(35);
      },
    });
    expect(await before.run(removeParticipant, input)).toMatchObject({
      outcome: 'REFUSED',
      removed: null,
      userErrors: [{ code: 'CANNOT_ASSIGN', upstreamStatusCode: null }],
    });
    const other = upstream({
      post(learn) {
        learn(failure(36));
        learn(failure(null));
        return accepted(35);
      },
    });
    const answer = other.run(removeParticipant, { ...input, confirmWithin: 1 });
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toMatchObject({ outcome: 'ACCEPTED' });
  });

  test('by a bare HTTP 404', async () => {
    const given = upstream({ post: () => refused(null, 'Not found.', 404) });
    expect(await given.run(removeParticipant, input)).toMatchObject({
      outcome: 'REFUSED',
      userErrors: [{ code: 'NOT_FOUND', upstreamStatusCode: null }],
    });
  });

  test('by a rule of our own: nothing is sent', async () => {
    const given = upstream();
    expect(await given.run(removeParticipant, { sessionId, participant: { id: 'nobody' } })).toStrictEqual({
      ...nothingDone,
      userErrors: [
        {
          __typename: 'UserError',
          code: 'NOT_FOUND',
          message: 'No such participant in this session.',
          path: ['input', 'participant', 'id'],
          upstreamStatusCode: null,
        },
      ],
    });
    expect(given.posted).toEqual([]);
  });
});

describe('UNDETERMINED', () => {
  test('when the answer is lost and no proof comes; the request is not repeated', async () => {
    const given = upstream({ post: () => Promise.reject(lost) });
    const answer = given.run(removeParticipant, input);
    await vi.advanceTimersByTimeAsync(5000);
    expect(await answer).toStrictEqual({ ...nothingDone, outcome: 'UNDETERMINED', removed: agent2, userErrors: [] });
    expect(given.posted).toHaveLength(1);
  });

  test('at once with confirmWithin 0', async () => {
    const given = upstream({ post: () => Promise.reject(lost) });
    const answer = await given.run(sendMessage, { sessionId, text: 'a', confirmWithin: 0 });
    expect(answer).toMatchObject({ outcome: 'UNDETERMINED', message: null });
  });
});

describe('errors', () => {
  test('without effect are thrown, and so are faults of our own', async () => {
    for (const error of [new GatewayError('UNAUTHENTICATED', 'no'), new TypeError('fault')]) {
      const given = upstream({ post: () => Promise.reject(error) });
      await expect(given.run(removeParticipant, input)).rejects.toBe(error);
    }
  });

  test('while starting to listen are thrown, and nothing is sent', async () => {
    const error = new GatewayError('UNAUTHENTICATED', 'no');
    const given = upstream({ listen: () => Promise.reject(error) });
    await expect(given.run(removeParticipant, input)).rejects.toBe(error);
    expect(given.posted).toEqual([]);
  });

  test.each([-1, 30_001, 2 ** 31 - 1])('confirmWithin %i is refused before anything happens', async (confirmWithin) => {
    const given = upstream();
    await expect(given.run(removeParticipant, { ...input, confirmWithin })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { argumentPath: ['input', 'confirmWithin'] },
    });
    expect([given.listened(), given.posted.length]).toEqual([0, 0]);
  });
});

test('nobody goes on looking for a proof once the answer is given, whatever it is', async () => {
  const fail = () => Promise.reject(new GatewayError('UNAUTHENTICATED', 'no'));
  for (const post of [undefined, () => refused(6), () => Promise.reject(lost), fail]) {
    const proof = vi.fn(removeParticipant.proof);
    const given = upstream(post === undefined ? {} : { post });
    await given.run({ ...removeParticipant, proof }, { ...input, confirmWithin: 0 }).catch(() => undefined);
    expect(given.posted).toHaveLength(1);
    given.learn(notice);
    expect(proof).not.toHaveBeenCalled();
  }
});

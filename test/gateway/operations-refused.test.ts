import { describe, expect, it } from 'vitest';
import type { Json } from '../support/fixture.ts';
import { agent2, documentOf, offer, openDesk, queue, supervisor, talk } from './operating.ts';

const unknown = '0002EaAY01MT9999';
const pair = { userData: [{ key: 'k', value: 1 }] };

/** Every operation of a session with input that would do in the right state. */
const operations: readonly [string, Json][] = [
  ['leaveSession', {}],
  ['completeSession', {}],
  ['transferSession', { target: { userId: supervisor } }],
  ['startConsultation', { target: { userId: supervisor } }],
  ['removeParticipant', { participant: { userId: agent2 } }],
  ['sendMessage', { text: 'Hi' }],
  ['sendMessage', { text: 'Hi', visibility: 'AGENTS' }],
  ['setTyping', { isTyping: true }],
  ['setTyping', { isTyping: false, visibility: 'AGENTS' }],
  ['setDisposition', { disposition: 'd' }],
  ['addComment', { comment: 'c' }],
  ['attachUserData', pair],
  ['updateUserData', pair],
  ['deleteUserData', { keys: ['Subject'] }],
];

function refusal(code: string, upstreamStatusCode: number): Json {
  const message: unknown = expect.stringMatching(/./);
  return { outcome: 'REFUSED', userErrors: [{ code, upstreamStatusCode, message, path: null }] };
}

describe('in a wrong state', () => {
  it.each(operations)('%s %j of a session that is only offered is FORBIDDEN', async (name, input) => {
    const desk = await openDesk();
    expect(await desk.mutate(name, { sessionId: offer, ...input })).toMatchObject(refusal('FORBIDDEN', 3));
  });

  it.each(['acceptSession', 'rejectSession'])('%s of a session that goes on is FORBIDDEN', async (name) => {
    const desk = await openDesk();
    expect(await desk.mutate(name, { sessionId: talk })).toMatchObject(refusal('FORBIDDEN', 3));
  });

  it.each([...operations, ['acceptSession', {}] as const, ['rejectSession', {}] as const])(
    '%s %j of a session that is not there is NOT_FOUND',
    async (name, input) => {
      const desk = await openDesk();
      expect(await desk.mutate(name, { sessionId: unknown, ...input })).toMatchObject({
        ...refusal('NOT_FOUND', 6),
        session: null,
      });
    },
  );

  it('targets and queues that are not there are NOT_FOUND', async () => {
    const desk = await openDesk();
    for (const [name, input] of [
      ['transferSession', { target: { userId: '0'.repeat(32) } }],
      ['transferSession', { target: { queueId: '0-0' } }],
      ['startConsultation', { target: { queueId: '0-0' } }],
      ['removeParticipant', { participant: { userId: supervisor } }],
      ['completeSession', { queueName: 'No such queue' }],
    ] as const) {
      expect(await desk.mutate(name, { sessionId: talk, ...input }), name).toMatchObject(refusal('NOT_FOUND', 6));
    }
  });
});

describe('by statusCode', () => {
  it.each([
    [1, 'MISSING_PARAMETER', 'REFUSED'],
    [2, 'INVALID_PARAMETER', 'REFUSED'],
    [3, 'FORBIDDEN', 'REFUSED'],
    [4, 'INTERNAL_ERROR', 'REFUSED'],
    [5, 'PERMISSION_DENIED', 'REFUSED'],
    [6, 'NOT_FOUND', 'REFUSED'],
    [7, 'PARTIAL_SUCCESS', 'UNDETERMINED'],
    [8, 'PASSWORD_CHANGE_REQUIRED', 'REFUSED'],
    [9, 'INCOMPLETE', 'UNDETERMINED'],
    [10, 'OUT_OF_RANGE', 'REFUSED'],
    [11, 'READ_ONLY', 'REFUSED'],
    [12, 'CANNOT_RETRIEVE', 'REFUSED'],
    [13, 'CANNOT_CREATE', 'REFUSED'],
    [14, 'CANNOT_DELETE', 'REFUSED'],
    [15, 'CANNOT_UPDATE', 'REFUSED'],
    [16, 'CANNOT_ASSIGN', 'REFUSED'],
    [17, 'CANNOT_UNASSIGN', 'REFUSED'],
    [18, 'ALREADY_EXISTS', 'REFUSED'],
    [19, 'IN_USE', 'REFUSED'],
    [21, 'UNKNOWN', 'REFUSED'],
  ])('%i is %s, and the outcome %s', async (statusCode, code, outcome) => {
    const desk = await openDesk();
    const statusMessage = `Words of ${statusCode}`;
    desk.sandbox.control.failNext('AddComment', { status: 200, body: { statusCode, statusMessage } });
    expect(await desk.mutate('addComment', { sessionId: talk, comment: 'c', confirmWithin: 1 })).toMatchObject({
      outcome,
      userErrors: [{ code, message: statusMessage, path: null, upstreamStatusCode: statusCode }],
    });
    expect(desk.operations()).toHaveLength(1);
  });

  it('20 is the error UNAUTHENTICATED', async () => {
    const desk = await openDesk();
    desk.sandbox.control.failNext('AddComment', { status: 403, body: { statusCode: 20 } });
    const answer = await desk.ask(documentOf('addComment'), { input: { sessionId: talk, comment: 'c' } });
    expect(answer).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });
});

describe('an Error notification with our reference id', () => {
  it.each<[string, Json, string, Json]>([
    // Both agents are in the session already.
    ['startConsultation', { target: { queueId: queue } }, 'consulted { id }', { consulted: null }],
    ['transferSession', { target: { userId: supervisor } }, '', {}],
  ])('%s is REFUSED, and the stream says so', async (name, input, more, expected) => {
    const desk = await openDesk();
    await desk.mutate('setAgentState', { state: 'NOT_READY' }, '', 'supervisor');
    const stream = await desk.watch('... on OperationFailed { sessionId referenceId code message }');
    const payload = await desk.mutate(name, { sessionId: talk, ...input }, more);
    expect(payload).toMatchObject({ outcome: 'REFUSED', userErrors: [{ code: 'CANNOT_ASSIGN' }], ...expected });
    expect(await stream.next()).toEqual({
      __typename: 'OperationFailed',
      sessionId: talk,
      referenceId: expect.any(Number) as unknown,
      code: 'CANNOT_ASSIGN',
      message: (payload['userErrors'] as { message: string }[])[0]?.message,
    });
  });
});

describe('idempotencyKey', () => {
  it.each<[string, Json, Json]>([
    ['addComment', { comment: 'c' }, { comment: 'd' }],
    ['attachUserData', pair, { userData: [{ key: 'k', value: 2 }] }],
    ['leaveSession', {}, { confirmWithin: 1 }],
    ['transferSession', { target: { queueId: queue } }, { target: { userId: agent2 } }],
    ['setTyping', { isTyping: true }, { isTyping: false }],
  ])('%s with one key is done once; another input is refused', async (name, one, other) => {
    const desk = await openDesk();
    const key = { sessionId: talk, idempotencyKey: 'k' };
    const payloads = await Promise.all([desk.mutate(name, { ...key, ...one }), desk.mutate(name, { ...key, ...one })]);
    payloads.push(await desk.mutate(name, { ...key, ...one }));
    expect(payloads.map(({ outcome }) => outcome)).toEqual(['CONFIRMED', 'CONFIRMED', 'CONFIRMED']);
    expect(desk.operations()).toHaveLength(1);
    expect(await desk.ask(documentOf(name), { input: { ...key, ...other } })).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
    expect(desk.operations()).toHaveLength(1);
  });
});

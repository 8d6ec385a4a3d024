import { describe, expect, it } from 'vitest';
import type { Json } from '../support/fixture.ts';
import { agent1, agent2, offer, openDesk, queue, session, supervisor, talk } from './operating.ts';

const confirmed = { outcome: 'CONFIRMED', userErrors: [] };
const accept = { sessionId: offer, nickname: 'Test' };
const entries = (pairs: Readonly<Record<string, unknown>>): Json[] =>
  Object.entries(pairs).map(([key, value]) => ({ key, value }));

describe('taking part', () => {
  it('rejectSession is confirmed by COMPLETED', async () => {
    const desk = await openDesk();
    expect(await desk.mutate('rejectSession', { sessionId: offer })).toMatchObject({
      ...confirmed,
      session: { id: offer, state: 'COMPLETED' },
    });
    expect(desk.operations()).toEqual([{ operationName: 'Reject' }]);
  });

  it('leaveSession is confirmed by LEFT_CHAT of one alone with the customer, by COMPLETED of one of several', async () => {
    const desk = await openDesk();
    expect(await desk.mutate('acceptSession', accept)).toMatchObject({ ...confirmed, session: { state: 'CHATTING' } });
    expect(await desk.mutate('leaveSession', { sessionId: offer })).toMatchObject({
      ...confirmed,
      session: { state: 'LEFT_CHAT' },
    });
    expect(await desk.mutate('leaveSession', { sessionId: talk })).toMatchObject({
      ...confirmed,
      session: { state: 'COMPLETED' },
    });
  });

  it.each([{}, { queueName: 'PostProcessingQueue' }])(
    'completeSession with %j is confirmed by COMPLETED',
    async (more) => {
      const desk = await openDesk();
      expect(await desk.mutate('completeSession', { sessionId: talk, ...more })).toMatchObject({
        ...confirmed,
        session: { state: 'COMPLETED' },
      });
      expect(desk.operations()).toEqual([{ operationName: 'Complete', ...more }]);
    },
  );

  it.each([
    ['another user', { userId: supervisor }, 'users'],
    ['a user who consults', { userId: agent2 }, 'users'],
    ['a queue', { queueId: queue }, 'queues'],
  ])('transferSession to %s is confirmed by the session being over for us', async (_who, target, collection) => {
    const desk = await openDesk();
    expect(await desk.mutate('transferSession', { sessionId: talk, target })).toMatchObject({
      ...confirmed,
      session: { state: 'COMPLETED' },
    });
    expect(desk.operations()).toEqual([
      { operationName: 'Transfer', targetUri: `${desk.sandbox.url}/${collection}/${Object.values(target)[0] ?? ''}` },
    ]);
  });

  it('startConsultation through a queue is confirmed by whoever came with our reference id', async () => {
    const desk = await openDesk();
    await desk.mutate('acceptSession', accept);
    const input = { sessionId: offer, target: { queueId: queue } };
    const payload = await desk.mutate('startConsultation', input, `consulted { userId visibility } ${session}`);
    expect(payload).toMatchObject({ ...confirmed, consulted: { userId: agent2, visibility: 'AGENTS' } });
    expect((payload['session'] as Json)['participants']).toEqual([
      { userId: null },
      { userId: agent1 },
      { userId: agent2 },
    ]);
  });

  it('removeParticipant of one who went before is confirmed by reading again, where the upstream says 0', async () => {
    const desk = await openDesk();
    desk.sandbox.control.failNext('RemoveParticipantFromConference', { status: 200, body: { statusCode: 0 } });
    const input = { sessionId: talk, participant: { userId: supervisor }, confirmWithin: 20_000 };
    expect(await desk.mutate('removeParticipant', input, `removed { id } ${session}`)).toMatchObject({
      ...confirmed,
      removed: null,
    });
  });
});

describe('setTyping', () => {
  it.each([
    [true, 'ALL', 'SendStartTypingNotification'],
    [false, 'ALL', 'SendStopTypingNotification'],
    [true, 'AGENTS', 'SendStartTypingToAgentsNotification'],
    [false, 'AGENTS', 'SendStopTypingToAgentsNotification'],
  ])('isTyping %s to %s is confirmed by our own sign', async (isTyping, visibility, operationName) => {
    const desk = await openDesk();
    const input = { sessionId: talk, isTyping, visibility, confirmWithin: 2000 };
    expect(await desk.mutate('setTyping', input)).toMatchObject(confirmed);
    expect(desk.operations()).toEqual([{ operationName }]);
  });
});

describe('properties', () => {
  it('setDisposition is confirmed under the key asked for, and under the one that the server chooses', async () => {
    const desk = await openDesk();
    expect(await desk.mutate('setDisposition', { sessionId: talk, disposition: 'Solved' })).toMatchObject(confirmed);
    const named = { sessionId: talk, disposition: 'Sold', key: '__proto__' };
    expect(await desk.mutate('setDisposition', named)).toMatchObject(confirmed);
    const userData = await desk.userData(talk);
    expect([userData.get('DispositionCode'), userData.get('__proto__')]).toEqual(['Solved', 'Sold']);
    expect(userData.size).toBeGreaterThan(80);
  });

  it('addComment is confirmed by the comment', async () => {
    const desk = await openDesk();
    const comment = 'Wants a\nrefund; "asap" \u{1F600}';
    expect(await desk.mutate('addComment', { sessionId: talk, comment })).toMatchObject({
      ...confirmed,
      session: { comment },
    });
  });

  it('attachUserData, updateUserData and deleteUserData take any key and keep numbers numbers', async () => {
    const desk = await openDesk();
    const pairs = { 'a b': 'x', 'CBR-cost': 12.5, n: 123_456_789, ['__proto__']: 'p', constructor: '', toString: '0' };
    const userData = entries(pairs);
    expect(userData).toHaveLength(6);
    expect(await desk.mutate('attachUserData', { sessionId: talk, userData })).toMatchObject(confirmed);
    const attached = await desk.userData(talk);
    expect(userData.map(({ key }) => ({ key, value: attached.get(String(key)) }))).toEqual(userData);

    const newer = userData.map(({ key }) => ({ key, value: key === 'n' ? 987_654_321 : 'new' }));
    expect(await desk.mutate('updateUserData', { sessionId: talk, userData: newer })).toMatchObject(confirmed);
    const updated = await desk.userData(talk);
    expect(newer.map(({ key }) => ({ key, value: updated.get(String(key)) }))).toEqual(newer);

    const keys = newer.map(({ key }) => key);
    const payload = await desk.mutate('deleteUserData', { sessionId: talk, keys });
    expect(payload).toMatchObject(confirmed);
    const left = (payload['session'] as { userData: { key: string }[] }).userData.map(({ key }) => key);
    expect(left.filter((key) => keys.includes(key))).toEqual([]);
    expect(left.length).toBeGreaterThan(80);
    expect(desk.operations().map(({ operationName }) => operationName)).toEqual([
      'AttachUserData',
      'UpdateUserData',
      'DeleteUserData',
    ]);
  });

  it('a deletion shows in the stream with the deleted key, and nothing else as changed', async () => {
    const desk = await openDesk();
    const stream = await desk.watch(
      '... on SessionPropertiesChanged { changedKeys commentChanged session { userData(keys: ["Subject", "FirstName"]) { key } } }',
    );
    await desk.mutate('deleteUserData', { sessionId: talk, keys: ['Subject'] });
    expect(await stream.next()).toEqual({
      __typename: 'SessionPropertiesChanged',
      changedKeys: ['Subject'],
      commentChanged: false,
      session: { userData: [{ key: 'FirstName' }] },
    });
  });

  it('requests that change nothing are confirmed by reading again', async () => {
    const desk = await openDesk();
    const within = { sessionId: talk, confirmWithin: 20_000 };
    const changes: [string, Json][] = [
      ['addComment', { comment: 'The same' }],
      ['setDisposition', { disposition: 'Same', key: 'My key' }],
      ['setDisposition', { disposition: 'Same' }],
      ['attachUserData', { userData: entries({ same: 1 }) }],
      ['updateUserData', { userData: entries({ same: 1 }) }],
      ['deleteUserData', { keys: ['absent', '__proto__'] }],
    ];
    for (const [name, input] of [...changes, ...changes]) {
      expect(await desk.mutate(name, { ...within, ...input }), name).toMatchObject(confirmed);
    }
  });
});

import { describe, expect, test } from 'vitest';
import type { SessionRecord } from '../../src/normalise/session.ts';
import { completeSession } from '../../src/normalise/session.ts';
import { query } from '../../src/resolvers/query.ts';
import { seedSession, sessionId } from '../agent/given.ts';
import { me } from '../agent/performing.ts';
import { call, contextOf } from './calling.ts';

function one(id: string, state: SessionRecord['state'], receivedAt: string | null = null): SessionRecord {
  return { ...completeSession({ id, state }), receivedAt };
}

const never = (): never => {
  throw new Error('not to be called');
};

const sessions = [
  one('undated', 'CHATTING'),
  one('later', 'INVITED', '2026-01-02T00:00:00.000Z'),
  one('undated2', 'INVITED'),
  one('earlier', 'CHATTING', '2026-01-01T00:00:00.000Z'),
  one('later2', 'COMPLETED', '2026-01-02T00:00:00.000Z'),
];
const context = contextOf({ reads: { sessions: () => Promise.resolve(sessions) } });

test('me is read anew', async () => {
  expect(await call(query.me, {}, {}, contextOf({ reads: { me: () => Promise.resolve(me) } }))).toBe(me);
});

test('a session is read by its id, null when there is none; an id that is none is refused unread', async () => {
  const asked: string[] = [];
  const reading = contextOf({
    reads: {
      session(id) {
        asked.push(id);
        return Promise.resolve(id === sessionId ? seedSession() : null);
      },
    },
  });
  expect(await call(query.session, {}, { id: sessionId }, reading)).toStrictEqual(seedSession());
  expect(await call(query.session, {}, { id: 'other' }, reading)).toBeNull();
  expect(() => call(query.session, {}, { id: 'a/b' }, reading)).toThrow(
    expect.objectContaining({ code: 'BAD_USER_INPUT', details: { argumentPath: ['id'] } }),
  );
  expect(asked).toEqual([sessionId, 'other']);
});

describe('sessions', () => {
  const found = async (args: Partial<Parameters<typeof query.sessions>[1]>) => {
    const connection = await query.sessions({}, { first: 50, after: null, states: null, ...args }, context);
    expect(connection.edges.map(({ node }) => node)).toEqual(connection.nodes);
    expect(connection.edges.map(({ __typename }) => __typename)).toEqual(connection.nodes.map(() => 'SessionEdge'));
    return { ids: connection.nodes.map(({ id }) => id), total: connection.totalCount, info: connection.pageInfo };
  };

  test('come oldest first, the undated last, otherwise in the upstream’s order', async () => {
    expect(await found({})).toMatchObject({
      ids: ['earlier', 'later', 'later2', 'undated', 'undated2'],
      total: 5,
    });
    expect(sessions[0]?.id).toBe('undated');
  });

  test('are filtered by state; no states are none, null is all', async () => {
    expect(await found({ states: ['INVITED', 'COMPLETED'] })).toMatchObject({
      ids: ['later', 'later2', 'undated2'],
      total: 3,
    });
    expect(await found({ states: [] })).toMatchObject({ ids: [], total: 0 });
    expect(await found({ states: null })).toMatchObject({ total: 5 });
  });

  test('come in pages', async () => {
    const first = await found({ first: 2, states: ['CHATTING', 'INVITED'] });
    expect(first).toMatchObject({ ids: ['earlier', 'later'], total: 4, info: { hasNextPage: true } });
    const rest = await found({ first: 2, states: ['CHATTING', 'INVITED'], after: first.info.endCursor });
    expect(rest).toMatchObject({ ids: ['undated', 'undated2'], info: { hasNextPage: false } });
  });
});

describe('node', () => {
  const login = () => Promise.resolve(me);

  test('is the agent, read anew', async () => {
    const reads = { me: () => Promise.resolve({ ...me, lastName: 'New' }), session: never };
    expect(await query.node({}, { id: me.id }, contextOf({ login, reads }))).toMatchObject({ lastName: 'New' });
  });

  test('is a session, or null', async () => {
    const reads = { me: never, session: (id: string) => Promise.resolve(id === sessionId ? seedSession() : null) };
    expect(await query.node({}, { id: sessionId }, contextOf({ login, reads }))).toStrictEqual(seedSession());
    expect(await query.node({}, { id: 'other' }, contextOf({ login, reads }))).toBeNull();
  });

  test('with an id that is none is refused unread', async () => {
    await expect(query.node({}, { id: '..' }, contextOf({ login: never }))).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });
});

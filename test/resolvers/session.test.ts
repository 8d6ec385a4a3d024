import { describe, expect, test } from 'vitest';
import type { MessageRecord } from '../../src/normalise/message.ts';
import { completeSession } from '../../src/normalise/session.ts';
import { node, participant, session } from '../../src/resolvers/session.ts';
import { agent1, agent2, customer, seedSession, sessionId, textEntry } from '../agent/given.ts';
import { me } from '../agent/performing.ts';
import { contextOf } from './calling.ts';

describe('messages', () => {
  const transcript = [1, 2, 3].flatMap((index): MessageRecord[] => {
    const entry = textEntry(index, `text ${index}`);
    return entry.kind === 'message' ? [entry.message] : [];
  });
  const context = contextOf({
    reads: { messages: (id) => Promise.resolve(id === sessionId ? transcript : []) },
  });

  test('are the session’s own, in pages', async () => {
    const page = await session.messages(seedSession(), { last: 2 }, context);
    expect(page).toMatchObject({ __typename: 'MessageConnection', pageInfo: { hasPreviousPage: true } });
    expect(page.nodes).toEqual(transcript.slice(1));
    expect(page.edges.map(({ __typename, node: one }) => [__typename, one])).toEqual(
      transcript.slice(1).map((one) => ['MessageEdge', one]),
    );
    expect((await session.messages(completeSession({ id: 'other' }), {}, context)).nodes).toEqual([]);
  });
});

describe('user data', () => {
  const parent = {
    ...seedSession(),
    userData: new Map<string, unknown>([
      ['a', 1],
      ['__proto__', { b: 2 }],
      ['nothing', null],
    ]),
  };

  test('is all of it in the upstream’s order, or the keys asked for that there are, each once', () => {
    expect(session.userData(parent, {})).toEqual([
      { __typename: 'UserDataEntry', key: 'a', value: 1 },
      { __typename: 'UserDataEntry', key: '__proto__', value: { b: 2 } },
      { __typename: 'UserDataEntry', key: 'nothing', value: null },
    ]);
    const keys = ['nothing', 'constructor', 'a', 'missing', 'a'];
    expect(session.userData(parent, { keys }).map(({ key }) => key)).toEqual(['nothing', 'a']);
    expect(session.userData(parent, { keys: [] })).toEqual([]);
    expect(session.userData(parent, { keys: null })).toHaveLength(3);
  });

  test('holds the subject, where it is words', () => {
    for (const [value, subject] of [
      ['Hello', 'Hello'],
      ['', null],
      [1, null],
      [undefined, null],
    ] as const) {
      const userData = new Map<string, unknown>(value === undefined ? [] : [['Subject', value]]);
      expect(session.subject({ ...parent, userData })).toBe(subject);
    }
  });
});

describe('a participant is me', () => {
  const isMe = (link: Parameters<typeof contextOf>[0]) =>
    [agent1, agent2, customer].map((one) => participant.isMe(one, {}, contextOf(link)));

  test('by user id, never by having none, at once where the caller is known', () => {
    expect(isMe({ agent: () => me })).toEqual([true, false, false]);
  });

  test('after the login where not, which may be refused', async () => {
    const found = isMe({ agent: () => null, login: () => Promise.resolve(me) }).map((one) => Promise.resolve(one));
    expect(await Promise.all(found)).toEqual([true, false, false]);
    const refusal = new Error('refused');
    const [mine, other, none] = isMe({ agent: () => null, login: () => Promise.reject(refusal) });
    await expect(mine).rejects.toBe(refusal);
    await expect(other).rejects.toBe(refusal);
    expect(none).toBe(false);
  });
});

test('a node says its type: agents by name, our records are sessions', () => {
  expect(node.__resolveType(me)).toBe('Agent');
  expect(node.__resolveType(seedSession())).toBe('Session');
});

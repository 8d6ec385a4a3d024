import { expect, test } from 'vitest';
import { isAmbiguous } from '../../src/agent/ambiguity.ts';
import type { SessionState } from '../../src/generated/schema.ts';
import { seedSession, sessionFact, sessionId as id, viewOf } from './given.ts';

const says = (known: SessionState, state: SessionState, more = {}): boolean =>
  isAmbiguous(viewOf(seedSession(known)), sessionFact('STATUS', { id, state, ...more }));

test('a state that comes before the one known may be late, or the agent was brought in again', () => {
  expect(says('COMPLETED', 'CHATTING')).toBe(true);
  expect(says('LEFT_CHAT', 'CHATTING')).toBe(true);
  expect(says('CHATTING', 'INVITED')).toBe(true);
  expect(says('REVOKED', 'INVITED')).toBe(true);
});

test('a state that goes on, stays, or is of a session not known is what it says', () => {
  expect(says('CHATTING', 'LEFT_CHAT')).toBe(false);
  expect(says('CHATTING', 'COMPLETED')).toBe(false);
  expect(says('CHATTING', 'CHATTING')).toBe(false);
  expect(says('COMPLETED', 'REVOKED')).toBe(false);
  expect(isAmbiguous(viewOf(), sessionFact('STATUS', { id, state: 'INVITED' }))).toBe(false);
});

test('LeftChat that names nobody may mean that all are gone; the answers to Accept and Reject print it so', () => {
  expect(says('CHATTING', 'LEFT_CHAT', { participants: [] })).toBe(true);
  expect(says('CHATTING', 'CHATTING', { participants: [] })).toBe(false);
  expect(says('INVITED', 'COMPLETED', { participants: [] })).toBe(false);
  expect(says('CHATTING', 'LEFT_CHAT', { participants: seedSession().participants })).toBe(false);
});

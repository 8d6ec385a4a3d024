import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/agent/confirmations.ts';
import {
  completeSession,
  leaveSession,
  rejectSession,
  transferSession,
} from '../../src/agent/operations/conversation.ts';
import { setTyping } from '../../src/agent/operations/messaging.ts';
import {
  addComment,
  attachUserData,
  deleteUserData,
  setDisposition,
  updateUserData,
} from '../../src/agent/operations/properties.ts';
import { reduce } from './pure-view.ts';
import type { SessionState } from '../../src/generated/schema.ts';
import type { Fact } from '../../src/normalise/fact.ts';
import type { SessionPatch } from '../../src/normalise/session.ts';
import { agent1, agent2, seedSession, sessionFact, sessionId as id, viewOf } from './given.ts';

const chatting = seedSession();
const states: readonly SessionState[] = ['INVITED', 'CHATTING', 'LEFT_CHAT', 'COMPLETED', 'REVOKED', 'UNKNOWN'];

/** What a link makes of a fact. */
function change(fact: Fact): Change {
  const { view, events } = reduce(viewOf(chatting), fact);
  return { sessionId: id, fact, events, session: view.sessions.get(id) ?? null };
}

const properties = (patch: Omit<SessionPatch, 'id'>): Change => change(sessionFact('PROPERTIES', { id, ...patch }));
const reread = (session: Change['session']): Change => ({ sessionId: id, fact: null, events: [], session });

describe('the end of a session', () => {
  const over = [
    ['rejectSession', rejectSession.proof, ['COMPLETED', 'REVOKED']],
    ['leaveSession', leaveSession.proof, ['LEFT_CHAT', 'COMPLETED']],
    ['completeSession', completeSession.proof, ['COMPLETED']],
    ['transferSession', transferSession.proof, ['LEFT_CHAT', 'COMPLETED', 'REVOKED']],
  ] as const;
  const subject = { queueName: null, targetUri: '', over: ['LEFT_CHAT', 'COMPLETED', 'REVOKED'] };
  type Prove = (given: typeof subject, one: Change, referenceId: number | null) => unknown;

  test.each(over)('%s is proven by a StatusChange or a re-read, in the documented states only', (_, proof, proving) => {
    const prove: Prove = proof;
    const proven = (one: Change) => prove(subject, one, 63) !== null;
    expect(states.filter((state) => proven(change(sessionFact('STATUS', { id, state }, 1))))).toEqual(proving);
    expect(states.filter((state) => proven(reread({ ...chatting, state })))).toEqual(proving);
    // Gone from what is read: over.
    expect(proven(reread(null))).toBe(true);
    // Contract Q6: a ParticipantsUpdated is not believed about the state.
    expect(proven(change(sessionFact('PARTICIPANTS', { id, state: 'COMPLETED' }, 1)))).toBe(false);
  });

  test('of a transfer is also proven by whatever carries the request’s reference id', () => {
    const caused = change(sessionFact('PARTICIPANTS', { id, participants: [agent2] }, 68));
    expect(transferSession.proof(subject, caused, 68)).toEqual({});
    expect(transferSession.proof(subject, caused, 89)).toBeNull();
    expect(transferSession.proof(subject, caused, null)).toBeNull();
  });
});

test('setTyping is proven by the same sign of ours', () => {
  const types = (isTyping: boolean, participant = agent1) =>
    change({ kind: 'log', sessionId: id, entries: [{ kind: 'typing', id: 'sign', participant, isTyping }] });
  const subject = { isTyping: true, userId: agent1.userId ?? '' };
  expect(setTyping.proof(subject, types(true), null)).toEqual({});
  expect(setTyping.proof(subject, types(false), null)).toBeNull();
  expect(setTyping.proof(subject, types(true, agent2), null)).toBeNull();
});

describe('properties', () => {
  const entry = (key: string, value: unknown) => ({ userData: new Map([[key, value]]) });

  test('setDisposition is proven by its key, or by the value where the server chose the key', () => {
    const named = { disposition: 'IssueResolved', key: 'DispositionCode' };
    expect(setDisposition.proof(named, properties(entry('DispositionCode', 'IssueResolved')), null)).toEqual({});
    expect(setDisposition.proof(named, properties(entry('Other', 'IssueResolved')), null)).toBeNull();
    expect(setDisposition.proof(named, properties(entry('DispositionCode', 'Open')), null)).toBeNull();
    const unnamed = { ...named, key: null };
    expect(setDisposition.proof(unnamed, properties(entry('Other', 'IssueResolved')), null)).toEqual({});
    const found = (key: string) => reread({ ...chatting, ...entry(key, 'IssueResolved') });
    expect(setDisposition.proof(unnamed, found('TheDisposition'), null)).toEqual({});
    expect(setDisposition.proof(unnamed, found('Other'), null)).toBeNull();
  });

  test('addComment is proven by a comment that contains it, blanks aside', () => {
    const subject = { comment: 'I am crazy', words: 'Iamcrazy', earlier: 'crazy' };
    expect(addComment.proof(subject, properties({ comment: 'earlier; Iamcrazy' }), null)).toEqual({});
    expect(addComment.proof(subject, reread({ ...chatting, comment: 'I am crazy' }), null)).toEqual({});
    expect(addComment.proof(subject, properties({ comment: 'other' }), null)).toBeNull();
    expect(addComment.proof(subject, properties({}), null)).toBeNull();
  });

  test.each([
    ['attachUserData', attachUserData],
    ['updateUserData', updateUserData],
  ] as const)('%s is proven by every value, numbers as text too', (_, { proof }) => {
    const subject = {
      userData: new Map<string, string | number>(Object.entries({ UserData1: 'DATA1', UserData2: 5 })),
    };
    const told = (userData: object) => properties({ userData: new Map(Object.entries(userData)) });
    expect(proof(subject, told({ UserData1: 'DATA1', UserData2: '5', Other: '' }), null)).toEqual({});
    expect(proof(subject, told({ UserData1: 'DATA1' }), null)).toBeNull();
    expect(proof(subject, told({ UserData1: 'DATA1', UserData2: 6 }), null)).toBeNull();
    expect(proof(subject, reread({ ...chatting, userData: subject.userData }), null)).toEqual({});
    expect(proof(subject, reread(chatting), null)).toBeNull();
  });

  test('deleteUserData is proven by a re-read without the keys, never by a notification, which may be partial', () => {
    const subject = { keys: ['Subject'] };
    expect(deleteUserData.proof(subject, reread({ ...chatting, userData: new Map() }), null)).toEqual({});
    expect(deleteUserData.proof(subject, reread(chatting), null)).toBeNull();
    expect(deleteUserData.proof(subject, properties({ userData: new Map() }), null)).toBeNull();
  });
});

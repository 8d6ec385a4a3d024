import { describe, expect, test } from 'vitest';
import { recheck, suspicions, type Suspicions } from '../../src/agent/recheck.ts';
import type { WholeReading } from '../../src/agent/whole-reading.ts';
import { completeSession, type SessionPatch } from '../../src/normalise/session.ts';
import { seedSession, viewOf } from './given.ts';

const a = completeSession({ id: 'a', state: 'CHATTING', comment: 'c' });
const reading = (...sessions: readonly SessionPatch[]): WholeReading => ({ sessions, transcripts: new Map() });
const none = () => [];

describe('suspicious', () => {
  test('is what was read and not told: a state, a comment, people, user data; a session found, one that is gone', () => {
    const view = viewOf(a);
    expect([...suspicions(view, reading({ id: 'a', state: 'CHATTING' }), none)]).toEqual([]);
    expect([...suspicions(view, reading({ id: 'a', state: 'LEFT_CHAT' }), none)]).toEqual([['a', a]]);
    expect([...suspicions(view, reading({ id: 'a', comment: 'd' }), none)]).toEqual([['a', a]]);
    expect([...suspicions(view, reading({ id: 'a', userData: new Map([['k', 1]]) }), none)]).toEqual([['a', a]]);
    expect([...suspicions(view, reading(a, { id: 'b', state: 'INVITED' }), none)]).toEqual([['b', null]]);
    expect([...suspicions(view, reading(), none)]).toEqual([['a', a]]);
    const seed = seedSession();
    const [, ...others] = seed.participants;
    const read = reading({ id: seed.id, participants: others });
    expect([...suspicions(viewOf(seed), read, none)]).toEqual([[seed.id, seed]]);
  });

  test('is not what notifications do not tell reliably, nor a session that is over', () => {
    const over = { ...a, id: 'over', state: 'COMPLETED' } as const;
    const read = reading({ ...a, capabilities: ['LEAVE'] }, { id: 'gone long ago', state: 'COMPLETED' });
    expect([...suspicions(viewOf(a, over), read, none)]).toEqual([]);
    // Of a session that goes on without the agent nobody tells them any more.
    const left = { ...a, state: 'LEFT_CHAT' } as const;
    for (const known of [over, left]) {
      const goesOn = reading({ ...known, comment: 'new', participants: [], userData: new Map([['k', 1]]) });
      expect([...suspicions(viewOf(known), goesOn, none)]).toEqual([]);
    }
    expect([...suspicions(viewOf(over), reading({ ...over, state: 'CHATTING' }), none)]).toEqual([['over', over]]);
  });

  test('are messages of a transcript that were not told', () => {
    const lost = { id: 'm1' } as never;
    const read = { sessions: [a], transcripts: new Map([['a', [lost]]]) };
    expect([...suspicions(viewOf(a), read, (id, transcript) => (id === 'a' ? transcript : []))]).toEqual([
      ['m1', null],
    ]);
  });
});

describe('a recheck', () => {
  /** Runs until the looks are used up; how many losses were told. */
  async function losses(looks: readonly (Suspicions | null)[]): Promise<number> {
    const stop = new AbortController();
    const rest = [...looks];
    let told = 0;
    await recheck({
      every: 1,
      grace: 1,
      look() {
        const look = rest.shift();
        if (rest.length === 0) stop.abort();
        return Promise.resolve(look ?? null);
      },
      onLoss: () => (told += 1),
      random: () => 0,
      signal: stop.signal,
    });
    return told;
  }
  const seen = (...entries: readonly (readonly [string, typeof a | null])[]): Suspicions => new Map(entries);
  const quiet: Suspicions = new Map();

  test('tells a loss that two looks in a row show, while nothing else was learnt of the session', async () => {
    expect(await losses([seen(['a', a]), seen(['a', a]), quiet])).toBe(1);
    expect(await losses([quiet, seen(['m1', null]), seen(['m1', null]), quiet])).toBe(1);
  });

  test('takes what one look shows for something that is on its way', async () => {
    const newer = { ...a };
    expect(await losses([seen(['a', a]), quiet, quiet])).toBe(0);
    expect(await losses([seen(['a', a]), seen(['a', newer]), quiet])).toBe(0);
    expect(await losses([seen(['m1', null]), seen(['m2', null]), quiet])).toBe(0);
    expect(await losses([null, seen(['a', a]), null, quiet])).toBe(0);
  });

  test('does not look when it is off', async () => {
    const look = () => Promise.reject(new Error('it looks'));
    await recheck({ every: 0, grace: 1, look, onLoss: none, random: () => 0, signal: new AbortController().signal });
  });
});

import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createConfirmations, type Change, type Proof } from '../../src/agent/confirmations.ts';
import { logFact, reduceAll, sessionFact, sessionId, textEntry, viewOf } from './given.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

/** The change that a message log with these texts makes. */
function said(...texts: readonly string[]): Change {
  const fact = logFact(...texts.map((text, n) => textEntry(n, text)));
  return { sessionId, fact, events: reduceAll(viewOf(), [fact]).events, session: null };
}

function caused(referenceId: number | null): Change {
  return { sessionId, fact: sessionFact('PARTICIPANTS', { id: sessionId }, referenceId), events: [], session: null };
}

const saying =
  (text: string): Proof<string> =>
  ({ events }) => {
    for (const event of events) {
      if (event.__typename !== 'MessageAdded' || event.message.__typename !== 'TextMessage') continue;
      if (event.message.text === text) return event.message.id;
    }
    return null;
  };

const referring: Proof<number> = ({ fact }, referenceId) =>
  fact?.kind === 'session' && referenceId !== null && fact.referenceId === referenceId ? referenceId : null;

describe('a proof', () => {
  test('that comes before anyone waits for it counts', async () => {
    const confirmations = createConfirmations();
    const expectation = confirmations.expect(sessionId, saying('a'), false);
    confirmations.offer(said('b'));
    confirmations.offer(said('a'));
    expect(await expectation.proven(5000)).toBe(`${sessionId}.0.a`);
  });

  test('that comes while it is waited for ends the wait', async () => {
    const confirmations = createConfirmations();
    const proof = confirmations.expect(sessionId, saying('a'), false).proven(5000);
    confirmations.offer(said('a'));
    expect(await proof).not.toBeNull();
  });

  test('of another session is none', async () => {
    const confirmations = createConfirmations();
    const proof = confirmations.expect('other', saying('a'), false).proven(5000);
    confirmations.offer(said('a'));
    await vi.advanceTimersByTimeAsync(5000);
    expect(await proof).toBeNull();
  });

  test('by reference id counts when the id comes after the notification', async () => {
    const confirmations = createConfirmations();
    const expectation = confirmations.expect(sessionId, referring, false);
    for (const id of [null, 34, 35, 36]) confirmations.offer(caused(id));
    expectation.answered(35);
    expect(await expectation.proven(5000)).toBe(35);
  });

  test('by reference id counts when the id comes first', async () => {
    const confirmations = createConfirmations();
    const expectation = confirmations.expect(sessionId, referring, false);
    expectation.answered(35);
    const proof = expectation.proven(5000);
    for (const id of [null, 34, 35]) confirmations.offer(caused(id));
    expect(await proof).toBe(35);
  });

  test('by reference id is none when the answer carries no id', async () => {
    const confirmations = createConfirmations();
    const expectation = confirmations.expect(sessionId, referring, false);
    confirmations.offer(caused(null));
    expectation.answered(null);
    const proof = expectation.proven(10);
    confirmations.offer(caused(null));
    await vi.advanceTimersByTimeAsync(10);
    expect(await proof).toBeNull();
  });

  test('is looked for in 200 changes before the answer, no more', async () => {
    const confirmations = createConfirmations();
    const [near, far] = [1, 2].map(() => confirmations.expect(sessionId, referring, false));
    for (let id = 1; id <= 201; id += 1) confirmations.offer(caused(id));
    near?.answered(200);
    far?.answered(201);
    expect(await near?.proven(5000)).toBe(200);
    const late = far?.proven(10);
    await vi.advanceTimersByTimeAsync(10);
    expect(await late).toBeNull();
  });

  test('proves everyone who shares it', async () => {
    const confirmations = createConfirmations();
    const waiting = [1, 2].map(() => confirmations.expect(sessionId, saying('a'), false).proven(5000));
    confirmations.offer(said('a'));
    expect(await Promise.all(waiting)).toEqual([`${sessionId}.0.a`, `${sessionId}.0.a`]);
  });
});

describe('an exclusive claim', () => {
  const expectTwo = (first: string, second: string) => {
    const confirmations = createConfirmations();
    const waiting = [first, second].map((text) => confirmations.expect(sessionId, saying(text), true).proven(5000));
    return { confirmations, waiting };
  };

  test('two equal texts are two proofs, in the order sent', async () => {
    const { confirmations, waiting } = expectTwo('a', 'a');
    confirmations.offer(said('a'));
    confirmations.offer(said('b', 'a'));
    expect(await Promise.all(waiting)).toEqual([`${sessionId}.0.a`, `${sessionId}.1.a`]);
  });

  test('one of two equal texts leaves the other unproven', async () => {
    const { confirmations, waiting } = expectTwo('a', 'a');
    confirmations.offer(said('a'));
    await vi.advanceTimersByTimeAsync(5000);
    expect(await Promise.all(waiting)).toEqual([`${sessionId}.0.a`, null]);
  });

  test('two texts that come in one notification prove both, equal or not', async () => {
    for (const [first, second] of [
      ['a', 'b'],
      ['a', 'a'],
    ] as const) {
      const { confirmations, waiting } = expectTwo(first, second);
      confirmations.offer(said(first, second));
      expect(await Promise.all(waiting)).toEqual([`${sessionId}.0.${first}`, `${sessionId}.1.${second}`]);
    }
  });

  test('leaves those who share alone', async () => {
    const { confirmations, waiting } = expectTwo('a', 'b');
    const sharing = confirmations.expect(sessionId, saying('a'), false).proven(5000);
    confirmations.offer(said('a', 'b'));
    expect(await Promise.all([...waiting, sharing])).not.toContain(null);
  });
});

describe('the end of an expectation', () => {
  test('does not come with the time: one who asks again may find a proof', async () => {
    const confirmations = createConfirmations();
    const expectation = confirmations.expect(sessionId, saying('a'), false);
    const proof = expectation.proven(10);
    await vi.advanceTimersByTimeAsync(9);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await proof).toBeNull();
    expect(await expectation.proven(0)).toBeNull();
    confirmations.offer(said('a'));
    expect(await expectation.proven(0)).toBe(`${sessionId}.0.a`);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('comes with `cancel`, twice is fine, also after the proof', async () => {
    const confirmations = createConfirmations();
    const [cancelled, proven] = [1, 2].map(() => confirmations.expect(sessionId, saying('a'), false));
    cancelled?.cancel();
    cancelled?.cancel();
    confirmations.offer(said('a'));
    proven?.cancel();
    expect(await cancelled?.proven(5000)).toBeNull();
    expect(await proven?.proven(5000)).toBe(`${sessionId}.0.a`);
  });

  test('comes with the signal, which keeps no listener', async () => {
    const confirmations = createConfirmations();
    const stop = new AbortController();
    const proof = confirmations.expect(sessionId, saying('a'), false).proven(5000, stop.signal);
    expect(getEventListeners(stop.signal, 'abort')).toHaveLength(1);
    stop.abort();
    expect(await proof).toBeNull();
    expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
  });

  test('comes at once when the signal has fired already', async () => {
    const expectation = createConfirmations().expect(sessionId, saying('a'), false);
    expect(await expectation.proven(5000, AbortSignal.abort())).toBeNull();
  });

  test('leaves no listener on the signal after a proof', async () => {
    const confirmations = createConfirmations();
    const stop = new AbortController();
    const proof = confirmations.expect(sessionId, saying('a'), false).proven(5000, stop.signal);
    confirmations.offer(said('a'));
    await proof;
    expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
  });
});

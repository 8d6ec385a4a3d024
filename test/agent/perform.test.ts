import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { removeParticipant, startConsultation } from '../../src/agent/operations/consultation.ts';
import { GatewayError } from '../../src/errors.ts';
import { agent1, agent2, at, customer, factsOf, seedSession, sessionId } from './given.ts';
import { accepted, upstream } from './performing.ts';

const input = { sessionId, participant: { userId: agent2.userId ?? '' } };
const notice = at(factsOf('remove-participant.agent1.1-new-messages'), 0);
const updated = at(factsOf('remove-participant.agent1.2-participants-updated'), 0);
const lost = (code: 'UPSTREAM_TIMEOUT' | 'UPSTREAM_UNAVAILABLE' | 'UPSTREAM_BAD_RESPONSE') =>
  new GatewayError(code, 'no answer', { withoutEffect: false });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const confirmed = {
  __typename: 'RemoveParticipantPayload',
  outcome: 'CONFIRMED',
  removed: agent2,
  session: { ...seedSession(), participants: [customer, agent1] },
  userErrors: [],
};

describe('CONFIRMED', () => {
  test('by the notice, before the participants list says so: the session shows the effect already', async () => {
    const given = upstream();
    const answer = given.run(removeParticipant, input);
    await vi.advanceTimersByTimeAsync(10);
    given.learn(notice);
    expect(await answer).toStrictEqual(confirmed);
  });

  test('by the participants list', async () => {
    const given = upstream();
    const answer = given.run(removeParticipant, input);
    await vi.advanceTimersByTimeAsync(10);
    given.learn(updated);
    expect(await answer).toStrictEqual(confirmed);
  });

  test('by a proof that comes while the request is being sent: interest was registered before', async () => {
    const given = upstream({
      post(learn) {
        learn(notice);
        return accepted();
      },
    });
    expect(await given.run(removeParticipant, input)).toStrictEqual(confirmed);
  });

  test('by a re-read', async () => {
    const given = upstream();
    const answer = given.run(removeParticipant, input);
    await vi.advanceTimersByTimeAsync(10);
    given.reread({ ...seedSession(), participants: [agent1, customer] });
    expect(await answer).toMatchObject({ outcome: 'CONFIRMED', removed: agent2 });
  });

  test.each(['UPSTREAM_TIMEOUT', 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_BAD_RESPONSE'] as const)(
    'though the answer was lost (%s): the proof is enough, whether it came before or after',
    async (code) => {
      const before = upstream({
        post(learn) {
          learn(notice);
          throw lost(code);
        },
      });
      expect(await before.run(removeParticipant, input)).toStrictEqual(confirmed);

      const after = upstream({ post: () => Promise.reject(lost(code)) });
      const answer = after.run(removeParticipant, input);
      await vi.advanceTimersByTimeAsync(10);
      after.learn(updated);
      expect(await answer).toStrictEqual(confirmed);
      expect(after.posted).toHaveLength(1);
    },
  );

  test('by the reference id of an answer that came after the notification', async () => {
    const joined = { ...agent2, id: 'new', userId: null };
    const given = upstream({
      session: { ...seedSession(), participants: [customer, agent1] },
      post(learn) {
        learn({
          kind: 'session',
          change: 'PARTICIPANTS',
          patch: { id: sessionId, participants: [customer, agent1, joined] },
          referenceId: 35,
        });
        return accepted(35);
      },
    });
    const answer = await given.run(startConsultation, { sessionId, target: { queueId: 'q-1' } });
    expect(answer).toMatchObject({ outcome: 'CONFIRMED', consulted: joined });
    expect(answer.session?.participants).toContainEqual(joined);
  });
});

describe('CONFIRMED by a re-read', () => {
  test('when no notification comes: a request that changes nothing causes none', async () => {
    const without = { ...seedSession(), participants: seedSession().participants.filter(({ id }) => id !== agent2.id) };
    const given = upstream({
      reread: () => {
        given.reread(without);
        return Promise.resolve();
      },
    });
    const running = given.run(removeParticipant, input);
    await vi.advanceTimersByTimeAsync(300);
    expect(await running).toMatchObject({ outcome: 'CONFIRMED', session: without });
  });
});

describe('ACCEPTED', () => {
  test('when no proof comes within the time, which is 5 seconds unless said otherwise', async () => {
    for (const [confirmWithin, wait] of [
      [undefined, 5000],
      [null, 5000],
      [1, 1],
      [30_000, 30_000],
    ] as const) {
      const given = upstream();
      let answer: unknown = null;
      const running = given.run(removeParticipant, { ...input, confirmWithin }).then((value) => (answer = value));
      await vi.advanceTimersByTimeAsync(wait - 1);
      expect(answer).toBeNull();
      await vi.advanceTimersByTimeAsync(1);
      await running;
      expect(answer).toStrictEqual({ ...confirmed, outcome: 'ACCEPTED', session: seedSession() });
    }
  });

  test('at once with confirmWithin 0, which does not even listen', async () => {
    const given = upstream();
    expect(await given.run(removeParticipant, { ...input, confirmWithin: 0 })).toMatchObject({ outcome: 'ACCEPTED' });
    expect(given.listened()).toBe(0);
    expect(given.posted).toHaveLength(1);
  });

  test('only after the session was read anew, soon and when the time is up', async () => {
    let read = 0;
    const given = upstream({ reread: () => Promise.resolve(void (read += 1)) });
    const running = given.run(removeParticipant, input);
    await vi.advanceTimersByTimeAsync(299);
    expect(read).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(read).toBe(1);
    await vi.advanceTimersByTimeAsync(4700);
    expect(read).toBe(2);
    expect(await running).toMatchObject({ outcome: 'ACCEPTED' });
  });

  test('although the last reading hangs', async () => {
    const given = upstream({ reread: () => new Promise(() => undefined) });
    const running = given.run(removeParticipant, { ...input, confirmWithin: 1 });
    await vi.advanceTimersByTimeAsync(2001);
    expect(await running).toMatchObject({ outcome: 'ACCEPTED' });
  });

  test('with the session null where it is not known', async () => {
    const given = upstream({ session: null });
    const answer = given.run(removeParticipant, { ...input, confirmWithin: 1 });
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toMatchObject({ outcome: 'ACCEPTED', session: null, removed: null });
  });
});

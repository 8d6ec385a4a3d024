import { describe, expect, test } from 'vitest';
import { createEnding } from '../../src/agent/ending.ts';
import { factsOf, seedSession } from './given.ts';
import { firstInstant, newMessage, script, started, statusChange, subscribe, subscribed } from './live-script.ts';
import { notification } from '../normalise/fixtures.ts';

const invited = { id: 'a', state: 'INVITED' } as const;

describe('subscribers', () => {
  test('get a snapshot first, then the events after it, with rising cursors and times', async () => {
    const { live, deliver } = await started([seedSession()]);
    const subscriber = subscribe(live);
    const [snapshot] = await subscriber.next(1);
    expect(snapshot).toStrictEqual({
      __typename: 'SessionsSnapshot',
      reason: 'SUBSCRIBED',
      mayHaveMissedEvents: false,
      sessions: [seedSession()],
      cursor: snapshot?.cursor,
      receivedAt: new Date(firstInstant).toISOString(),
    });
    const names = ['agent1.1-new-messages', 'agent1.2-participants-updated', 'agent1.3-new-messages'];
    for (const name of names) await deliver(notification(`remove-participant.${name}`));
    const events = await subscriber.next(3);
    expect(events.map(({ __typename }) => __typename)).toEqual(['MessageAdded', 'ParticipantsChanged', 'MessageAdded']);
    expect(events.map(({ receivedAt }) => receivedAt)).toEqual(
      [1, 2, 3].map((later) => new Date(firstInstant + later).toISOString()),
    );
    expect(new Set([snapshot, ...events].map((event) => event?.cursor)).size).toBe(4);
  });

  test('of one caller all get the same events with the same cursors', async () => {
    const { live, deliver } = await started([invited]);
    const subscribers = [1, 2, 3].map(() => subscribe(live));
    for (const subscriber of subscribers) await subscriber.next(1);
    await deliver(statusChange('a', 'Chatting'));
    await deliver(newMessage('a', 1, 'words'));
    const [first, ...others] = await Promise.all(subscribers.map((subscriber) => subscriber.next(2)));
    for (const events of others) expect(events).toStrictEqual(first);
    // The very same objects: what is made of an event is kept by it.
    for (const events of others) expect(events.map((event, n) => event === first?.[n])).toEqual([true, true]);
  });

  test('that leave by `return()` alone are heard while they wait', async () => {
    const { live, deliver } = await started([invited]);
    const ending = createEnding();
    const events = live.events(null, ending);
    await events.next();
    const waiting = events.next();
    expect(await events.return()).toEqual({ done: true, value: undefined });
    expect(await waiting).toEqual({ done: true, value: undefined });
    await deliver(newMessage('a', 1, 'words'));
    ending.end('LIFETIME');
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });

  test('that ask for several events at a time get them in order', async () => {
    const { live, deliver } = await started([invited]);
    const { events } = subscribe(live);
    const asked = [1, 2, 3].map(() => events.next());
    for (const index of [1, 2]) await deliver(newMessage('a', index, `text ${index}`));
    const [snapshot, ...messages] = (await Promise.all(asked)).map(({ value }) => value);
    expect(snapshot).toMatchObject({ __typename: 'SessionsSnapshot' });
    expect(messages).toMatchObject([{ message: { index: 1 } }, { message: { index: 2 } }]);
  });

  test('that come later get the sessions as they are then, and nothing from before', async () => {
    const { live, deliver } = await started([invited]);
    await deliver(statusChange('a', 'Chatting'));
    const subscriber = subscribe(live);
    expect(await subscriber.next(1)).toMatchObject([{ sessions: [{ state: 'CHATTING' }] }]);
    await deliver(statusChange('a', 'LeftChat'));
    expect(await subscriber.next(1)).toMatchObject([{ state: 'LEFT_CHAT', previousState: 'CHATTING' }]);
  });

  test('that leave while they wait end at once, and leave no listener', async () => {
    const { live } = await started([invited]);
    const subscriber = subscribe(live);
    await subscriber.next(1);
    const waiting = subscriber.events.next();
    await subscriber.leave();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  test('that left before they began get nothing', async () => {
    const { live } = await started([invited]);
    const events = live.events(null, createEnding());
    await events.return();
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });
});

describe('going on from a cursor', () => {
  test('gives exactly the rest, in order, without a snapshot, then live events', async () => {
    const { live, deliver } = await started([invited]);
    const first = subscribe(live);
    const seen = await first.next(1);
    for (const index of [1, 2, 3, 4]) await deliver(newMessage('a', index, `text ${index}`));
    seen.push(...(await first.next(4)));
    for (const [index, { cursor }] of [...seen].entries()) {
      const again = subscribe(live, cursor);
      const rest = seen.slice(index + 1);
      expect(await again.next(rest.length)).toStrictEqual(rest);
      await deliver(newMessage('a', 10 + index, 'live'));
      const news = await again.next(1);
      expect(news).toMatchObject([{ __typename: 'MessageAdded', message: { index: 10 + index } }]);
      expect(await first.next(1)).toStrictEqual(news);
      seen.push(...news);
      await again.leave();
    }
  });

  test('too old, of another caller or malformed: a snapshot that says so, then live events', async () => {
    const other = await started([invited]);
    await other.deliver(newMessage('a', 1, 'secret'));
    const foreign = (await subscribe(other.live).next(1))[0]?.cursor ?? '';
    const { live, deliver } = await started([invited], { logSize: 2 });
    const old = (await subscribe(live).next(1))[0]?.cursor ?? '';
    for (const index of [1, 2, 3]) await deliver(newMessage('a', index, `text ${index}`));
    for (const [index, cursor] of [old, foreign, '', 'x', '../..', 'x'.repeat(10_000)].entries()) {
      const subscriber = subscribe(live, cursor);
      expect(await subscriber.next(1)).toMatchObject([
        {
          __typename: 'SessionsSnapshot',
          reason: 'CURSOR_EXPIRED',
          mayHaveMissedEvents: true,
          sessions: [{ id: 'a', state: 'INVITED' }],
        },
      ]);
      await deliver(newMessage('a', 10 + index, 'live'));
      expect(await subscriber.next(1)).toMatchObject([{ message: { index: 10 + index } }]);
      await subscriber.leave();
    }
  });
});

describe('a slow subscriber', () => {
  test('gets one snapshot for what it missed, as often as it is overtaken, and goes on from there', async () => {
    const { live, deliver } = await started([invited], { logSize: 2 });
    const subscriber = subscribe(live);
    await subscriber.next(1);
    for (const round of [0, 10]) {
      for (const index of [1, 2, 3]) await deliver(newMessage('a', round + index, `text ${round + index}`));
      await deliver(statusChange('a', round === 0 ? 'Chatting' : 'LeftChat'));
      expect(await subscriber.next(1)).toMatchObject([
        {
          __typename: 'SessionsSnapshot',
          reason: 'SLOW_CONSUMER',
          mayHaveMissedEvents: true,
          sessions: [{ state: round === 0 ? 'CHATTING' : 'LEFT_CHAT' }],
        },
      ]);
      await deliver(newMessage('a', round + 4, 'live'));
      expect(await subscriber.next(1)).toMatchObject([{ message: { index: round + 4 } }]);
    }
  });

  test('is told so when it was overtaken between its snapshot and its first event', async () => {
    const { live, deliver } = await started([invited], { logSize: 1 });
    const subscriber = subscribe(live);
    await subscriber.next(1);
    for (const index of [1, 2]) await deliver(newMessage('a', index, `text ${index}`));
    expect(await subscriber.next(1)).toMatchObject([{ reason: 'SLOW_CONSUMER' }]);
  });
});

describe('an ending', () => {
  test('is the last event, with the place to go on from; what was not shown yet is the rest', async () => {
    const { live, deliver } = await started([invited]);
    const subscriber = subscribe(live);
    await subscriber.next(1);
    await deliver(newMessage('a', 1, 'shown'));
    const [shown] = await subscriber.next(1);
    await deliver(newMessage('a', 2, 'not shown'));
    subscriber.ending.end('LIFETIME');
    subscriber.ending.end('SHUTTING_DOWN');
    const [last] = await subscriber.next(1);
    expect(last).toMatchObject({ __typename: 'StreamEnding', endReason: 'LIFETIME', cursor: shown?.cursor });
    expect(await subscriber.events.next()).toEqual({ done: true, value: undefined });
    const rest = subscribe(live, last?.cursor ?? null);
    expect(await rest.next(1)).toMatchObject([{ __typename: 'MessageAdded', message: { text: 'not shown' } }]);
  });

  test('reaches one who waits; one who has left, or waits for the start, just ends', async () => {
    const { live } = await started([invited]);
    const subscriber = subscribe(live);
    const [first] = await subscriber.next(1);
    const waiting = subscriber.next(1);
    subscriber.ending.end('SHUTTING_DOWN');
    expect(await waiting).toMatchObject([{ endReason: 'SHUTTING_DOWN', cursor: first?.cursor }]);
    const gone = subscribe(live);
    gone.ending.end('SHUTTING_DOWN');
    await gone.leave();
    expect(await gone.events.next()).toEqual({ done: true, value: undefined });
  });
});

describe('proofs', () => {
  test('are offered with what was new and the session after it', async () => {
    const { deliver, confirmations } = await started([seedSession()]);
    const left = confirmations.expect(
      seedSession().id,
      (change) => (change.events.length > 0 && change.session?.participants.length === 2 ? change : null),
      false,
    );
    await deliver(notification('remove-participant.agent1.2-participants-updated'));
    expect(await left.proven(5000)).toMatchObject({
      fact: factsOf('remove-participant.agent1.2-participants-updated')[0],
      events: [{ __typename: 'ParticipantsChanged' }],
    });
  });

  test('lie in a re-read too, and in what waited for it', async () => {
    const { say, read, deliver, confirmations } = script();
    await say(subscribed);
    const inRead = confirmations.expect('a', ({ fact, session }) => (fact === null ? session : null), false);
    const waited = confirmations.expect('a', ({ fact }) => fact, false);
    const byLog = confirmations.expect('0002EaAY01MT0082', ({ fact }) => (fact?.kind === 'log' ? fact : null), false);
    const failed = confirmations.expect('b', ({ fact }) => (fact?.kind === 'failure' ? fact : null), false);
    await deliver(statusChange('a', 'Chatting'));
    await deliver(notification('remove-participant.agent1.1-new-messages'));
    await deliver({ messageType: 'ErrorMessage', facebooksessionPath: '/facebooksessions/b', errorCode: 3 });
    (await read()).answer([invited]);
    expect(await inRead.proven(5000)).toMatchObject({ state: 'INVITED' });
    expect(await waited.proven(5000)).toMatchObject({ kind: 'session', patch: { state: 'CHATTING' } });
    expect(await byLog.proven(5000)).not.toBeNull();
    expect(await failed.proven(5000)).toMatchObject({ code: 'FORBIDDEN' });
  });
});

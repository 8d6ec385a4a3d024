import { describe, expect, test } from 'vitest';
import { GatewayError } from '../../src/errors.ts';
import { normaliseMessageList } from '../../src/normalise/answer.ts';
import type { MessageRecord } from '../../src/normalise/message.ts';
import { customer } from './given.ts';
import { newMessage, resumed, script, started, statusChange, subscribe, subscribed } from './live-script.ts';

const chatting = { id: 'a', state: 'CHATTING' } as const;
const reconnected = { __typename: 'SessionsSnapshot', reason: 'UPSTREAM_RECONNECTED', mayHaveMissedEvents: true };

/** The transcript of session `a` with these texts, numbered from 1. */
function transcript(...texts: readonly string[]): readonly MessageRecord[] {
  return texts.flatMap((text, index) => normaliseMessageList(newMessage('a', index + 1, text), 'a'));
}

const added = (text: string) => ({ __typename: 'MessageAdded', message: { text } });

describe('after a gap', () => {
  test('lost messages are told once, after the snapshot, in the order of the transcript, before what waited', async () => {
    let kept = transcript('before');
    const { live, deliver, say, read } = await started([chatting], { readTranscript: () => Promise.resolve(kept) });
    const subscriber = subscribe(live);
    await subscriber.next(1);
    await deliver(newMessage('a', 2, 'told'));
    kept = transcript('before', 'told', 'lost', 'lost too', 'waited', 'waited too');
    await say(resumed(false));
    await deliver(newMessage('a', 6, 'waited too'));
    await deliver(newMessage('a', 5, 'waited'));
    (await read()).answer([chatting]);
    await deliver(newMessage('a', 4, 'lost too'));
    await deliver(newMessage('a', 7, 'after'));
    expect(await subscriber.next(7)).toMatchObject([
      added('told'),
      reconnected,
      added('lost'),
      added('lost too'),
      added('waited'),
      added('waited too'),
      added('after'),
    ]);
  });

  test('the messages of a session found then are told, and prove what waits for them', async () => {
    const { live, say, read, confirmations } = await started([], {
      readTranscript: () => Promise.resolve(transcript('hello')),
    });
    const subscriber = subscribe(live);
    await subscriber.next(1);
    const proven = confirmations.expect('a', ({ events }) => (events.length > 0 ? events : null), true);
    await say(subscribed);
    (await read()).answer([chatting]);
    expect(await subscriber.next(2)).toMatchObject([reconnected, added('hello')]);
    expect(await proven.proven(1)).toMatchObject([added('hello')]);
  });

  test('a session that ended meanwhile is read to its end', async () => {
    const { live, say, read } = await started([chatting], {
      readTranscript: () => Promise.resolve(transcript('a', 'b')),
    });
    const subscriber = subscribe(live);
    await subscriber.next(1);
    await say(subscribed);
    (await read()).answer([{ id: 'a', state: 'COMPLETED' }]);
    expect(await subscriber.next(1)).toMatchObject([{ ...reconnected, sessions: [{ state: 'COMPLETED' }] }]);
  });
});

describe('what was there at the start', () => {
  test('is no news, though its notification comes late; what comes after is', async () => {
    const { live, say, deliver, read } = script({
      readTranscript: () => Promise.resolve(transcript('old', 'just now')),
    });
    await say(subscribed);
    (await read()).answer([chatting]);
    await live.started();
    const subscriber = subscribe(live);
    expect(await subscriber.next(1)).toMatchObject([{ reason: 'SUBSCRIBED' }]);
    await deliver(newMessage('a', 2, 'just now'));
    await deliver(newMessage('a', 3, 'new'));
    expect(await subscriber.next(1)).toMatchObject([added('new')]);
  });

  test('is not told later either when the transcript could not be read then', async () => {
    let fails = true;
    const readTranscript = (): Promise<readonly MessageRecord[]> =>
      fails
        ? Promise.reject(new GatewayError('UPSTREAM_REFUSED', 'no'))
        : Promise.resolve(transcript('old', 'told', 'lost'));
    const { live, deliver, say, read } = await started([chatting], { readTranscript });
    const subscriber = subscribe(live);
    await deliver(newMessage('a', 2, 'told'));
    fails = false;
    await say(subscribed);
    (await read()).answer([chatting]);
    expect((await subscriber.next(3)).slice(1)).toMatchObject([reconnected, added('lost')]);
  });

  test('does not keep the start when transcripts go on failing', async () => {
    const readTranscript = () => Promise.reject(new GatewayError('UPSTREAM_TIMEOUT', 'slow'));
    const { live, say, read, asked } = script({ readTranscript });
    await say(subscribed);
    for (let reading = 0; reading < 4; reading += 1) (await read()).answer([chatting]);
    await live.started();
    expect(asked()).toBe(4);
  });
});

describe('a fact that is ambiguous', () => {
  test('is told, and put right when the session read anew shows that it was late', async () => {
    const { live, deliver } = await started([chatting], {
      readSession: () => Promise.resolve({ id: 'a', state: 'COMPLETED' }),
    });
    const subscriber = subscribe(live);
    await subscriber.next(1);
    await deliver(statusChange('a', 'Completed'));
    await deliver(statusChange('a', 'Chatting'));
    expect(await subscriber.next(3)).toMatchObject([
      { state: 'COMPLETED' },
      { state: 'CHATTING', previousState: 'COMPLETED' },
      { state: 'COMPLETED', previousState: 'CHATTING' },
    ]);
  });

  test.each([
    ['cannot be read', () => Promise.reject(new GatewayError('UPSTREAM_UNAVAILABLE', 'away'))],
    ['is not there', () => Promise.resolve(null)],
  ])('of a session that %s makes everything be read anew', async (_, readSession) => {
    const { live, deliver, read } = await started([chatting], { readSession });
    const subscriber = subscribe(live);
    await subscriber.next(1);
    await deliver(statusChange('a', 'LeftChat'));
    await deliver(statusChange('a', 'Chatting'));
    (await read()).answer([{ id: 'b', state: 'INVITED' }]);
    expect((await subscriber.next(3)).slice(2)).toMatchObject([{ ...reconnected, sessions: [{ id: 'b' }] }]);
  });
});

test('the documented answer to Reject is no contradiction, though the session is not listed any more', async () => {
  const { live, deliver, asked } = await started([{ ...chatting, state: 'INVITED', participants: [customer] }]);
  const subscriber = subscribe(live);
  await subscriber.next(1);
  await deliver(statusChange('a', 'Completed', { participants: [] }));
  await deliver({ messageType: 'Marker' });
  expect(await subscriber.next(2)).toMatchObject([{ state: 'COMPLETED' }, { messageType: 'Marker' }]);
  expect(asked()).toBe(1);
});

test('a loss without a sign is found by looking, and told', async () => {
  let kept = transcript('before');
  const { live, deliver, read, asked, warnings } = await started([chatting], {
    readTranscript: () => Promise.resolve(kept),
    recheckEvery: 5,
    lookGrace: 1,
  });
  const subscriber = subscribe(live);
  await subscriber.next(1);
  await deliver(newMessage('a', 2, 'told'));
  kept = transcript('before', 'told', 'lost');
  // Two looks, then the reading that puts it right.
  for (let look = 0; look < 3; look += 1) (await read()).answer([chatting]);
  expect((await subscriber.next(3)).slice(1)).toMatchObject([reconnected, added('lost')]);
  expect(warnings).toHaveLength(1);
  expect(asked()).toBeGreaterThanOrEqual(4);
});

import { describe, expect, test } from 'vitest';
import { GatewayError } from '../../src/errors.ts';
import {
  newMessage,
  resumed,
  started,
  statusChange,
  subscribe,
  subscribed,
  trouble,
  type Script,
  type Subscriber,
} from './live-script.ts';

const chatting = { id: 'a', state: 'CHATTING' } as const;
const degraded = { __typename: 'UpstreamStatusChanged', status: 'DEGRADED', reason: 'cut' };
const connected = { __typename: 'UpstreamStatusChanged', status: 'CONNECTED', reason: null };
const reconnected = { __typename: 'SessionsSnapshot', reason: 'UPSTREAM_RECONNECTED', mayHaveMissedEvents: true };

async function watched(): Promise<Script & { readonly subscriber: Subscriber }> {
  const made = await started([chatting]);
  const subscriber = subscribe(made.live);
  await subscriber.next(1);
  return { ...made, subscriber };
}

/** Something that happens after all else: what comes before it has come, and nothing else has. */
async function marker({ deliver, subscriber }: Awaited<ReturnType<typeof watched>>): Promise<void> {
  await deliver({ messageType: 'Marker' });
  expect(await subscriber.next(1)).toMatchObject([{ messageType: 'Marker' }]);
}

describe('after trouble', () => {
  test('a new Bayeux session: DEGRADED, then the sessions read anew, then CONNECTED', async () => {
    const made = await watched();
    const { say, read, subscriber } = made;
    await say(trouble('cut'));
    await say(subscribed);
    (await read()).answer([{ id: 'b', state: 'INVITED' }]);
    expect(await subscriber.next(3)).toMatchObject([
      degraded,
      { ...reconnected, sessions: [{ id: 'b', state: 'INVITED' }] },
      connected,
    ]);
    await marker(made);
  });

  test('the same session, lossy: the same', async () => {
    const made = await watched();
    const { say, read, subscriber } = made;
    await say(trouble('cut'));
    await say(resumed(false));
    (await read()).answer([chatting]);
    expect(await subscriber.next(3)).toMatchObject([degraded, reconnected, connected]);
    await marker(made);
  });

  test('a connection that is gone: DISCONNECTED, once, until all is well', async () => {
    const made = await watched();
    await made.say(trouble('cut'));
    await made.say(trouble('nothing listens', true));
    await made.say(trouble('nor now', true));
    expect(made.live.status()).toMatchObject({ status: 'DISCONNECTED' });
    expect(made.live.isAway()).toBe(true);
    await made.say(subscribed);
    await made.say(trouble('cut again'));
    await made.say(resumed(true));
    (await made.read()).answer([chatting]);
    expect(await made.subscriber.next(4)).toMatchObject([
      degraded,
      { ...degraded, status: 'DISCONNECTED', reason: 'nothing listens' },
      reconnected,
      connected,
    ]);
    expect(made.live.status()).toBeNull();
    expect(made.live.isAway()).toBe(false);
    await marker(made);
  });

  test('the same session, lossless: no snapshot and no read', async () => {
    const made = await watched();
    await made.say(trouble('cut'));
    await made.say(resumed(true));
    expect(await made.subscriber.next(2)).toMatchObject([degraded, connected]);
    expect(made.asked()).toBe(1);
    await marker(made);
  });

  test('CONNECTED is not said while trouble goes on, though the sessions could be read', async () => {
    const made = await watched();
    const { say, read, subscriber } = made;
    await say(subscribed);
    await say(trouble('cut'));
    (await read()).answer([chatting]);
    // A snapshot by itself says that all is well: that it is not, is said once more.
    expect(await subscriber.next(3)).toMatchObject([degraded, reconnected, degraded]);
    await marker(made);
    await say(resumed(true));
    expect(await subscriber.next(1)).toMatchObject([connected]);
  });

  test('who comes while trouble goes on is told so right after the snapshot, and has the place of both', async () => {
    const made = await watched();
    await made.say(trouble('cut'));
    const late = subscribe(made.live);
    const [snapshot, status] = await late.next(2);
    expect([snapshot, status]).toMatchObject([{ reason: 'SUBSCRIBED' }, degraded]);
    expect(status?.cursor).toBe(snapshot?.cursor);
    await made.say(resumed(true));
    expect(await late.next(1)).toMatchObject([connected]);
  });

  test('CONNECTED is not said while the sessions are still being read', async () => {
    const made = await watched();
    const { say, read, subscriber } = made;
    await say(trouble('cut'));
    await say(subscribed);
    await say(resumed(true));
    (await read()).answer([chatting]);
    expect(await subscriber.next(3)).toMatchObject([degraded, reconnected, connected]);
    await marker(made);
  });

  test('a second `subscribed` out of the blue is a snapshot, without any status', async () => {
    const made = await watched();
    await made.say(subscribed);
    (await made.read()).answer([chatting]);
    expect(await made.subscriber.next(1)).toMatchObject([reconnected]);
    await marker(made);
  });
});

describe('while the sessions are read anew', () => {
  test('nothing is shown; then the snapshot, then what else was said, no older than the snapshot', async () => {
    const made = await watched();
    const { say, read, deliver, subscriber } = made;
    await say(subscribed);
    await deliver(newMessage('a', 1, 'words'));
    await deliver(statusChange('a', 'LeftChat'));
    (await read()).answer([chatting]);
    expect(await subscriber.next(2)).toMatchObject([
      { ...reconnected, sessions: [{ state: 'LEFT_CHAT' }] },
      { __typename: 'MessageAdded', message: { text: 'words' }, session: { state: 'LEFT_CHAT' } },
    ]);
    await marker(made);
  });

  test('a read that fails is tried again, and what waits goes on waiting', async () => {
    const made = await watched();
    const { say, read, deliver, subscriber } = made;
    await say(subscribed);
    await deliver(newMessage('a', 1, 'words'));
    (await read()).fail(new GatewayError('UPSTREAM_TIMEOUT', 'slow'));
    (await read()).answer([chatting]);
    expect(await subscriber.next(2)).toMatchObject([reconnected, { message: { text: 'words' } }]);
    await marker(made);
  });

  test('a read that is late never overwrites a newer one, nor does its failure matter', async () => {
    const made = await watched();
    const { say, read, subscriber, live, asked } = made;
    await say(subscribed);
    await say(subscribed);
    await say(subscribed);
    const [first, second, third] = [await read(), await read(), await read()];
    third.answer([{ id: 'new', state: 'CHATTING' }]);
    expect(await subscriber.next(1)).toMatchObject([{ ...reconnected, sessions: [{ id: 'new' }] }]);
    second.answer([{ id: 'old', state: 'CHATTING' }]);
    first.fail(new GatewayError('UNAUTHENTICATED', 'old news'));
    await marker(made);
    expect(live.session('old')).toBeNull();
    expect(asked()).toBe(4);
  });

  test('what came before a newer read is in it: it is not put on top', async () => {
    const made = await watched();
    const { say, read, deliver, subscriber, live } = made;
    await say(subscribed);
    await deliver(statusChange('b', 'Chatting'));
    await deliver(newMessage('b', 1, 'words'));
    // Between the two sessions `b` came to its end, and nobody told us.
    await say(subscribed);
    await read();
    (await read()).answer([chatting]);
    expect(await subscriber.next(2)).toMatchObject([
      { ...reconnected, sessions: [{ id: 'a' }] },
      { __typename: 'MessageAdded', sessionId: 'b', session: null, message: { text: 'words' } },
    ]);
    expect(live.session('b')).toBeNull();
    await marker(made);
  });

  test('what came before a second try is in that', async () => {
    const made = await watched();
    const { say, read, deliver, subscriber } = made;
    await say(subscribed);
    await deliver(statusChange('a', 'Chatting', { userData: { deletedSince: '1' } }));
    (await read()).fail(new GatewayError('UPSTREAM_TIMEOUT', 'slow'));
    (await read()).answer([{ ...chatting, userData: new Map() }]);
    expect(await subscriber.next(1)).toMatchObject([{ ...reconnected, sessions: [{ userData: new Map() }] }]);
    await marker(made);
  });

  test('what came before still proves what it proves', async () => {
    const made = await watched();
    const { say, read, deliver, confirmations } = made;
    const expectation = confirmations.expect('b', ({ fact, events }) => (events.length > 0 ? fact : null), false);
    await say(subscribed);
    await deliver(statusChange('b', 'Chatting'));
    await say(subscribed);
    await read();
    (await read()).answer([]);
    expect(await expectation.proven(5000)).toMatchObject({ patch: { id: 'b' } });
  });

  test('too much to hold is not held: the sessions are read anew and a snapshot says that events are missing', async () => {
    const made = await watched();
    const { say, read, deliver, subscriber, asked } = made;
    await say(subscribed);
    const messages = (from: number) => Array.from({ length: 2500 }, (_, n) => ({ messageType: `m${from + n}` }));
    for (const data of [...messages(0), ...messages(2500)]) void say({ kind: 'delivery', channel: '', data });
    await deliver(statusChange('a', 'LeftChat'));
    expect(asked()).toBe(2);
    (await read()).answer([{ id: 'a', state: 'CHATTING' }]);
    const second = await read();
    await deliver(newMessage('a', 1, 'after'));
    second.answer([{ id: 'a', state: 'LEFT_CHAT' }]);
    expect(asked()).toBe(3);
    expect(await subscriber.next(3)).toMatchObject([
      { ...reconnected, sessions: [{ id: 'a', state: 'CHATTING' }] },
      { ...reconnected, sessions: [{ id: 'a', state: 'LEFT_CHAT' }] },
      { message: { text: 'after' } },
    ]);
    await marker(made);
  });
});

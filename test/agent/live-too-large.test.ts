import { describe, expect, test } from 'vitest';
import { resumed, script, started, statusChange, subscribe, subscribed, trouble } from './live-script.ts';

const tooLarge = { code: 'UPSTREAM_BAD_RESPONSE', message: expect.stringContaining('100000 bytes') as unknown };
const userData = { key: 'x'.repeat(60_000) };
const limits = { mostBytes: 100_000 };
const patch = (id: string) => ({ id, state: 'CHATTING' as const, userData: new Map(Object.entries(userData)) });

describe('more of sessions than may be kept', () => {
  test('told by a notification ends the stream with an error, after the events before it', async () => {
    const { live, deliver, left } = await started([], limits);
    const subscriber = subscribe(live);
    await subscriber.next(1);
    await deliver(statusChange('a', 'Chatting', { userData }));
    void deliver(statusChange('b', 'Chatting', { userData }));
    expect(await subscriber.next(1)).toMatchObject([{ __typename: 'SessionStateChanged', session: { id: 'a' } }]);
    await expect(subscriber.next(1)).rejects.toMatchObject(tooLarge);
    expect(await live.ended).toMatchObject(tooLarge);
    expect([live.session('a'), live.session('b')]).toEqual([null, null]);
    await live.close();
    expect(left()).toBe(true);
  });

  test('read at the beginning is an error of whoever subscribes', async () => {
    const { live, say, read } = script(limits);
    const beginning = live.started();
    await say(subscribed);
    (await read()).answer([patch('a'), patch('b')]);
    await expect(beginning).rejects.toMatchObject(tooLarge);
  });

  test('shown by a later reading ends the stream with an error, and no snapshot of what is left', async () => {
    const { live, say, read } = await started([patch('a')], limits);
    const subscriber = subscribe(live);
    await subscriber.next(1);
    await say(trouble('cut'));
    await say(resumed(false));
    (await read()).answer([patch('a'), patch('b')]);
    expect(await subscriber.next(1)).toMatchObject([{ __typename: 'UpstreamStatusChanged' }]);
    await expect(subscriber.next(1)).rejects.toMatchObject(tooLarge);
  });

  test('is told to who is behind and to who comes late: no snapshot says that there is nothing', async () => {
    const { live, deliver } = await started([patch('a')], { ...limits, logSize: 2 });
    const slow = subscribe(live);
    await slow.next(1);
    for (const comment of ['1', '2', '3', '4']) await deliver(statusChange('a', 'Chatting', { comment }));
    void deliver(statusChange('b', 'Chatting', { userData }));
    await live.ended;
    await expect(slow.next(1)).rejects.toMatchObject(tooLarge);
    await expect(subscribe(live).next(1)).rejects.toMatchObject(tooLarge);
  });

  test('told while the sessions are being read: what waits is dropped, and all is read once more', async () => {
    const { live, say, deliver, read, asked } = await started([], limits);
    const subscriber = subscribe(live);
    await subscriber.next(1);
    await say(subscribed);
    const reading = await read();
    for (let count = 0; count < 3; count += 1) await deliver(statusChange('a', 'Chatting', { userData }));
    reading.answer([{ id: 'a', state: 'INVITED' }]);
    expect(await subscriber.next(1)).toMatchObject([{ __typename: 'SessionsSnapshot', mayHaveMissedEvents: true }]);
    (await read()).answer([{ id: 'a', state: 'CHATTING' }]);
    expect(await subscriber.next(1)).toMatchObject([
      { __typename: 'SessionsSnapshot', mayHaveMissedEvents: true, sessions: [{ id: 'a', state: 'CHATTING' }] },
    ]);
    expect(asked()).toBe(3);
  });
});

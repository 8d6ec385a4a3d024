import { describe, expect, test } from 'vitest';
import { GatewayError } from '../../src/errors.ts';
import { completeSession } from '../../src/normalise/session.ts';
import { newMessage, script, started, statusChange, subscribe, subscribed, trouble } from './live-script.ts';

const invited = { id: 'a', state: 'INVITED' } as const;

describe('the start', () => {
  test('is over when notifications flow and the sessions are known, and reads once', async () => {
    const { live, say, read, asked } = script();
    let ready = false;
    const starting = live.started().then(() => (ready = true));
    await say(trouble('connecting'));
    expect(asked()).toBe(0);
    await say(subscribed);
    expect([asked(), ready]).toEqual([1, false]);
    (await read()).answer([invited]);
    await starting;
    await live.started();
    expect(asked()).toBe(1);
    expect(live.session('a')).toStrictEqual(completeSession(invited));
    expect(live.session('b')).toBeNull();
  });

  test('takes in what arrives while the sessions are read, once, on top of them', async () => {
    const { live, say, deliver, read } = script();
    await deliver(newMessage('a', 1, 'before any subscription'));
    await say(subscribed);
    await deliver(statusChange('a', 'Chatting'));
    await deliver(newMessage('a', 2, 'while reading'));
    await deliver(statusChange('b', 'Invited'));
    (await read()).answer([invited]);
    await live.started();
    const subscriber = subscribe(live);
    expect(await subscriber.next(1)).toMatchObject([
      {
        __typename: 'SessionsSnapshot',
        reason: 'SUBSCRIBED',
        mayHaveMissedEvents: false,
        sessions: [
          { id: 'a', state: 'CHATTING' },
          { id: 'b', state: 'INVITED' },
        ],
      },
    ]);
    // Nothing of it is shown again: the next event is the next news.
    await deliver(statusChange('a', 'Chatting'));
    await deliver(newMessage('a', 2, 'while reading'));
    await deliver(newMessage('a', 3, 'after'));
    expect(await subscriber.next(1)).toMatchObject([{ __typename: 'MessageAdded', message: { text: 'after' } }]);
  });

  test('goes on when reads fail, until one succeeds', async () => {
    const { live, say, read, asked, warnings } = script();
    await say(subscribed);
    for (const error of [new GatewayError('UPSTREAM_TIMEOUT', 'slow'), new TypeError('odd')])
      (await read()).fail(error);
    (await read()).answer([invited]);
    await live.started();
    expect(asked()).toBe(3);
    expect(warnings).toHaveLength(2);
  });

  test('that takes too long says why, as far as it is fit to be told, and goes on', async () => {
    const { live, say, read } = script({ startTimeout: 5 });
    const late = (why: string) => ({
      code: 'UPSTREAM_UNAVAILABLE',
      message: `The upstream's notifications could not be started in time${why}`,
    });
    await expect(live.started()).rejects.toMatchObject(late(''));
    await say(trouble('refused the connection'));
    await expect(live.started()).rejects.toMatchObject(late(': refused the connection'));
    await say(subscribed);
    (await read()).fail(new GatewayError('UPSTREAM_REFUSED', 'No permission.'));
    const next = await read();
    await expect(live.started()).rejects.toMatchObject(late(': No permission.'));
    next.fail(new TypeError("cannot read 'x' of undefined"));
    const last = await read();
    await expect(live.started()).rejects.toMatchObject(late(': an unexpected fault'));
    last.answer([invited]);
    await live.started();
    expect(live.session('a')).not.toBeNull();
  });

  test('fails for everyone when the credentials are refused, by the notifications or by the read', async () => {
    const refused = new GatewayError('UNAUTHENTICATED', 'no');
    const first = script();
    const waiting = [first.live.started(), first.live.started()];
    const failed = Promise.allSettled(waiting);
    await first.end(refused);
    expect(await failed).toEqual([1, 2].map(() => ({ status: 'rejected', reason: refused })));
    expect(await first.live.ended).toBe(refused);

    const second = script();
    const starting = expect(second.live.started()).rejects.toBe(refused);
    await second.say(subscribed);
    (await second.read()).fail(refused);
    await starting;
    expect(await second.live.ended).toBe(refused);
    await second.live.close();
    expect(second.left()).toBe(true);
  });

  test('a thing thrown that is no error becomes one', async () => {
    const { live, end } = script();
    await end('words');
    expect(await live.ended).toEqual(new Error('words'));
  });
});

describe('the end', () => {
  test('a refused login ends every subscriber with that error, also those who come later', async () => {
    const { live, end } = await started([invited]);
    const subscribers = [subscribe(live), subscribe(live)];
    for (const subscriber of subscribers) await subscriber.next(1);
    const failing = subscribers.map((one) => expect(one.next(1)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' }));
    await end(new GatewayError('UNAUTHENTICATED', 'no'));
    await Promise.all(failing);
    const late = subscribe(live);
    await expect(late.next(2)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('close ends subscribers without an error, leaves the stream, and can be called twice', async () => {
    const { live, left } = await started([invited]);
    const subscriber = subscribe(live);
    await subscriber.next(1);
    const waiting = subscriber.events.next();
    await Promise.all([live.close(), live.close()]);
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await live.ended).toBeNull();
    expect(left()).toBe(true);
    await live.close();
  });

  test('close during the start ends the wait and the read under way', async () => {
    const { live, say, read } = script();
    const starting = expect(live.started()).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
    await say(subscribed);
    const { signal, fail } = await read();
    await live.close();
    expect(signal.aborted).toBe(true);
    fail(new Error('aborted'));
    await starting;
  });

  test('an answer that comes after close changes nothing', async () => {
    const { live, say, read, asked } = script();
    const starting = expect(live.started()).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
    await say(subscribed);
    const { answer } = await read();
    await live.close();
    answer([invited]);
    await starting;
    expect(live.session('a')).toBeNull();
    expect(asked()).toBe(1);
  });

  test('close during the pause before a second try makes no second try', async () => {
    const { live, say, read, asked } = script({ retryPause: 60_000 });
    const starting = expect(live.started()).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
    await say(subscribed);
    (await read()).fail(new GatewayError('UPSTREAM_TIMEOUT', 'slow'));
    await live.close();
    await starting;
    expect(asked()).toBe(1);
  });
});

import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { startCometD } from '../support/cometd.ts';
import { follow, type Followed } from '../support/notifications.ts';

const channel = '/v2/me/facebooksession';

/** The data of the next deliveries, whatever else is told between them. */
async function deliveries(followed: Followed, count: number): Promise<readonly unknown[]> {
  const data: unknown[] = [];
  while (data.length < count) {
    const signal = await followed.next();
    if (signal.kind === 'ended') throw new Error('The notifications ended.', { cause: signal.error });
    if (signal.kind === 'delivery') data.push(signal.data);
  }
  return data;
}

const numbers = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe.each([true, false])('CometD’s own server (acknowledgements: %s)', (ack) => {
  test('delivers what is published on subscribed channels, in order', async () => {
    const cometd = await startCometD({ ack });
    const followed = follow(cometd.base);
    expect(await followed.next()).toEqual({ kind: 'subscribed' });
    for (const number of numbers(1, 20)) cometd.publish(channel, number);
    await cometd.held();
    cometd.publish('/elsewhere', 'not for us');
    for (const number of numbers(21, 40)) cometd.publish(channel, number);
    expect(await deliveries(followed, 40)).toEqual(numbers(1, 40));
  });

  test('that drops the session is subscribed to anew', async () => {
    const cometd = await startCometD({ ack });
    const followed = follow(cometd.base);
    await followed.next();
    await cometd.held();
    const old = cometd.session().id;
    cometd.session().disconnect();
    expect(await followed.take(2)).toMatchObject([{ kind: 'trouble' }, { kind: 'subscribed' }]);
    expect(cometd.session().id).not.toBe(old);
    cometd.publish(channel, 'on it goes');
    expect(await deliveries(followed, 1)).toEqual(['on it goes']);
  });

  test('that is killed and started again, knowing nobody, is subscribed to anew', async () => {
    const cometd = await startCometD({ ack });
    const followed = follow(cometd.base, { backoff: { first: 5, longest: 20 }, random: () => 0.9 });
    await followed.next();
    await cometd.held();
    await cometd.kill();
    expect(await followed.take(2)).toMatchObject([
      { kind: 'trouble', gone: false },
      { kind: 'trouble', gone: true },
    ]);
    const next = await startCometD({ ack, port: Number(new URL(cometd.base).port) });
    expect(await followed.next()).toEqual({ kind: 'subscribed' });
    next.publish(channel, 'back');
    expect(await deliveries(followed, 1)).toEqual(['back']);
  });

  test('holds polls and answers them at its time, without trouble', async () => {
    const cometd = await startCometD({ ack, timeout: 20 });
    const followed = follow(cometd.base);
    await followed.next();
    for (let round = 0; round < 5; round += 1) {
      await cometd.held();
      await new Promise<void>((resolve) => {
        cometd.session().addListener('resumed', () => {
          resolve();
        });
      });
    }
    cometd.publish(channel, 'still there');
    expect(await followed.next()).toEqual({ kind: 'delivery', channel, data: 'still there' });
  });

  test('sees the session go when the caller goes', async () => {
    const cometd = await startCometD({ ack });
    const followed = follow(cometd.base);
    await followed.next();
    await cometd.held();
    const removed = new Promise<unknown>((resolve) => {
      cometd.session().addListener('removed', (_session: unknown, timeout: unknown) => {
        resolve(timeout);
      });
    });
    await followed.stop();
    expect(await removed).toBe(false);
  });

  test('keeps two callers apart by their cookies', async () => {
    const cometd = await startCometD({ ack });
    const callers = [follow(cometd.base), follow(cometd.base)];
    for (const caller of callers) await caller.next();
    await cometd.held();
    cometd.publish(channel, 'for both');
    for (const caller of callers) expect(await deliveries(caller, 1)).toEqual(['for both']);
    const browsers = new Set(cometd.cookies.filter((cookie) => cookie !== ''));
    expect(browsers.size).toBe(2);
  });
});

describe('answers eaten by the wire', () => {
  const everyThird = (): ((request: IncomingMessage) => boolean) => {
    let requests = 0;
    return () => ++requests % 3 === 0;
  };

  test('are sent again with acknowledgements: nothing is lost, nothing comes twice, and it is said so', async () => {
    const cometd = await startCometD();
    const followed = follow(cometd.base);
    await followed.next();
    await cometd.held();
    let eaten = false;
    cometd.eat = () => !eaten && (eaten = true);
    cometd.publish(channel, 1);
    // The held poll's answer was not eaten; the next one is.
    expect(await deliveries(followed, 1)).toEqual([1]);
    await cometd.held();
    cometd.publish(channel, 2);
    expect(await followed.take(3)).toEqual([
      { kind: 'trouble', reason: expect.any(String) as unknown, gone: false },
      { kind: 'resumed', lossless: true },
      { kind: 'delivery', channel, data: 2 },
    ]);
    cometd.publish(channel, 3);
    expect(await followed.next()).toEqual({ kind: 'delivery', channel, data: 3 });
  });

  test('again and again, while events keep coming', async () => {
    const cometd = await startCometD();
    const followed = follow(cometd.base);
    await followed.next();
    await cometd.held();
    cometd.eat = everyThird();
    const received: unknown[] = [];
    for (let round = 0; round < 40; round += 1) {
      for (const number of numbers(round * 5 + 1, round * 5 + 5)) cometd.publish(channel, number);
      received.push(...(await deliveries(followed, 5)));
    }
    cometd.eat = null;
    cometd.publish(channel, 'last');
    expect([...received, ...(await deliveries(followed, 1))]).toEqual([...numbers(1, 200), 'last']);
  });

  test('may be lost without acknowledgements, and it is said so', async () => {
    const cometd = await startCometD({ ack: false });
    const followed = follow(cometd.base);
    await followed.next();
    await cometd.held();
    cometd.publish(channel, 1);
    expect(await deliveries(followed, 1)).toEqual([1]);
    let eaten = false;
    await cometd.held();
    cometd.eat = () => !eaten && (eaten = true);
    cometd.publish(channel, 2);
    expect(await deliveries(followed, 1)).toEqual([2]);
    await cometd.held();
    cometd.publish(channel, 'lost');
    expect(await followed.take(2)).toMatchObject([{ kind: 'trouble' }, { kind: 'resumed', lossless: false }]);
    cometd.publish(channel, 4);
    expect(await deliveries(followed, 1)).toEqual([4]);
  });
});

test('a server whose policy refuses the handshake refuses notifications', async () => {
  const cometd = await startCometD();
  cometd.server.policy = {
    canHandshake: (_session, message, callback) => {
      const reply = message.reply;
      if (reply !== undefined) reply.advice = { reconnect: 'none' };
      callback(undefined, false);
    },
  };
  const end = await follow(cometd.base).next();
  expect(end).toMatchObject({ kind: 'ended', error: { code: 'UPSTREAM_REFUSED' } });
});

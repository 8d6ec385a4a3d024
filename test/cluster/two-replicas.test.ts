import { afterAll, describe, expect, test } from 'vitest';
import type { Json } from '../support/fixture.ts';
import { ask } from '../support/gateway.ts';
import { findRedis } from '../support/redis.ts';
import { agent2, authorizationOf, documentOf, talk } from '../gateway/operating.ts';
import { openReplicas } from './replicas.ts';

const redis = await findRedis();
afterAll(() => redis?.close());

const textOf = (event: Json): unknown => (event['message'] as Json | undefined)?.['text'];
const isText = (text: string) => (event: Json) => textOf(event) === text;

describe.skipIf(redis === null)('two tabs of one agent on two replicas', () => {
  test('are told the same, with the same cursors, by one Bayeux session', async () => {
    const replicas = await openReplicas(redis?.url ?? '');
    const [one, other] = [await replicas.start(), await replicas.start()];
    const tabs = [one.watch(), other.watch()];
    for (const tab of tabs)
      expect(await tab.next()).toMatchObject({ __typename: 'SessionsSnapshot', reason: 'SUBSCRIBED' });
    replicas.sandbox.control.customerWrites(talk, 'first');
    replicas.sandbox.control.customerWrites(talk, 'second');
    const [here, there] = await Promise.all(tabs.map((tab) => tab.until(isText('second'))));
    expect(here).toEqual(there);
    expect(here?.map(textOf).filter((text) => text !== undefined)).toEqual(['first', 'second']);
    expect(replicas.handshakes()).toBe(1);
  });

  test('resume on the other one, without a gap and without a repeat', async () => {
    const replicas = await openReplicas(redis?.url ?? '');
    const [one, other] = [await replicas.start(), await replicas.start()];
    const tab = one.watch();
    const snapshot = await tab.next();
    const events: Json[] = [];
    for (const text of ['a', 'b', 'c']) {
      replicas.sandbox.control.customerWrites(talk, text);
      events.push(...(await tab.until(isText(text))));
    }
    for (const [index, from] of [snapshot, ...events.slice(0, -1)].entries()) {
      const again = other.watch(from['cursor'] as string);
      const rest = events.slice(index);
      for (const event of rest) expect(await again.next()).toEqual(event);
      again.stop();
    }
  });

  test('a mutation is confirmed by the one that does not receive notifications', async () => {
    const replicas = await openReplicas(redis?.url ?? '');
    const [one, other] = [await replicas.start(), await replicas.start()];
    const tab = one.watch();
    await tab.next();
    const input = { sessionId: talk, participant: { userId: agent2 }, confirmWithin: 5000 };
    const answer = await ask(other.url, authorizationOf('agent1'), documentOf('removeParticipant'), { input });
    expect(answer).toMatchObject({ data: { removeParticipant: { outcome: 'CONFIRMED' } } });
    expect(replicas.handshakes()).toBe(1);
    const input2 = { sessionId: talk, text: 'hello', confirmWithin: 5000 };
    const sent = await ask(other.url, authorizationOf('agent1'), documentOf('sendMessage'), { input: input2 });
    expect(sent).toMatchObject({ data: { sendMessage: { outcome: 'CONFIRMED' } } });
  });

  test('the one that leaves hands its agents over, and its clients go on where they were', async () => {
    const replicas = await openReplicas(redis?.url ?? '');
    const [one, other] = [await replicas.start(), await replicas.start()];
    const tab = one.watch();
    await tab.next();
    // Not before: the first one leads, and is to be the one that leaves.
    const second = other.watch();
    await second.next();
    void one.gateway.close();
    const events = await tab.until(({ __typename }) => __typename === 'StreamEnding');
    const cursor = events.at(-1)?.['cursor'] as string;
    const reconnected = (event: Json): boolean => event['reason'] === 'UPSTREAM_RECONNECTED';
    await second.until(reconnected);
    const back = other.watch(cursor);
    await back.until(reconnected);
    replicas.sandbox.control.customerWrites(talk, 'after');
    for (const each of [second, back]) expect((await each.until(isText('after'))).length).toBeLessThan(4);
    expect(replicas.handshakes()).toBe(2);
  });
});

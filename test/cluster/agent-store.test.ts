import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { createAgentStore, type AgentStore } from '../../src/cluster/agent-store.ts';
import { createEngine, type Engine } from '../../src/cluster/engine.ts';
import { beginning, following, type Place } from '../../src/cluster/place.ts';
import { SealError } from '../../src/cluster/sealer.ts';
import { recordingLog } from '../support/gateway.ts';
import { findRedis } from '../support/redis.ts';

const redis = await findRedis();
const engines: Engine[] = [];
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close();
});
afterAll(() => redis?.close());

const lease = 400;
const key = randomBytes(32);

async function open(agent: string, age = 60_000, secrets = [key]): Promise<{ store: AgentStore; engine: Engine }> {
  const engine = createEngine({ url: redis?.url ?? '', prefix: 'test', log: recordingLog() });
  engines.push(engine);
  await engine.whenUp();
  const keep = { events: 3, bytes: 1_000_000, age };
  return { engine, store: createAgentStore({ engine, agent: [agent], secrets, lease, keep }) };
}

/** Appends one event after another, from this place on; gives the last place. */
async function append(store: AgentStore, token: string, from: Place, ...texts: readonly string[]): Promise<Place> {
  let after = from;
  for (const text of texts) {
    const place = following(after, 1);
    expect(await store.append(token, after, [{ place, text }], null)).toBe('ok');
    after = place;
  }
  return after;
}

async function texts(store: AgentStore): Promise<readonly string[]> {
  return (await store.read(null, beginning)).entries.map(({ text }) => text);
}

describe.skipIf(redis === null)('a lease', () => {
  test('is one at a time, and whoever lost it can append nothing any more', async () => {
    const agent = randomBytes(8).toString('hex');
    const [{ store: one }, { store: other }] = [await open(agent), await open(agent)];
    expect(await one.acquire('one')).toBe(true);
    expect(await other.acquire('other')).toBe(false);
    const place = await append(one, 'one', beginning, 'a');
    await expect.poll(() => other.acquire('other'), { timeout: 5000 }).toBe(true);
    expect(await one.renew('one', null)).toBe(false);
    expect(await one.append('one', place, [{ place: following(place, 1), text: 'late' }], null)).toBe('fenced');
    await append(other, 'other', place, 'b');
    expect(await texts(one)).toEqual(['a', 'b']);
    await one.release('one');
    expect(await other.renew('other', null)).toBe(true);
  });

  test('that is given back is told at once to those who wait for it', async () => {
    const agent = randomBytes(8).toString('hex');
    const [{ store: one }, { store: other }] = [await open(agent), await open(agent)];
    await one.acquire('one');
    const told = Promise.withResolvers<null>();
    let isSubscribed = false;
    const subscribed = new Promise<void>((resolve) => {
      const end = other.listen(() => {
        if (isSubscribed) told.resolve(null);
        isSubscribed = true;
        resolve();
      });
      void told.promise.then(end);
    });
    await subscribed;
    await one.release('one');
    await told.promise;
    expect(await other.acquire('other')).toBe(true);
  });
});

describe.skipIf(redis === null)('an append', () => {
  test('that is asked for again, for its answer was lost, is carried out once', async () => {
    const { store } = await open(randomBytes(8).toString('hex'));
    await store.acquire('one');
    const entries = [{ place: following(beginning, 2), text: 'a' }];
    expect(await store.append('one', beginning, entries, null)).toBe('ok');
    expect(await store.append('one', beginning, entries, null)).toBe('ok');
    expect(await texts(store)).toEqual(['a']);
  });

  test('after another entry than the last one is refused', async () => {
    const { store } = await open(randomBytes(8).toString('hex'));
    await store.acquire('one');
    const place = await append(store, 'one', beginning, 'a', 'b');
    const wrong = { position: place.position + 7, step: 0 };
    expect(await store.append('one', wrong, [{ place: following(wrong, 1), text: 'c' }], null)).toBe('moved');
    expect(await texts(store)).toEqual(['a', 'b']);
  });
});

describe.skipIf(redis === null)('what is kept', () => {
  test('is bounded in number, but nothing goes that the view lacks', async () => {
    const { store } = await open(randomBytes(8).toString('hex'));
    await store.acquire('one');
    const place = await append(store, 'one', beginning, 'a', 'b', 'c', 'd', 'e', 'f');
    expect(await texts(store)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    const next = following(place, 1);
    await store.append('one', place, [{ place: next, text: 'g' }], 'view of a to f');
    const reading = await store.read(null, beginning);
    expect(reading).toMatchObject({ view: { place, text: 'view of a to f' }, gone: { position: 4 }, last: next });
    expect(reading.entries.map(({ text }) => text)).toEqual(['g']);
    expect(await store.older(reading.epoch ?? '', 5, 8)).toHaveLength(3);
    expect(await store.older(reading.epoch ?? '', 4, 8)).toBeNull();
  });

  test('is gone when it is too old, and all of it when nobody renews', async () => {
    const { store } = await open(randomBytes(8).toString('hex'), 700);
    await store.acquire('one');
    const place = await append(store, 'one', beginning, 'a');
    const last = await append(store, 'one', place, 'b');
    const epoch = (await store.read(null, beginning)).epoch ?? '';
    for (const began = Date.now(); Date.now() - began < 900;) {
      expect(await store.renew('one', { place: last, text: 'view' })).toBe(true);
      await sleep(100);
    }
    expect(await store.older(epoch, 1, 3)).toBeNull();
    expect((await store.read(epoch, last)).view).toBeNull();
    await expect.poll(async () => (await store.read(null, beginning)).epoch, { timeout: 5000 }).toBeNull();
  });

  test('cannot be opened with another key, and an older key still opens', async () => {
    const agent = randomBytes(8).toString('hex');
    const { store } = await open(agent);
    await store.acquire('one');
    await append(store, 'one', beginning, 'secret text');
    const newer = randomBytes(32);
    expect(await texts((await open(agent, 60_000, [newer, key])).store)).toEqual(['secret text']);
    await expect(texts((await open(agent, 60_000, [newer])).store)).rejects.toBeInstanceOf(SealError);
  });
});

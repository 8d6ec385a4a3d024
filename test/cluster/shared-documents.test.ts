import { createHash, randomBytes } from 'node:crypto';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { createEngine } from '../../src/cluster/engine.ts';
import { createSealer } from '../../src/cluster/sealer.ts';
import { createSharedDocuments } from '../../src/cluster/shared-documents.ts';
import { ways, type Members } from '../doors/asking.ts';
import { recordingLog } from '../support/gateway.ts';
import { findRedis, startRedis, whyNoOwnRedis } from '../support/redis.ts';
import { openReplicas, type Replicas } from './replicas.ts';

const redis = await findRedis();
afterAll(() => redis?.close());
const noOwn = whyNoOwnRedis();

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hashed = (sha256Hash: string): Members => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
const notFound = { errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] };

/** What is kept of documents in Redis, as whoever has the key sees it. */
async function openStore(redisUrl: string, { env }: Replicas) {
  const engine = createEngine({ url: redisUrl, prefix: env['REDIS_PREFIX'] ?? '', log: recordingLog() });
  onTestFinished(() => engine.close());
  await engine.whenUp();
  const sealer = createSealer([Buffer.from(env['EVENT_LOG_KEY'] ?? '', 'base64')], 'documents');
  const place = (hash: string): string => engine.key(`{documents}:${hash}`);
  return {
    async textOf(hash: string): Promise<string | null> {
      const sealed = await engine.command('GET', place(hash));
      return Buffer.isBuffer(sealed) ? sealer.open(sealed) : null;
    },
    age: (hash: string) => engine.command('PTTL', place(hash)),
    put: (hash: string, sealed: Buffer) => engine.command('SET', place(hash), sealed),
    sealer,
  };
}

describe.skipIf(redis === null)('a persisted query', () => {
  test('registered at one replica is known at the other, over all ways in', async () => {
    const replicas = await openReplicas(redis?.url ?? '');
    const [one, other] = [await replicas.start(), await replicas.start()];
    const store = await openStore(redis?.url ?? '', replicas);
    for (const [way, asking] of Object.entries(ways)) {
      const isStream = way === 'multipart';
      const text = isStream ? `subscription { ${way}: sessionEvents { __typename } }` : `{ ${way}: me { userName } }`;
      const answer = { data: { [way]: isStream ? { __typename: 'SessionsSnapshot' } : { userName: 'agent1' } } };
      const byHash = hashed(sha256(text));
      expect([way, await asking(other.url, byHash)]).toMatchObject([way, notFound]);
      expect(await asking(one.url, { query: text, ...byHash })).toMatchObject(answer);
      await expect.poll(() => store.textOf(sha256(text))).toBe(text);
      const age = (await store.age(sha256(text))) as number;
      expect([age > 23 * 3_600_000, age <= 24 * 3_600_000]).toEqual([true, true]);
      // First from Redis, where a busy machine may need more than the time there is, then from memory.
      await expect.poll(() => asking(other.url, byHash), { timeout: 10_000 }).toMatchObject(answer);
      expect([way, await asking(other.url, byHash)]).toMatchObject([way, answer]);
    }
  }, 30_000);

  test('is what its hash says, or is not there', async () => {
    const replicas = await openReplicas(redis?.url ?? '');
    const one = await replicas.start();
    const store = await openStore(redis?.url ?? '', replicas);
    const [text, hash] = ['{ me { id } }', sha256('{ me { userName } }')];
    await store.put(hash, store.sealer.seal(text));
    expect(await ways.post(one.url, hashed(hash))).toMatchObject(notFound);
    await store.put(hash, Buffer.from(text));
    expect(await ways.post(one.url, hashed(hash))).toMatchObject(notFound);
    await store.put(hash, store.sealer.seal('{ me { userName } }'));
    const answer = { data: { me: { userName: 'agent1' } } };
    await expect.poll(() => ways.post(one.url, hashed(hash)), { timeout: 10_000 }).toMatchObject(answer);
  });

  test('is not shared where it is no valid document', async () => {
    const replicas = await openReplicas(redis?.url ?? '');
    const one = await replicas.start();
    const store = await openStore(redis?.url ?? '', replicas);
    const [wrong, right] = ['{ nothingOfThisName }', '{ me { id } }'];
    await ways.websocket(one.url, { query: wrong, ...hashed(sha256(wrong)) });
    await ways.websocket(one.url, { query: right, ...hashed(sha256(right)) });
    await expect.poll(() => store.textOf(sha256(right))).toBe(right);
    expect(await store.textOf(sha256(wrong))).toBeNull();
  });
});

test.skipIf(redis === null)('a flood of documents takes no more room than so many', async () => {
  const replicas = await openReplicas(redis?.url ?? '');
  const engine = createEngine({
    url: redis?.url ?? '',
    prefix: replicas.env['REDIS_PREFIX'] ?? '',
    log: recordingLog(),
  });
  onTestFinished(() => engine.close());
  await engine.whenUp();
  const documents = createSharedDocuments({ engine, secrets: [randomBytes(32)] });
  const texts = Array.from({ length: 1500 }, (_, index) => `{ me { a${index}: id } }`);
  for (const text of texts) documents.keep(sha256(text), text);
  const count = () => engine.command('ZCARD', engine.key('{documents}'));
  await expect.poll(() => documents.find(sha256(texts.at(-1) ?? '')), { timeout: 10_000 }).toBe(texts.at(-1));
  expect(await count()).toBe(1000);
  const places = texts.map((text) => engine.key(`{documents}:${sha256(text)}`));
  expect(await engine.command('EXISTS', ...places)).toBe(1000);
});

describe.skipIf(noOwn !== null)('while Redis does not answer', () => {
  test('hashes are not found, and texts run', async () => {
    const own = await startRedis();
    const replicas = await openReplicas(own.url);
    onTestFinished(() => own.close());
    const [one, other] = [await replicas.start(), await replicas.start()];
    const text = '{ me { userName } }';
    const byHash = hashed(sha256(text));
    const answer = { data: { me: { userName: 'agent1' } } };
    expect(await ways.post(one.url, { query: text, ...byHash })).toMatchObject(answer);
    process.kill(own.pid(), 'SIGSTOP');
    expect(await ways.post(other.url, byHash)).toMatchObject(notFound);
    await own.kill();
    expect(await ways.get(other.url, byHash)).toMatchObject(notFound);
    expect(await ways.post(other.url, { query: text, ...byHash })).toMatchObject(answer);
    expect(await ways.post(other.url, byHash)).toMatchObject(answer);
  }, 30_000);
});

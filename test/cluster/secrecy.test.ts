import { randomBytes } from 'node:crypto';
import { globSync } from 'node:fs';
import { createClient } from '@redis/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAgentStore } from '../../src/cluster/agent-store.ts';
import { createEngine } from '../../src/cluster/engine.ts';
import { commandsInScripts, commandsOfTheConnection } from '../../src/cluster/rights.ts';
import { read, rootDirectory } from '../docs/markdown.ts';
import { agent1, authorizationOf, documentOf, talk } from '../gateway/operating.ts';
import { ask, recordingLog } from '../support/gateway.ts';
import { startRedis, whyNoOwnRedis, type OwnRedis } from '../support/redis.ts';
import { openReplicas } from './replicas.ts';

const reason = whyNoOwnRedis();
if (reason !== null) process.stderr.write(`test/cluster/secrecy.test.ts is SKIPPED: ${reason}\n`);

/** The rule that docs/replicas.md has for a user of Redis, as words of ACL SETUSER after the name. */
const rule = (/```\nuser gws (.+)\n```/.exec(read('docs/replicas.md'))?.[1] ?? '').split(' ');

test('the rights that are asked for are those of the commands in the code', () => {
  const code = globSync('src/cluster/*.ts', { cwd: rootDirectory }).map(read).join('\n');
  const called = [...code.matchAll(/(?:redis\.call|engine\.command)\('([A-Z]+)'/g)].map(([, name = '']) => name);
  expect([...new Set(called)].toSorted()).toEqual([...commandsInScripts].toSorted());
});

describe.skipIf(reason !== null)('in the Redis that replicas share', () => {
  let server: OwnRedis;
  let admin: ReturnType<typeof createClient>;
  beforeAll(async () => {
    server = await startRedis();
    admin = createClient({ url: server.url });
    await admin.connect();
  });
  afterAll(async () => {
    admin.destroy();
    await server.close();
  });

  /** All keys, and all that is in them, as bytes that are read as such. */
  async function everything(prefix: string): Promise<{ readonly names: readonly string[]; readonly bytes: string }> {
    const names = (await admin.keys(`${prefix}*`)).toSorted();
    const values = await Promise.all(
      names.map(async (name) => {
        // The whole value as it is kept, whatever kind it is of.
        const kind = await admin.type(name);
        if (kind === 'string') return admin.sendCommand(['GET', name]);
        return admin.sendCommand(kind === 'hash' ? ['HGETALL', name] : ['XRANGE', name, '-', '+']);
      }),
    );
    return { names, bytes: JSON.stringify(values) };
  }

  test('nothing that passes through can be read, and no key tells whose it is', async () => {
    const replicas = await openReplicas(server.url);
    const [one, other] = [await replicas.start(), await replicas.start()];
    const first = one.watch();
    // It leads, for nobody else is there yet.
    await first.next();
    const tabs = [first, other.watch()];
    await tabs[1]?.next();
    const heard: string[] = [];
    const prefix = replicas.env['REDIS_PREFIX'] ?? '';
    const listener = admin.duplicate();
    await listener.connect();
    await listener.pSubscribe(`${prefix}*`, (message, channel) => heard.push(channel + message));
    replicas.sandbox.control.customerWrites(talk, 'MARKwritten');
    const input = { sessionId: talk, confirmWithin: 5000 };
    const caller = authorizationOf('agent1');
    await ask(one.url, caller, documentOf('sendMessage'), { input: { ...input, text: 'MARKsaid' } });
    const userData = [{ key: 'MARKkey', value: 'MARKvalue' }];
    await ask(other.url, caller, documentOf('attachUserData'), { input: { ...input, userData } });
    await ask(one.url, caller, documentOf('addComment'), { input: { ...input, comment: 'MARKcomment' } });
    replicas.sandbox.control.customerWrites(talk, 'the end');
    for (const tab of tabs) await tab.until((event) => JSON.stringify(event).includes('the end'));
    // Another takes over, and writes down all that is known.
    await one.gateway.close();
    await tabs[1]?.until(({ reason: why }) => why === 'UPSTREAM_RECONNECTED');
    const { names, bytes } = await everything(prefix);
    listener.destroy();

    expect(names.length).toBeGreaterThan(2);
    expect(heard.length).toBeGreaterThan(3);
    for (const name of names)
      expect(name).toMatch(
        new RegExp(`^${prefix}:(?:\\{[\\w-]{27}\\}:(?:lease|head|log|view)|\\{rates\\}:[\\w-]{27})$`),
      );
    const ids = [agent1, talk, 'agent1', new URL(replicas.sandbox.url).host];
    const secrets = ['MARK', 'sandbox-agent1', caller.slice(6), 'JSESSIONID', 'Test Name', '__typename', ...ids];
    const all = [...names, ...heard, bytes].join('\n');
    expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
  });

  test('what is altered, or another agent’s, is not taken', async () => {
    const engine = createEngine({ url: server.url, prefix: 'altered', log: recordingLog() });
    const secret = randomBytes(32);
    const storeOf = (agent: string, secrets = [secret]) =>
      createAgentStore({
        ...{ engine, agent: [agent], secrets, lease: 60_000 },
        keep: { events: 10, bytes: 100_000, age: 60_000 },
      });
    await engine.whenUp();
    const start = { position: 0, step: 0 };
    for (const agent of ['a', 'b']) {
      await storeOf(agent).acquire('token');
      await storeOf(agent).append('token', start, [{ place: { position: 1, step: 0 }, text: `of ${agent}` }], null);
    }
    expect((await storeOf('a').read(null, start)).entries).toHaveLength(1);
    await expect(storeOf('a', [randomBytes(32)]).read(null, start)).rejects.toThrow('sealed with a key that is not');
    const [one = '', other = ''] = await admin.keys('altered:*:log');
    await admin.copy(one, other, { REPLACE: true });
    const outcomes = await Promise.allSettled(['a', 'b'].map((agent) => storeOf(agent).read(null, start)));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await engine.close();
  });

  test('a replica with another EVENT_LOG_KEY says so, and tells no events', async () => {
    const replicas = await openReplicas(server.url);
    const one = await replicas.start();
    await one.watch().next();
    const stranger = await replicas.start({
      EVENT_LOG_KEY: randomBytes(32).toString('base64'),
      UPSTREAM_TIMEOUT_MS: '1000',
    });
    await expect(stranger.watch().next()).rejects.toThrow(
      'The shared event log was written with another EVENT_LOG_KEY.',
    );
  });

  test('a user with the rights of docs/replicas.md can do all that replicas do, and may do nothing else', async () => {
    const commands = [...commandsInScripts, ...commandsOfTheConnection, 'INFO'].map((name) => name.toLowerCase());
    const [, password, keys, channels, ...allowed] = rule;
    expect([password, keys, channels]).toEqual(['>password', '~gws-graphql:*', '&gws-graphql:*']);
    expect(allowed.toSorted()).toEqual(commands.map((name) => `+${name}`).toSorted());
    await admin.sendCommand(['ACL', 'SETUSER', 'gws', 'reset', ...rule]);
    const replicas = await openReplicas(server.url.replace('//', '//gws:password@'));
    const env = { REDIS_PREFIX: 'gws-graphql' };
    const [one, other] = [await replicas.start(env), await replicas.start(env)];
    const first = one.watch();
    expect(await first.next()).toMatchObject({ reason: 'SUBSCRIBED' });
    const tabs = [first, other.watch()];
    expect(await tabs[1]?.next()).toMatchObject({ reason: 'SUBSCRIBED' });
    replicas.sandbox.control.customerWrites(talk, 'hello');
    for (const tab of tabs) await tab.until(({ __typename }) => __typename === 'MessageAdded');
    await one.gateway.close();
    await tabs[1]?.until(({ reason: why }) => why === 'UPSTREAM_RECONNECTED');
    const log = (await admin.sendCommand(['ACL', 'LOG'])) as unknown;
    expect(JSON.stringify(log)).not.toMatch(/"(?:eval|get|set|publish|subscribe)/);
  });
});

import { inspect } from 'node:util';
import { onTestFinished, describe, expect, test } from 'vitest';
import { createEngine, EngineError, type Engine } from '../../src/cluster/engine.ts';
import * as scripts from '../../src/cluster/scripts.ts';
import { recordingLog, type LogLine } from '../support/gateway.ts';
import { startRedis, whyNoOwnRedis, type OwnRedis } from '../support/redis.ts';

const reason = whyNoOwnRedis();
if (reason !== null) process.stderr.write(`skipped: ${reason}\n`);
const password = 'a-password-of-ours';

function open(url: string): { engine: Engine; lines: readonly LogLine[] } {
  const log = recordingLog();
  const engine = createEngine({ url, prefix: 'test', log });
  onTestFinished(() => engine.close());
  return { engine, lines: log.lines };
}

async function ownRedis(args: readonly string[] = []): Promise<OwnRedis> {
  const redis = await startRedis(args);
  onTestFinished(() => redis.close());
  return redis;
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe.skipIf(reason !== null)('the engine', () => {
  test('is up again when it answers again, though the connection never broke', async () => {
    const redis = await ownRedis();
    const { engine } = open(redis.url);
    const { engine: admin } = open(redis.url);
    await Promise.all([engine.whenUp(), admin.whenUp()]);
    await admin.command('ACL', 'SETUSER', 'default', '-ping');
    await until(() => !engine.isUp());
    await admin.command('ACL', 'SETUSER', 'default', '+ping');
    await until(() => engine.isUp());
  });

  test('knows its scripts again after a restart, and listeners hear of it', async () => {
    const redis = await ownRedis();
    const { engine } = open(redis.url);
    await engine.whenUp();
    let heard = 0;
    onTestFinished(engine.listen('news', () => (heard += 1)));
    await until(() => heard === 1);
    await redis.kill();
    await until(() => !engine.isUp());
    await redis.start();
    await until(() => engine.isUp());
    expect(heard).toBeGreaterThan(1);
    expect(await engine.run(scripts.acquire, ['l', 'h', 'o', 'v'], ['token', 1000, 'epoch', 1000])).toBe(1);
    const before = heard;
    await engine.command('PUBLISH', 'news', '');
    await until(() => heard > before);
  });

  test('that refuses what is asked is told of in the log, once in a while', async () => {
    const redis = await ownRedis();
    const { engine, lines } = open(redis.url);
    await engine.whenUp();
    await engine.command('CONFIG', 'SET', 'maxmemory', '1');
    for (let n = 0; n < 5; n += 1) await expect(engine.command('SET', 'a', 'b')).rejects.toBeInstanceOf(EngineError);
    const told = lines.filter(({ message }) => message === 'the shared event log refuses what it is asked');
    expect(told).toHaveLength(1);
    expect(inspect(told)).toContain('OOM');
  });

  test.each(['wrong', ''])('tells nobody its password, though %j is not it', async (given) => {
    const redis = await ownRedis();
    const { engine: admin } = open(redis.url);
    await admin.whenUp();
    await admin.command('CONFIG', 'SET', 'requirepass', password);
    const url = given === '' ? redis.url : redis.url.replace('//', `//:${password}-${given}@`);
    const { engine, lines } = open(url);
    await until(async () => {
      await engine.command('GET', 'a').catch(() => undefined);
      return lines.some((line) => /WRONGPASS|NOAUTH/.test(inspect(line)));
    });
    expect(inspect(lines, { depth: 10, showHidden: true })).not.toContain(password);
  });
});

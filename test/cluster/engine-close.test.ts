import { expect, onTestFinished, test } from 'vitest';
import { createEngine } from '../../src/cluster/engine.ts';
import { recordingLog } from '../support/gateway.ts';
import { startRedis, whyNoOwnRedis } from '../support/redis.ts';

const noOwn = whyNoOwnRedis();

test.skipIf(noOwn !== null)('an engine that dies while one takes leave of it keeps nobody', async () => {
  const own = await startRedis();
  onTestFinished(() => own.close());
  const engine = createEngine({ url: own.url, prefix: 'test', log: recordingLog() });
  await expect.poll(() => engine.isUp()).toBe(true);
  process.kill(own.pid(), 'SIGSTOP');
  const asked = expect(engine.command('GET', 'x')).rejects.toMatchObject({ name: 'EngineError' });
  const closed = engine.close();
  await own.kill();
  await closed;
  await asked;
});

import { afterAll, describe, expect, test } from 'vitest';
import { ask } from '../support/gateway.ts';
import { findRedis } from '../support/redis.ts';
import { authorizationOf } from '../gateway/operating.ts';
import { openReplicas } from './replicas.ts';

const redis = await findRedis();
afterAll(() => redis?.close());

describe.skipIf(redis === null)('who leads', () => {
  test('and is told more than may be kept ends with that, and goes on with everything else', async () => {
    const replicas = await openReplicas(redis?.url ?? '');
    const one = await replicas.start({ MAX_SESSIONS_BYTES: '65536' });
    for (let n = 0; n < 150; n += 1) replicas.sandbox.control.offerSession('agent1');
    await expect(one.watch().next()).rejects.toThrow('UPSTREAM_BAD_RESPONSE');
    expect(await ask(one.url, authorizationOf('agent1'), '{ me { id } }')).toMatchObject({ data: {} });
  });
});

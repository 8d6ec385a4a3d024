import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Json } from '../support/fixture.ts';
import { ask, type Answer } from '../support/gateway.ts';
import { run } from '../support/process.ts';
import { findRedis, startRedis, whyNoOwnRedis } from '../support/redis.ts';
import { authorizationOf, documentOf, session, talk } from '../gateway/operating.ts';
import { openReplicas, type Replicas } from './replicas.ts';

const redis = await findRedis();
afterAll(() => redis?.close());
const noOwn = whyNoOwnRedis();

const members = `${session} message { id ... on TextMessage { text } }`;

function send(url: string, input: Json = {}): Promise<Answer> {
  const whole = { sessionId: talk, text: 'once', idempotencyKey: 'press-1', confirmWithin: 5000, ...input };
  return ask(url, authorizationOf('agent1'), documentOf('sendMessage', members), { input: whole });
}

const sent = ({ requests }: Replicas): number => requests.filter(({ body }) => body.includes('"SendMessage"')).length;
const failed = (code: string, more: Json = {}) => ({ errors: [{ extensions: { code, ...more } }] });

describe.skipIf(redis === null)('a mutation with an idempotencyKey', () => {
  test('is sent once, whatever replica it is brought to, and answered alike', async () => {
    const replicas = await openReplicas(redis?.url ?? '');
    const [one, other] = [await replicas.start(), await replicas.start()];
    const urls = [one.url, other.url, one.url, other.url];
    const answers = await Promise.all(urls.map((url) => send(url)));
    answers.push(await send(one.url), await send(other.url));
    expect(answers[0]).toMatchObject({
      data: { sendMessage: { outcome: 'CONFIRMED', session: { id: talk }, message: { text: 'once' } } },
    });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await send(other.url, { text: 'twice' })).toMatchObject(failed('BAD_USER_INPUT'));
    expect(sent(replicas)).toBe(1);
  });

  test('is not sent again where the replica that sent it was killed before it had the answer', async () => {
    const replicas = await openReplicas(redis?.url ?? '');
    const other = await replicas.start();
    const child = run('src/main.ts', { PORT: '0', ...replicas.env });
    onTestFinished(() => void child.process.kill('SIGKILL'));
    const url = /http:\/\/\S+/.exec((await child.line()) ?? '')?.[0] ?? 'not started';
    replicas.sandbox.control.applyFault({ fault: 'hang', operation: 'SendMessage', carriedOut: true });
    const lost = send(url).catch(() => null);
    await expect.poll(() => sent(replicas), { timeout: 20_000 }).toBe(1);
    child.process.kill('SIGKILL');
    expect(await lost).toBeNull();
    const unknown = {
      errors: [
        {
          message: expect.stringContaining('Whether this was done is not known') as unknown,
          extensions: { code: 'UPSTREAM_UNAVAILABLE', argumentPath: ['input', 'idempotencyKey'] },
        },
      ],
    };
    expect(await send(other.url)).toMatchObject(unknown);
    expect(await send(other.url)).toMatchObject(unknown);
    expect(sent(replicas)).toBe(1);
    // The upstream has done it, and another key is another press.
    expect(await send(other.url, { idempotencyKey: 'press-2' })).toMatchObject({
      data: { sendMessage: { outcome: 'CONFIRMED' } },
    });
  }, 60_000);
});

describe.skipIf(noOwn !== null)('while Redis is away', () => {
  test('a mutation with a key is refused before anything is sent, and one without is not', async () => {
    const own = await startRedis();
    const replicas = await openReplicas(own.url);
    onTestFinished(() => own.close());
    const one = await replicas.start();
    expect(await send(one.url, { idempotencyKey: 'before' })).toMatchObject({ data: {} });
    await own.kill();
    const message = 'Nothing was sent: whether input.idempotencyKey was used before cannot be told';
    const refused = await send(one.url);
    expect(refused).toMatchObject(failed('UPSTREAM_UNAVAILABLE', { retryAfter: expect.any(Number) as unknown }));
    expect(refused.errors?.[0]?.message).toContain(message);
    expect(sent(replicas)).toBe(1);
    // What is known here is answered as ever.
    expect(await send(one.url, { idempotencyKey: 'before' })).toMatchObject({ data: { sendMessage: {} } });
    expect(sent(replicas)).toBe(1);
    const without = await send(one.url, { idempotencyKey: null, confirmWithin: 0 });
    expect(without).toMatchObject({ data: { sendMessage: { outcome: 'ACCEPTED' } } });
    expect(sent(replicas)).toBe(2);
  }, 30_000);
});

import { expect, test } from 'vitest';
import { createPresence } from '../../src/agent/presence.ts';
import { GatewayError } from '../../src/errors.ts';

test('asks nothing of an upstream that is there', async () => {
  await createPresence(
    () => false,
    () => Promise.reject(new Error('it asks')),
  )();
});

test('one that is away is asked once for all who wait, and every time anew', async () => {
  const answers: PromiseWithResolvers<undefined>[] = [];
  const present = createPresence(
    () => true,
    () => {
      const answer = Promise.withResolvers<undefined>();
      answers.push(answer);
      return answer.promise;
    },
  );
  const waiting = [present(), present()].map(async (asking) => asking);
  expect(answers).toHaveLength(1);
  answers[0]?.resolve(undefined);
  await Promise.all(waiting);
  const later = present();
  answers[1]?.reject(new GatewayError('UPSTREAM_TIMEOUT', 'late'));
  await expect(later).rejects.toMatchObject({
    code: 'UPSTREAM_UNAVAILABLE',
    details: { retryAfter: 2 },
    withoutEffect: true,
  });
  const refused = present();
  answers[2]?.reject(new GatewayError('UNAUTHENTICATED', 'no'));
  await expect(refused).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('one that does not answer is given up after two seconds', async () => {
  let signal: AbortSignal | null = null;
  const present = createPresence(
    () => true,
    (given) => {
      signal = given;
      return new Promise((_, reject) => {
        given.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
      });
    },
  );
  await expect(present()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  expect(signal).toMatchObject({ aborted: true });
});

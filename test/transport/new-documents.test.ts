import { expect, test } from 'vitest';
import { createAdmitNew } from '../../src/transport/new-documents.ts';

test('documents that are not known are admitted as many characters a second as may be, five times as many at once', () => {
  const admit = createAdmitNew(1000);
  for (let count = 0; count < 5; count += 1) expect(admit('x'.repeat(1000))).toBeNull();
  const refusal = admit('x'.repeat(1000));
  expect(refusal?.originalError).toMatchObject({ code: 'RATE_LIMITED', details: { retryAfter: 1 } });
  expect(refusal?.extensions['http']).toEqual({ status: 429, headers: new Map([['retry-after', '1']]) });
});

test('one that is longer than may come at once is admitted when nothing else was', () => {
  const admit = createAdmitNew(10);
  expect(admit('x'.repeat(1000))).toBeNull();
  expect(admit('x')?.originalError).toMatchObject({ code: 'RATE_LIMITED' });
});

test('0 is no limit', () => {
  const admit = createAdmitNew(0);
  for (let count = 0; count < 100; count += 1) expect(admit('x'.repeat(100_000))).toBeNull();
});

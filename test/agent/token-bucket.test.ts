import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TokenBucket } from '../../src/agent/token-bucket.ts';

describe('a token bucket', () => {
  test('gives its burst at once, and then what has come in since', () => {
    const bucket = new TokenBucket(10, 2, 0);
    expect([0, 0, 0, 99, 100, 100].map((now) => bucket.take(now))).toEqual([true, true, false, false, true, false]);
  });

  test('says when to come again', () => {
    const bucket = new TokenBucket(0.1, 1, 0);
    expect(bucket.retryAfter(0)).toBe(1);
    bucket.take(0);
    expect([bucket.retryAfter(0), bucket.retryAfter(5000), bucket.retryAfter(9999)]).toEqual([10, 5, 1]);
  });

  test('gives several at once or none, and to who wants more than there can be all that there can be', () => {
    const bucket = new TokenBucket(10, 20, 0);
    expect([bucket.take(0, 15), bucket.take(0, 6), bucket.retryAfter(0, 20), bucket.take(0, 5)]).toEqual([
      true,
      false,
      2,
      true,
    ]);
    expect([bucket.take(1999, 1000), bucket.retryAfter(1999, 1000), bucket.take(2000, 1000)]).toEqual([false, 1, true]);
    expect(bucket.take(2000)).toBe(false);
  });

  test('takes back what was not used, and never holds more than its burst', () => {
    const bucket = new TokenBucket(1, 1, 0);
    bucket.take(0);
    bucket.giveBack();
    bucket.giveBack();
    expect([bucket.take(0), bucket.take(0)]).toEqual([true, false]);
  });

  test('makes up for what others took of the same, up to a burst', () => {
    const bucket = new TokenBucket(10, 20, 0);
    bucket.takenElsewhere(0, 15);
    expect([bucket.take(0, 6), bucket.take(0, 5)]).toEqual([false, true]);
    bucket.takenElsewhere(0, 1000);
    expect([bucket.retryAfter(0), bucket.take(2099), bucket.take(2100)]).toEqual([3, false, true]);
  });

  test('does not make up for what had no room here', () => {
    const bucket = new TokenBucket(10, 20, 0);
    // It was full for two seconds, while others took as much as came in, and then one more.
    bucket.takenElsewhere(2000, 20);
    expect(bucket.retryAfter(2000, 20)).toBe(1);
    bucket.takenElsewhere(2000, 1);
    expect([bucket.take(2000, 20), bucket.take(2000, 19)]).toEqual([false, true]);
  });

  test('gives no more than its burst and its rate allow, and whoever waits as told gets one', () => {
    const pauses = fc.array(fc.nat(500), { maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 20 }), pauses, (rate, burst, waits) => {
        const bucket = new TokenBucket(rate, burst, 0);
        let now = 0;
        let given = 0;
        for (const wait of waits) {
          now += wait;
          if (bucket.take(now)) given += 1;
          expect(given).toBeLessThanOrEqual(burst + (rate * now) / 1000 + 1e-6);
        }
        expect(bucket.take(now + 1000 * bucket.retryAfter(now))).toBe(true);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quantile, quartiles } from '../../bench/harness/quantiles.ts';
import { tableOf } from '../../bench/harness/result.ts';
import { interleaved } from '../../bench/harness/rounds.ts';
import { clock, figure } from '../../bench/report/figures.ts';

const values = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 50 });

describe('quantiles', () => {
  test('are linear between neighbours, and of nothing NaN', () => {
    expect(quartiles([4, 1, 3, 2])).toEqual({ low: 1.75, median: 2.5, high: 3.25 });
    expect(quartiles([7])).toEqual({ low: 7, median: 7, high: 7 });
    expect(quantile([], 0.5)).toBeNaN();
  });

  test('lie among the values, whatever their order, and grow with the share', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (given, share) => {
        const found = quantile(given, share);
        expect(found).toBeGreaterThanOrEqual(Math.min(...given) - 1e-6);
        expect(found).toBeLessThanOrEqual(Math.max(...given) + 1e-6);
        expect(quantile(given.toReversed(), share)).toBe(found);
        expect(quantile(given, 1)).toBeGreaterThanOrEqual(found - 1e-6);
      }),
    );
  });
});

test('ratios are of figures of the same round', () => {
  const samples = new Map([
    ['limit', [{ value: 10 }, { value: 20 }, { value: 40 }]],
    ['ours', [{ value: 5, besides: { p99: 1 } }, { value: 20, besides: { p99: 3 } }, { value: 10 }]],
  ]);
  const { rows } = tableOf({ id: 't', title: 'T', unit: 'per s', better: 'more', baseline: 'limit' }, samples);
  expect(rows.map(({ contender, ratio }) => [contender, ratio?.median])).toEqual([
    ['limit', 1],
    ['ours', 0.5],
  ]);
});

test('each round begins with the next contender', async () => {
  const order: string[] = [];
  const contenders = ['a', 'b', 'c'].map((name) => ({ name }));
  const samples = await interleaved(contenders, 4, ({ name }, round) => {
    order.push(name + String(round));
    return Promise.resolve({ value: round });
  });
  expect(order.join(' ')).toBe('a0 b0 c0 b1 c1 a1 c2 a2 b2 a3 b3 c3');
  expect(samples.get('b')?.map(({ value }) => value)).toEqual([0, 1, 2, 3]);
});

test('figures have the digits that count', () => {
  expect([0.1234, 1.234, 12.34, 123.4, 1234567, Number.NaN].map(figure)).toEqual([
    '0.123',
    '1.23',
    '12.3',
    '123',
    '1,234,567',
    '–',
  ]);
  expect([0, 59.6, 3600].map(clock)).toEqual(['0:00', '1:00', '60:00']);
});

import { expect, it } from 'vitest';
import { createProvenCache } from '../../src/transport/proven-cache.ts';

const room = { max: 40, maxSize: 400, maxEntrySize: 50 };
const sizeOf = (value: string): number => value.length;
const flood = (set: (key: string, value: string) => void, value: string, times = 10_000): void => {
  for (let key = 0; key < times; key += 1) set(`new ${key}`, value);
};

it('keeps what was asked for again, whatever comes besides', () => {
  const cache = createProvenCache(room, sizeOf);
  cache.set('hot', 'text');
  cache.set('cold', 'text');
  expect(cache.get('hot')).toBe('text');
  flood(cache.set, 'text');
  expect([cache.get('hot'), cache.get('cold')]).toEqual(['text', undefined]);
});

it('keeps what is used more often than a flood whose keys are all used twice', () => {
  const cache = createProvenCache(room, sizeOf);
  cache.set('hot', 'text');
  flood((key, value) => {
    cache.set(key, value);
    cache.get(key);
    expect(cache.get('hot')).toBe('text');
  }, 'text');
});

it.each(['x', 'x'.repeat(50)])('is bounded in number and in size: values like %s', (value) => {
  const cache = createProvenCache(room, sizeOf);
  const keys: string[] = [];
  flood((key, text) => {
    cache.set(key, text);
    cache.get(key);
    cache.set(`${key} untried`, text);
    keys.push(key, `${key} untried`);
  }, value);
  const kept = keys.filter((key) => cache.get(key) !== undefined);
  expect(kept.length).toBeLessThanOrEqual(room.max);
  expect(kept.length * value.length).toBeLessThanOrEqual(room.maxSize);
  expect(kept.length).toBeGreaterThan(0);
});

it('does not take a peek for a use', () => {
  const cache = createProvenCache(room, sizeOf);
  cache.set('seen', 'text');
  cache.set('used', 'text');
  cache.get('used');
  expect([cache.peek('seen'), cache.peek('used'), cache.peek('none')]).toEqual(['text', 'text', undefined]);
  flood(cache.set, 'text');
  expect([cache.peek('seen'), cache.peek('used')]).toEqual([undefined, 'text']);
});

it('does not keep what is too large', () => {
  const cache = createProvenCache(room, sizeOf);
  cache.set('large', 'x'.repeat(51));
  expect(cache.get('large')).toBeUndefined();
});

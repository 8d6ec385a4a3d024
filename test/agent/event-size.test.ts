import { describe, expect, test } from 'vitest';
import { createEventSizes } from '../../src/agent/event-size.ts';
import { completeSession } from '../../src/normalise/session.ts';
import { withChanges } from '../../src/normalise/user-data.ts';

const session = (userData: ReadonlyMap<string, unknown>) => ({ ...completeSession({ id: 'a' }), userData });

describe('the size of an event', () => {
  test('grows with the texts in it, wherever they are', () => {
    const size = (payload: unknown): number => createEventSizes()({ payload });
    const text = 'x'.repeat(10_000);
    for (const payload of [text, [text], { a: { b: text } }, new Map([['key', text]]), new Map([[text, null]])]) {
      expect(size(payload)).toBeGreaterThan(10_000);
      expect(size(payload)).toBeLessThan(10_500);
    }
  });

  test('counts what it shares with earlier ones once', () => {
    const sizeOf = createEventSizes();
    const userData = new Map(Array.from({ length: 81 }, (_, n) => [`key ${n}`, 'x'.repeat(60)]));
    expect(sizeOf({ session: session(userData) })).toBeGreaterThan(81 * 60);
    expect(sizeOf({ session: session(userData) })).toBeLessThan(1000);
  });

  test('counts of user data that changed in part what changed', () => {
    const sizeOf = createEventSizes();
    const userData = new Map(Array.from({ length: 81 }, (_, n) => [`key ${n}`, 'x'.repeat(60)]));
    const changed = withChanges(userData, new Map([['key 3', 'y'.repeat(500)]]));
    expect(createEventSizes()({ session: session(changed) })).toBeGreaterThan(81 * 60 + 500);
    expect(sizeOf({ session: session(userData) })).toBeGreaterThan(81 * 60);
    const size = sizeOf({ session: session(changed) });
    expect(size).toBeGreaterThan(500);
    expect(size).toBeLessThan(1500);
  });

  test('takes any depth', () => {
    let payload: unknown = 'bottom';
    for (let depth = 0; depth < 200_000; depth += 1) payload = [payload];
    expect(createEventSizes()({ payload })).toBeGreaterThan(200_000);
  });
});

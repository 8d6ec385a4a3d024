import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCursors } from '../../src/agent/cursors.ts';
import { secret } from './log-of.ts';

const positions = fc.nat(2 ** 48 - 1);

describe('cursors', () => {
  test('lead back to their position', () => {
    const cursors = createCursors(secret, 'caller');
    fc.assert(fc.property(positions, (n) => cursors.positionOf(cursors.cursorAt(n)) === n));
  });

  test('changed in any one character are none', () => {
    const cursors = createCursors(secret, 'caller');
    const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    fc.assert(
      fc.property(positions, fc.nat(21), fc.constantFrom(...Array.from(characters)), (n, place, character) => {
        const cursor = cursors.cursorAt(n);
        const changed = cursor.slice(0, place) + character + cursor.slice(place + 1);
        expect(cursors.positionOf(changed)).toBe(changed === cursor ? n : null);
      }),
      { numRuns: 1000 },
    );
  });

  test('are bound to the caller, the process and the run of the log', () => {
    const cursor = createCursors(secret, 'caller').cursorAt(4);
    for (const other of [
      createCursors(secret, 'another caller'),
      createCursors(Buffer.alloc(32, 8), 'caller'),
      createCursors(secret, 'caller'),
    ]) {
      expect(other.positionOf(cursor)).toBeNull();
    }
  });

  test('say nothing readable: neither the place nor its neighbourhood', () => {
    const cursors = createCursors(secret, 'caller');
    const decoded = [1, 2, 3, 70].map((n) => Buffer.from(cursors.cursorAt(n), 'base64url'));
    for (const [index, one] of decoded.entries()) {
      for (const other of decoded.slice(index + 1)) {
        const same = [...one].filter((byte, place) => byte === other[place]).length;
        // Of 16 random bytes, two share a place by chance now and then; half of them never.
        expect(same).toBeLessThan(8);
      }
    }
  });

  test('are one for each place, in whatever order they are asked for', () => {
    const step = fc.oneof(
      { weight: 9, arbitrary: fc.constant(1) },
      { weight: 1, arbitrary: fc.integer({ min: -40, max: 40 }) },
    );
    fc.assert(
      fc.property(
        fc.constantFrom(0, 5, 2 ** 48 - 101),
        fc.array(step, { minLength: 60, maxLength: 100 }),
        (from, steps) => {
          const cursors = createCursors(secret, 'caller');
          const known = new Map<number, string>();
          let position = from;
          for (const by of steps) {
            const cursor = cursors.cursorAt(position);
            expect(cursors.positionOf(cursor)).toBe(position);
            expect(known.get(position) ?? cursor).toBe(cursor);
            known.set(position, cursor);
            position = Math.min(Math.max(0, position + by), 2 ** 48 - 1);
          }
        },
      ),
    );
  });

  test('that are no text of ours are none', () => {
    const cursors = createCursors(secret, 'caller');
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => cursors.positionOf(text) === null));
    fc.assert(fc.property(fc.string({ minLength: 22, maxLength: 22 }), (text) => cursors.positionOf(text) === null));
  });
});

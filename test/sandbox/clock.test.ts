import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type ClockOptions, createClock } from '../../src/sandbox/clock.ts';

/** A clock over a real time that the test moves. */
function startClock(options: ClockOptions = {}) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 1_000_000 });
  const clock = createClock(options);
  onTestFinished(() => {
    clock.close();
    vi.useRealTimers();
  });
  const seen: (readonly [string, number])[] = [];
  return { clock, seen, note: (name: string) => () => seen.push([name, clock.now()]) };
}

describe('by itself', () => {
  it('goes as fast as any', () => {
    const { clock, seen, note } = startClock();
    clock.after(20, note('second'));
    clock.after(10, note('first'));
    vi.advanceTimersByTime(15);
    expect(clock.now()).toBe(1_000_015);
    expect(seen).toEqual([['first', 1_000_010]]);
    vi.advanceTimersByTime(5);
    expect(seen).toHaveLength(2);
  });

  it('goes faster', () => {
    const { clock, seen, note } = startClock({ speed: 3_600, start: 0 });
    clock.after(3_600_000, note('an hour'));
    vi.advanceTimersByTime(999);
    expect(seen).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(seen).toEqual([['an hour', 3_600_000]]);
  });

  it('stands still at speed 0, waits longer than timers can, and forgets what is cancelled', () => {
    const still = startClock({ speed: 0, start: 5 });
    still.clock.after(1, still.note('never'));
    vi.advanceTimersByTime(10_000);
    expect([still.clock.now(), still.seen]).toEqual([5, []]);
    const { clock, seen, note } = startClock();
    clock.after(3_000_000_000, note('late'));
    clock.after(1, note('cancelled'))();
    vi.advanceTimersByTime(2_999_999_999);
    expect(seen).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(seen.map(([name]) => name)).toEqual(['late']);
  });
});

describe('advance', () => {
  it('runs what becomes due in order, each at its time, and what that brings', () => {
    const { clock, seen, note } = startClock({ speed: 0, start: 0 });
    clock.after(30, note('third'));
    clock.after(10, () => {
      note('first')();
      clock.after(10, note('second'));
      clock.after(1_000, note('not yet'));
    });
    clock.after(30, note('fourth'));
    clock.advance(500);
    expect(seen).toEqual([
      ['first', 10],
      ['second', 20],
      ['third', 30],
      ['fourth', 30],
    ]);
    expect(clock.now()).toBe(500);
    clock.advance(0);
    expect(seen).toHaveLength(4);
  });

  it('lets time go on from there', () => {
    const { clock, seen, note } = startClock({ start: 0 });
    clock.after(5_000, note('due'));
    clock.advance(4_000);
    vi.advanceTimersByTime(999);
    expect([clock.now(), seen]).toEqual([4_999, []]);
    vi.advanceTimersByTime(1);
    expect(seen).toEqual([['due', 5_000]]);
  });

  it('goes on after something threw', () => {
    const { clock, seen, note } = startClock({ start: 0 });
    clock.after(1, () => {
      throw new Error('oh');
    });
    clock.after(2, note('next'));
    expect(() => {
      clock.advance(1);
    }).toThrow('oh');
    vi.advanceTimersByTime(1);
    expect(seen.map(([name]) => name)).toEqual(['next']);
  });
});

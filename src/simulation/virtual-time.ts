import { setImmediate as turn } from 'node:timers/promises';
import FakeTimers from '@sinonjs/fake-timers';

/** Time that passes only when nothing else is left to do: hours in moments, and the same moments every time. */
export interface VirtualTime {
  /** Milliseconds since the start. */
  readonly now: () => number;
  /** Lets time pass until this is true. @throws when it is not within so many milliseconds, or nothing is left that could make it true */
  readonly until: (isDone: () => boolean, within: number, what: string) => Promise<void>;
  /** Lets so much time pass. */
  readonly pass: (milliseconds: number) => Promise<void>;
  /** Timers that are set. */
  readonly timers: () => number;
  /** Gives real time back. */
  readonly end: () => void;
}

/** Turns of the event loop without anything moving after which nothing will move any more before time passes. */
const quietTurns = 3;

/** @param moved grows with everything that moves beside timers */
export function startVirtualTime(moved: () => number): VirtualTime {
  const start = Date.UTC(2026, 0, 1);
  const clock = FakeTimers.install({
    now: start,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  });
  const now = (): number => clock.now - start;

  async function settle(): Promise<void> {
    let quiet = 0;
    for (let seen = moved(); quiet < quietTurns;) {
      await turn();
      quiet = moved() === seen ? quiet + 1 : 0;
      seen = moved();
    }
  }

  async function until(isDone: () => boolean, within: number, what: string): Promise<void> {
    const end = now() + within;
    for (;;) {
      await settle();
      if (isDone()) return;
      if (clock.countTimers() === 0) throw new Error(`nothing is left to happen, and not: ${what}`);
      if (now() >= end) throw new Error(`not within ${within} ms: ${what}`);
      clock.next();
    }
  }

  return {
    now,
    until,
    async pass(milliseconds) {
      let over = false;
      setTimeout(() => (over = true), milliseconds);
      await until(() => over, Infinity, 'time passes');
    },
    timers: () => clock.countTimers(),
    end: () => {
      clock.uninstall();
    },
  };
}

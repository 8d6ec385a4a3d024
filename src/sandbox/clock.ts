/** Time as the world of the sandbox has it; what a client is promised on the wire is told in real time instead. */
export interface SandboxClock {
  /** Milliseconds since 1970, whole. */
  readonly now: () => number;
  /** Runs once, so many milliseconds of this clock from now. */
  readonly after: (milliseconds: number, run: () => void) => Cancel;
}

export type Cancel = () => void;

export interface ControlledClock extends SandboxClock {
  /** Jumps forward; what becomes due on the way runs in order, each at its own time. */
  readonly advance: (milliseconds: number) => void;
  /** Forgets all that was to come. */
  readonly close: () => void;
}

export interface ClockOptions {
  /** Milliseconds of this clock per real one; 60 makes a minute of an hour, 0 stands still until `advance`. Default: 1. */
  readonly speed?: number;
  /** Milliseconds since 1970; the present when absent. */
  readonly start?: number;
}

interface Due {
  readonly at: number;
  readonly run: () => void;
}

/** The longest that setTimeout can wait. */
const longestWait = 2_147_483_647;

export function createClock({ speed = 1, start = Date.now() }: ClockOptions = {}): ControlledClock {
  /** In order of time, equals in order of asking. */
  let coming: readonly Due[] = [];
  /** What this clock showed at `since`, a real time. */
  let shown = start;
  let since = Date.now();
  let timer: NodeJS.Timeout | undefined;

  const exactly = (): number => shown + (Date.now() - since) * speed;

  function jumpTo(moment: number): void {
    if (moment <= exactly()) return;
    shown = moment;
    since = Date.now();
  }

  function runUntil(moment: number): void {
    try {
      for (let next = coming[0]; next !== undefined && next.at <= moment; next = coming[0]) {
        coming = coming.slice(1);
        jumpTo(next.at);
        next.run();
      }
    } finally {
      wait();
    }
  }

  function wait(): void {
    clearTimeout(timer);
    const [next] = coming;
    if (next === undefined || speed === 0) return;
    const left = Math.ceil(Math.max(0, next.at - exactly()) / speed);
    timer = setTimeout(
      () => {
        runUntil(exactly());
      },
      Math.min(left, longestWait),
    ).unref();
  }

  return {
    now: () => Math.floor(exactly()),
    after(milliseconds, run) {
      const due: Due = { at: exactly() + milliseconds, run };
      const before = coming.filter(({ at }) => at <= due.at);
      coming = [...before, due, ...coming.slice(before.length)];
      if (coming[0] === due) wait();
      return () => {
        coming = coming.filter((each) => each !== due);
      };
    },
    advance(milliseconds) {
      const target = exactly() + milliseconds;
      runUntil(target);
      jumpTo(target);
      wait();
    },
    close() {
      clearTimeout(timer);
      coming = [];
    },
  };
}

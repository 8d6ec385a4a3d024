import type { Log } from '../log.ts';
import type { Beat } from './heartbeat.ts';

/** Milliseconds that the event loop may stand still without a word; work done in turns takes a hundredth of it. */
export const standstill = 1000;
/** Milliseconds that the time of day may be off from one beat to the next: slewing it, as NTP does, moves it by far less. */
export const clockJump = 1000;

/** What can be read off the clocks: each fault is one line that names the cause. */
export function tellFaults({ late, worked, moved }: Beat, log: Log): void {
  if (late >= standstill) {
    const fields = { milliseconds: Math.round(late), worked: Math.round(worked) };
    // What is stopped or starved has next to none of it.
    if (worked >= late / 4) log.error(fields, 'the event loop stood still: one piece of work took all that time');
    else log.error(fields, 'the event loop stood still: the process was stopped, or its machine gave it no time');
  }
  if (Math.abs(moved) >= clockJump) {
    log.warn({ milliseconds: Math.round(moved) }, 'the clock was set: times in logs and events have a gap there');
  }
}

import type { EventLog } from '../agent/event-log.ts';
import type { LiveTerms } from '../agent/live-options.ts';
import { createLive, type Live } from '../agent/live.ts';
import type { LoggedEvent } from '../agent/session-event.ts';
import { isStopped, pause, unlessStopped, withDeadline } from '../upstream/deadline.ts';
import type { AgentStore } from './agent-store.ts';
import type { ClusterMeter } from './cluster-meter.ts';
import type { SessionsCopy } from './sessions-copy.ts';
import type { SharedLog } from './shared-log-options.ts';
import type { ViewChange } from './turn.ts';

export interface TermOptions {
  readonly terms: LiveTerms;
  readonly store: AgentStore;
  readonly log: SharedLog<LoggedEvent, ViewChange>;
  /** All that the log tells, up to its end. */
  readonly copy: SessionsCopy;
  /** The lease's, which was just taken. */
  readonly token: string;
  /** When it was asked for, in milliseconds of `performance.now()`, and for how many it is. */
  readonly taken: number;
  readonly lease: number;
  readonly meter: ClusterMeter;
  /** Ends the term. */
  readonly signal: AbortSignal;
  readonly onLive: (live: Live) => void;
  /** The lease could not be renewed, or could again: null. */
  readonly onEngine: (error: unknown) => void;
}

/** Milliseconds that one who leaves waits for the engine to take what was told. */
const longestGoodbye = 1000;

/**
 * Receives the upstream's notifications and appends what they tell, as long as the lease lasts. Resolves when nothing of it is left:
 * with what the caller's login ended with, or null.
 */
export async function leadTerm(options: TermOptions): Promise<Error | null> {
  const { terms, store, log, copy, token, meter, signal } = options;
  const lost = new AbortController();
  const onLost = (): void => {
    lost.abort();
  };
  const over = AbortSignal.any([signal, lost.signal]);
  log.lead(token, onLost);
  const live = createLive({
    ...terms,
    log: writingTo(log),
    continued: {
      createView: (listener) =>
        copy.recorded(listener, (change) => {
          log.change(change);
        }),
      wasKnown: copy.knownBy() !== null,
      status: copy.status(),
    },
  });
  options.onLive(live);
  meter.leads(1);
  const renewing = keepLease(options, over).finally(onLost);
  const announcing = untilKnown(live, over).then((isKnown) => {
    if (isKnown) log.change({ kind: 'known', by: token });
  });
  const ended = await unlessStopped(live.ended, over);
  await live.close();
  meter.leads(-1);
  meter.terms.add(isStopped(lost.signal) ? 'lost' : 'left');
  if (!isStopped(lost.signal)) {
    await withDeadline(longestGoodbye, undefined, (late) => unlessStopped(log.written(), late));
  }
  log.follow();
  onLost();
  await Promise.all([renewing, announcing]);
  // Where it is another's by now, or cannot be given back, it ends by itself.
  await store.release(token).catch(() => undefined);
  return ended;
}

/** The log as one who appends to it sees it; it goes on when they end. */
function writingTo(log: SharedLog<LoggedEvent, ViewChange>): EventLog<LoggedEvent> {
  return {
    append: (value) => {
      log.append(value);
    },
    head: () => log.head(),
    holds: (cursor) => log.holds(cursor),
    read: (after, signal) => log.read(after, signal),
    end: () => undefined,
  };
}

/** Renews the lease until the signal fires, or it is lost: another's, or over by our own clock while the engine is away. */
async function keepLease(
  { store, log, token, taken, lease, onEngine }: TermOptions,
  signal: AbortSignal,
): Promise<void> {
  let until = taken + lease;
  for (;;) {
    await pause(Math.min(lease / 3, Math.max(0, until - performance.now())), signal);
    const asked = performance.now();
    if (isStopped(signal) || asked >= until) return;
    try {
      if (!(await store.renew(token, log.dueView()))) return;
      until = asked + lease;
      onEngine(null);
    } catch (error) {
      onEngine(error);
    }
  }
}

/** Waits until the sessions are known, however long it takes; false where that will not be. */
async function untilKnown(live: Live, signal: AbortSignal): Promise<boolean> {
  const ended = live.ended.then(() => 'ended' as const);
  while (!isStopped(signal)) {
    try {
      await unlessStopped(live.started(), signal);
      return !isStopped(signal);
    } catch {
      // Too late, and the start goes on; or it has ended, and there is nothing to wait for: the signal may have to wait for us.
      if ((await unlessStopped(Promise.race([ended, pause(100, signal)]), signal)) === 'ended') return false;
    }
  }
  return false;
}

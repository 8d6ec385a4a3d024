import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { createConfirmations, type Confirmations } from '../../src/agent/confirmations.ts';
import { createEnding } from '../../src/agent/ending.ts';
import type { LiveOptions, LiveUpstream } from '../../src/agent/live-options.ts';
import { createLive, type Live } from '../../src/agent/live.ts';
import type { LoggedEvent } from '../../src/agent/session-event.ts';
import type { SessionEvent } from '../../src/agent/session-event.ts';
import type { Log } from '../../src/log.ts';
import { createEventMeter } from '../../src/meters/event-meter.ts';
import type { SessionPatch } from '../../src/normalise/session.ts';
import type { NotificationSignal } from '../../src/upstream/notifications.ts';
import { notification } from '../normalise/fixtures.ts';
import { logOf } from './log-of.ts';

/** A read of the sessions that the test answers when it likes. */
export interface Read {
  readonly answer: (sessions: readonly SessionPatch[]) => void;
  readonly fail: (error: Error) => void;
  readonly signal: AbortSignal;
}

/** A `Live` whose upstream is the test. */
export interface Script {
  readonly live: Live;
  readonly confirmations: Confirmations;
  readonly warnings: readonly unknown[];
  /** Lets a signal arrive; resolves when it was taken in and everything that follows at once was done. */
  readonly say: (signal: NotificationSignal) => Promise<void>;
  /** Delivers the data of a notification. */
  readonly deliver: (data: unknown) => Promise<void>;
  /** The stream fails, or just ends. */
  readonly end: (error?: unknown) => Promise<void>;
  /** The next read nobody took yet, as soon as it is asked for. */
  readonly read: () => Promise<Read>;
  /** How many reads were asked for so far. */
  readonly asked: () => number;
  /** True when the notification stream was left. */
  readonly left: () => boolean;
}

export const subscribed: NotificationSignal = { kind: 'subscribed' };
export const resumed = (lossless: boolean): NotificationSignal => ({ kind: 'resumed', lossless });
export const trouble = (reason: string, gone = false): NotificationSignal => ({ kind: 'trouble', reason, gone });

/** The tests' clock: every look at it is a millisecond later. */
export const firstInstant = Date.UTC(2026, 0, 1);

type Step =
  { readonly signal: NotificationSignal; readonly taken: () => void } | { readonly end: true; readonly error: unknown };

export interface ScriptOptions extends Partial<LiveOptions> {
  readonly logSize?: number;
  readonly readSession?: LiveUpstream['readSession'];
  readonly readTranscript?: LiveUpstream['readTranscript'];
}

export function script(options: ScriptOptions = {}): Script {
  const steps: Step[] = [];
  const reads: Read[] = [];
  const warnings: unknown[] = [];
  const news = new EventTarget();
  let asked = 0;
  let left = false;
  let clock = firstInstant;

  async function* receive(signal: AbortSignal): AsyncGenerator<NotificationSignal, void, void> {
    const woken = (): boolean => news.dispatchEvent(new Event('step'));
    signal.addEventListener('abort', woken, { once: true });
    try {
      while (!signal.aborted) {
        const step = steps.shift();
        if (step === undefined) await once(news, 'step');
        else if ('end' in step) {
          if (step.error !== undefined) throw step.error as Error;
          return;
        } else {
          yield step.signal;
          step.taken();
        }
      }
    } finally {
      left = true;
    }
  }

  function readSessions(signal: AbortSignal): Promise<readonly SessionPatch[]> {
    asked += 1;
    const { promise, resolve, reject } = Promise.withResolvers<readonly SessionPatch[]>();
    reads.push({ answer: resolve, fail: reject, signal });
    news.dispatchEvent(new Event('read'));
    return promise;
  }

  const quiet = (): void => undefined;
  const logger: Log = { debug: quiet, info: quiet, warn: (fields) => warnings.push(fields), error: quiet };
  const confirmations = createConfirmations();
  const live = createLive({
    upstream: {
      receive,
      readSessions,
      readSession: options.readSession ?? (() => Promise.resolve(null)),
      readTranscript: options.readTranscript ?? (() => Promise.resolve(null)),
    },
    me: 'me',
    log: logOf<LoggedEvent>(options.logSize ?? 100),
    confirmations,
    mostBytes: 1e9,
    startTimeout: 10_000,
    retryPause: 0,
    recheckEvery: 0,
    lookGrace: 0,
    meter: createEventMeter(),
    random: () => 0.5,
    now: () => clock++,
    logger,
    ...options,
  });
  onTestFinished(() => live.close());

  async function say(signal: NotificationSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    steps.push({
      signal,
      taken() {
        resolve(undefined);
      },
    });
    news.dispatchEvent(new Event('step'));
    await promise;
    await turn();
  }

  return {
    live,
    confirmations,
    warnings,
    say,
    deliver: (data) => say({ kind: 'delivery', channel: '/v2/me/facebooksession', data }),
    async end(error) {
      steps.push({ end: true, error });
      news.dispatchEvent(new Event('step'));
      await live.ended;
    },
    async read() {
      for (;;) {
        const read = reads.shift();
        if (read !== undefined) return read;
        await once(news, 'read');
      }
    },
    asked: () => asked,
    left: () => left,
  };
}

/** A live that was started with these sessions. */
export async function started(
  sessions: readonly SessionPatch[],
  options: Parameters<typeof script>[0] = {},
): Promise<Script> {
  const made = script(options);
  await made.say(subscribed);
  (await made.read()).answer(sessions);
  await made.live.started();
  return made;
}

/** Someone who reads the events. */
export interface Subscriber {
  /** The next events, waited for. */
  next(count: number): Promise<SessionEvent[]>;
  /** Leaves, as a client that unsubscribes does; resolves when the stream ended. */
  leave(): Promise<void>;
  readonly events: AsyncGenerator<SessionEvent, void, void>;
  readonly ending: ReturnType<typeof createEnding>;
}

export function subscribe(live: Live, after: string | null = null): Subscriber {
  const ending = createEnding();
  const events = live.events(after, ending);
  return {
    events,
    ending,
    async next(count) {
      const found: SessionEvent[] = [];
      while (found.length < count) {
        const { done, value } = await events.next();
        if (done === true) throw new Error(`the stream ended after ${found.length} of ${count} events`);
        found.push(value);
      }
      return found;
    },
    async leave() {
      await events.return();
    },
  };
}

/** `data` of a StatusChange. */
export function statusChange(id: string, state: string, more: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    messageType: 'FacebooksessionStateChangeMessage',
    notificationType: 'StatusChange',
    facebooksession: { id, state, ...more },
  };
}

/** `data` of a message log with one text. */
export function newMessage(id: string, index: number, text: string): unknown {
  const documented = notification('send-message.1-new-messages.rev-2016') as { messages: readonly object[] };
  const messages = [{ ...documented.messages[0], index, text }];
  return { ...documented, messages, facebooksessionUri: `http://localhost:8080/api/v2/facebooksessions/${id}` };
}

import { randomBytes } from 'node:crypto';
import { createConfirmations } from '../../src/agent/confirmations.ts';
import { createCursors } from '../../src/agent/cursors.ts';
import { createEnding } from '../../src/agent/ending.ts';
import { createEventLog, type EventLog } from '../../src/agent/event-log.ts';
import { createEventSizes } from '../../src/agent/event-size.ts';
import { createLive } from '../../src/agent/live.ts';
import type { LoggedEvent, SessionEvent } from '../../src/agent/session-event.ts';
import type { Log } from '../../src/log.ts';
import { createEventMeter } from '../../src/meters/event-meter.ts';
import { normaliseMessageList } from '../../src/normalise/answer.ts';
import type { MessageRecord } from '../../src/normalise/message.ts';
import { normaliseSessionPatch, type SessionPatch } from '../../src/normalise/session.ts';
import type { NotificationSignal } from '../../src/upstream/notifications.ts';
import { idOf, type Notifications } from './notifications.ts';

export interface PipelineOptions {
  readonly notifications: Notifications;
  readonly sessions: number;
  /** Messages in each transcript, told before. */
  readonly told: number;
  /** Bounds of the event log. */
  readonly log: { readonly size: number; readonly bytes: number };
  /** Events in the log at the start. */
  readonly logged: number;
}

/** One caller's agent side, as a link has it, without a network: from a notification's text to one subscriber. */
export interface Pipeline {
  /** The snapshot that the subscriber began with. */
  readonly snapshot: SessionEvent;
  /** Delivers a notification and waits for the event that it makes. */
  event(text: string): Promise<SessionEvent>;
  close(): Promise<void>;
}

const quiet = (): void => undefined;
const logger: Log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

export async function createPipeline(options: PipelineOptions): Promise<Pipeline> {
  const { notifications, sessions } = options;
  const log = createEventLog<LoggedEvent>({
    ...options.log,
    sizeOf: createEventSizes(),
    cursors: createCursors(randomBytes(32), 'caller'),
  });
  const upstream = createScript();
  const live = createLive({
    upstream: {
      receive: (signal) => upstream.receive(signal),
      readSessions: () => Promise.resolve(patches(notifications, sessions)),
      readSession: () => Promise.resolve(null),
      readTranscript: (id) => Promise.resolve(transcript(notifications, id, options.told)),
    },
    me: 'me',
    log,
    confirmations: createConfirmations(),
    // Of no matter: it is far from what a growing caller has.
    mostBytes: 1e9,
    startTimeout: 10_000,
    retryPause: 0,
    recheckEvery: 0,
    lookGrace: 0,
    meter: createEventMeter(),
    random: Math.random,
    now: Date.now,
    logger,
  });
  upstream.say({ kind: 'subscribed' });
  await live.started();
  fill(log, options.logged);
  const events = live.events(null, createEnding());

  async function next(): Promise<SessionEvent> {
    const { done, value } = await events.next();
    if (done === true) throw new Error('the stream ended');
    return value;
  }

  return {
    snapshot: await next(),
    event(text) {
      upstream.say({ kind: 'delivery', channel: '/v2/me/facebooksession', data: JSON.parse(text) as unknown });
      return next();
    },
    async close() {
      await events.return();
      await live.close();
    },
  };
}

/** A notification stream that says what it is told to. */
function createScript(): {
  readonly say: (signal: NotificationSignal) => void;
  readonly receive: (signal: AbortSignal) => AsyncGenerator<NotificationSignal, void, void>;
} {
  const waiting: NotificationSignal[] = [];
  let wake = quiet;
  return {
    say(signal) {
      waiting.push(signal);
      wake();
    },
    async *receive(signal) {
      signal.addEventListener('abort', () => {
        wake();
      });
      while (!signal.aborted) {
        const next = waiting.shift();
        if (next !== undefined) yield next;
        else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
  };
}

function patches(notifications: Notifications, sessions: number): readonly SessionPatch[] {
  return Array.from({ length: sessions }, (_, index) => normaliseSessionPatch(notifications.session(index))).filter(
    (patch) => patch !== null,
  );
}

function transcript(notifications: Notifications, id: string, told: number): readonly MessageRecord[] {
  const messages = Array.from({ length: told }, (_, index) => notifications.message(index));
  return normaliseMessageList({ messages }, id);
}

/** Small events of their own: what is measured is how many there are. */
function fill(log: EventLog<LoggedEvent>, count: number): void {
  const receivedAt = new Date(0).toISOString();
  for (let index = 0; index < count; index += 1) {
    log.append({
      __typename: 'OperationFailed',
      sessionId: idOf(0),
      referenceId: index,
      code: 'CANNOT_ASSIGN',
      message: null,
      receivedAt,
      cursor: null,
    });
  }
}

import type { SessionEvent } from '../../src/agent/session-event.ts';
import { changingKey, createNotifications, idOf, type EventKind, type Notifications } from './notifications.ts';
import { createPipeline } from './pipeline.ts';

/** One size of one series. */
export interface GrowthCase {
  readonly kind: EventKind;
  /** Live sessions of the caller; events go round them. */
  readonly sessions: number;
  /** User data keys of each; null for what the documented notification has. */
  readonly keys: number | null;
  /** Messages told in each session before. */
  readonly told: number;
  /** Events in the log before, which is as large as that; null for a log as the settings have it, empty. */
  readonly logged: number | null;
  /** Fresh callers per measurement, and measured events of each: few where events make what is measured grow. */
  readonly callers: number;
  readonly events: number;
}

export interface Measured {
  /** Microseconds of processor time per event. */
  readonly cost: number;
  /** Microseconds for what no event of this kind can do without: parsing its text, copying the user data that it changes. */
  readonly copy: number;
  readonly wrong: readonly string[];
}

/** Events before those that are measured, per caller. */
const first = 10;

/** The defaults of EVENT_LOG_SIZE and EVENT_LOG_BYTES. */
const usualLog = { size: 1000, bytes: 2_097_152 };

export async function measure(given: GrowthCase): Promise<Measured> {
  const notifications = createNotifications(given.keys);
  const wrong: string[] = [];
  let cost = 0;
  for (let caller = 0; caller < given.callers; caller += 1) cost += await oneCaller(given, notifications, wrong);
  const events = given.callers * given.events;
  return { cost: cost / events, copy: copying(given, notifications), wrong };
}

/** @returns microseconds for all its events */
async function oneCaller(given: GrowthCase, notifications: Notifications, wrong: string[]): Promise<number> {
  const { kind, sessions, told, logged } = given;
  const log = logged === null ? usualLog : { size: logged, bytes: Infinity };
  const pipeline = await createPipeline({ notifications, sessions, told, log, logged: logged ?? 0 });
  const start = pipeline.snapshot;
  if (start.__typename !== 'SessionsSnapshot' || start.sessions.length !== sessions) {
    wrong.push(`the stream did not begin with a snapshot of all sessions, ${sessions} in number`);
  }
  const texts = Array.from({ length: first + given.events }, (_, index) =>
    notifications.text(kind, index % sessions, told + index),
  );
  const events: SessionEvent[] = [];
  for (const text of texts.slice(0, first)) events.push(await pipeline.event(text));
  globalThis.gc?.();
  const took = process.cpuUsage();
  for (const text of texts.slice(first)) events.push(await pipeline.event(text));
  const { user, system } = process.cpuUsage(took);
  events.forEach((event, index) => {
    if (!isRight(event, kind, idOf(index % sessions), told + index)) {
      wrong.push(`event ${index} of ${kind} is not what was delivered: ${event.__typename}`);
    }
  });
  await pipeline.close();
  return user + system;
}

function isRight(event: SessionEvent, kind: EventKind, session: string, number: number): boolean {
  if (kind === 'message') {
    const message = event.__typename === 'MessageAdded' && event.sessionId === session ? event.message : null;
    return message?.__typename === 'TextMessage' && message.text === `text ${number}`;
  }
  if (event.__typename !== 'SessionPropertiesChanged' || event.session.id !== session) return false;
  const isOne = event.changedKeys.length === 1 && event.changedKeys[0] === changingKey;
  return isOne && event.session.userData.get(changingKey) === String(number);
}

function copying({ kind, keys, events }: GrowthCase, notifications: Notifications): number {
  if (keys === null || kind === 'message') return 0;
  let known = new Map(Object.entries(notifications.session(0)['userData'] as object));
  const texts = Array.from({ length: events }, (_, index) => notifications.text(kind, 0, index));
  globalThis.gc?.();
  const took = process.cpuUsage();
  for (const text of texts) {
    const parsed = JSON.parse(text) as Readonly<Record<string, unknown>>;
    known = new Map(known).set(changingKey, parsed['messageType']);
  }
  const { user, system } = process.cpuUsage(took);
  return (user + system) / events;
}

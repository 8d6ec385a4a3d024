import { asArray, asInt, asObject, asString, fold, type JsonObject } from './decode.ts';
import type { Fact, SessionChange } from './fact.ts';
import { failureOf, sessionNamed } from './failure.ts';
import { normaliseLogEntry, type LogEntry } from './message.ts';
import { normaliseSessionPatch } from './session.ts';

/**
 * What the `data` of a delivered Bayeux message states (CometD notifications page). Never throws, whatever the input; what cannot
 * be interpreted comes out as an `unrecognized` fact. Routed by messageType and not by channel, because one channel may be
 * shared; names are compared without regard to case, as the Accept page spells one otherwise.
 */
export function normaliseNotification(data: unknown): readonly Fact[] {
  const body = asObject(data);
  if (body === null) return [unrecognized({}, data)];
  switch (fold(body['messageType'])) {
    case 'facebooksessionstatechangemessage':
      return sessionFacts(body);
    case 'messagelogupdated':
      return logFacts(body);
    case 'errormessage':
      return [failureOf(body)];
    default:
      return [unrecognized(body, body)];
  }
}

/** Entries of one log that cannot be read and are shown each by itself; more are shown together. */
const unreadableAlone = 20;

const CHANGES: ReadonlyMap<string, SessionChange> = new Map([
  ['statuschange', 'STATUS'],
  ['participantsupdated', 'PARTICIPANTS'],
  ['propertiesupdated', 'PROPERTIES'],
]);

/** The resource's key is `facebooksession`; the Accept page has `facebooksessions`. */
function sessionFacts(body: JsonObject): readonly Fact[] {
  const notificationType = fold(body['notificationType']);
  if (notificationType === 'error') return [failureOf(body)];
  const patch = normaliseSessionPatch(body['facebooksession']) ?? normaliseSessionPatch(body['facebooksessions']);
  if (patch === null) return [unrecognized(body, body)];
  const change = CHANGES.get(notificationType) ?? 'UNKNOWN';
  const fact: Fact = { kind: 'session', change, patch, referenceId: asInt(body['referenceId']) };
  return change === 'UNKNOWN' ? [fact, unrecognized(body, body)] : [fact];
}

/**
 * Chat sends the same messageType with `chatUri` and `chatPath`: that is no Facebook session's log. A notificationType other than
 * the only one documented, `NewMessages`, may mean anything, so the notification is shown beside what it seems to say.
 */
function logFacts(body: JsonObject): readonly Fact[] {
  const sessionId = sessionNamed(body);
  const messages = asArray(body['messages']);
  if (sessionId === null || messages === null) return [unrecognized(body, body)];
  const entries: LogEntry[] = [];
  const unreadable: unknown[] = [];
  const rest: Fact[] = ['', 'newmessages'].includes(fold(body['notificationType'])) ? [] : [unrecognized(body, body)];
  for (const message of messages) {
    const entry = normaliseLogEntry(message, sessionId);
    if (entry === null) unreadable.push(message);
    else entries.push(entry);
  }
  for (const message of unreadable.splice(0, unreadableAlone)) rest.push(unrecognized(body, message));
  if (unreadable.length > 0) rest.push(unrecognized(body, unreadable));
  return entries.length === 0 ? rest : [{ kind: 'log', sessionId, entries }, ...rest];
}

function unrecognized(body: JsonObject, payload: unknown): Fact {
  return {
    kind: 'unrecognized',
    messageType: asString(body['messageType']),
    notificationType: asString(body['notificationType']),
    payload,
  };
}

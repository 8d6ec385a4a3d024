import type { Fact, SessionChange } from '../normalise/fact.ts';
import type { LogEntry } from '../normalise/message.ts';
import type { ParticipantRecord } from '../normalise/participant.ts';
import { sameJson } from '../normalise/same-json.ts';
import { completeSession, mergeSession, type SessionPatch, type SessionRecord } from '../normalise/session.ts';
import type { EventBody } from './session-event.ts';
import { nothingTold, withoutForgotten, withTold, type Told } from './told-entries.ts';

/** What is known of one caller's sessions. Immutable; made only by the functions here. */
export interface SessionView {
  /** In order of appearance; of those that are over, in order of the last news. */
  readonly sessions: ReadonlyMap<string, SessionRecord>;
  /** Per session, what was told of its log; upstream repeats it (CometD gives no delivery guarantee). */
  readonly told: Told;
}

export interface Reduction {
  readonly view: SessionView;
  readonly events: readonly EventBody[];
}

export const emptyView: SessionView = { sessions: new Map(), told: new Map() };

/** Sessions that are over are kept for late readers, the most recent of them only. */
const endedSessionsKept = 50;
/** No agent has so many; an upstream gone wrong could tell of more than memory holds. */
const sessionsKept = 1000;
/** What the view is after a fact, and what happened. A fact that says nothing new gives no event and the same view. */
export function reduce(view: SessionView, fact: Fact): Reduction {
  switch (fact.kind) {
    case 'session':
      return reduceSession(view, fact.change, fact.patch);
    case 'log':
      return reduceLog(view, fact.sessionId, fact.entries);
    case 'failure': {
      const { sessionId, referenceId, code, message } = fact;
      return { view, events: [{ __typename: 'OperationFailed', sessionId, referenceId, code, message }] };
    }
    case 'unrecognized': {
      const { messageType, notificationType, payload } = fact;
      return { view, events: [{ __typename: 'UnrecognizedNotification', messageType, notificationType, payload }] };
    }
  }
}

/** The view after all sessions were read anew, in full: those that upstream no longer lists are gone. */
export function replaceSessions(view: SessionView, read: readonly SessionPatch[]): SessionView {
  const sessions = new Map<string, SessionRecord>();
  for (const patch of read) {
    const known = view.sessions.get(patch.id);
    const session = known === undefined ? completeSession(patch) : mergeSession(known, patch, { userData: 'replace' });
    sessions.set(patch.id, session);
  }
  return { sessions, told: withoutForgotten(view.told, sessions) };
}

/** The view in which these messages count as told: they were there before there was anyone to tell. */
export function markTold(view: SessionView, sessionId: string, messageIds: Iterable<string>): SessionView {
  const { messages, typing } = view.told.get(sessionId) ?? nothingTold;
  const entries = { messages: new Set([...messages, ...messageIds]), typing };
  return { ...view, told: withTold(view.told, sessionId, entries, view.sessions) };
}

/** The view after one session was read anew, in full, and what that shows. */
export function rereadSession(view: SessionView, patch: SessionPatch): Reduction {
  return reduceSession(view, 'READ', patch);
}

function reduceSession(view: SessionView, change: SessionChange | 'READ', patch: SessionPatch): Reduction {
  const known = view.sessions.get(patch.id);
  const believed = believe(change, patch, known);
  const userData = change === 'READ' ? 'replace' : 'merge';
  const session = known === undefined ? completeSession(believed) : mergeSession(known, believed, { userData });
  if (session === known) return { view, events: [] };

  const events: EventBody[] = [];
  const { joined, left } = compareParticipants(known?.participants ?? [], session.participants);
  if ((joined.length > 0 || left.length > 0) && (known !== undefined || change === 'PARTICIPANTS')) {
    events.push({ __typename: 'ParticipantsChanged', session, joined, left });
  }
  if (session.state !== known?.state) {
    const previousState = known?.state ?? null;
    events.unshift({ __typename: 'SessionStateChanged', session, state: session.state, previousState });
  }
  // Elsewhere than in PropertiesUpdated other members ride along on the event's session; a change with no event of its own is told here.
  if (known !== undefined && (events.length === 0 || !ridesAlong.has(change))) {
    const keys = new Set([...known.userData.keys(), ...session.userData.keys()]);
    const changedKeys = [...keys].filter((key) => !sameEntry(known.userData, session.userData, key));
    const commentChanged = session.comment !== known.comment;
    if (events.length === 0 || changedKeys.length > 0 || commentChanged) {
      events.push({ __typename: 'SessionPropertiesChanged', session, changedKeys, commentChanged });
    }
  }
  return { view: withSession(view, session), events };
}

/** Notifications that are about something else: their other members are shown on its event. */
const ridesAlong: ReadonlySet<SessionChange | 'READ'> = new Set(['STATUS', 'PARTICIPANTS']);

function sameEntry(left: SessionRecord['userData'], right: SessionRecord['userData'], key: string): boolean {
  return left.has(key) === right.has(key) && sameJson(left.get(key), right.get(key));
}

/**
 * What to believe of a patch. `state` counts in a StatusChange only: a ParticipantsUpdated was seen to say Completed to the agent
 * who stays (RemoveParticipantFromConference page); of a session first heard of otherwise, only a state that ends nothing counts.
 * An empty participants list counts in a ParticipantsUpdated only: the StatusChange that answers Accept prints one beside people
 * who are there (Accept page).
 */
function believe(change: SessionChange | 'READ', patch: SessionPatch, known: SessionRecord | undefined): SessionPatch {
  const { state, participants, ...rest } = patch;
  const stateCounts =
    change === 'STATUS' || change === 'READ' || (known === undefined && (state === 'INVITED' || state === 'CHATTING'));
  const participantsCount =
    change === 'PARTICIPANTS' || change === 'READ' || (participants !== undefined && participants.length > 0);
  const over = stateCounts && (state === 'COMPLETED' || state === 'REVOKED');
  return {
    // The StatusChange that ends a session names no capabilities (page "Reject"): there are none left.
    ...(over ? { capabilities: [] } : {}),
    ...rest,
    ...(stateCounts && state !== undefined ? { state } : {}),
    ...(participantsCount && participants !== undefined ? { participants } : {}),
  };
}

/** Who came and who went, by id: the message log's `from` may name the one who stayed (contract: "who left" is the difference). */
function compareParticipants(
  before: readonly ParticipantRecord[],
  after: readonly ParticipantRecord[],
): { joined: readonly ParticipantRecord[]; left: readonly ParticipantRecord[] } {
  const absent = (from: readonly ParticipantRecord[]) => {
    const ids = new Set(from.map(({ id }) => id));
    return ({ id }: ParticipantRecord): boolean => !ids.has(id);
  };
  return { joined: after.filter(absent(before)), left: before.filter(absent(after)) };
}

function reduceLog(view: SessionView, sessionId: string, entries: readonly LogEntry[]): Reduction {
  const session = view.sessions.get(sessionId) ?? null;
  const before = view.told.get(sessionId) ?? nothingTold;
  const told = { messages: new Set(before.messages), typing: new Set(before.typing) };
  const events: EventBody[] = [];
  for (const entry of entries) {
    const [id, ids] = entry.kind === 'message' ? [entry.message.id, told.messages] : [entry.id, told.typing];
    if (ids.has(id)) continue;
    ids.add(id);
    if (entry.kind === 'message') {
      events.push({ __typename: 'MessageAdded', sessionId, session, message: entry.message });
    } else {
      const { participant, isTyping } = entry;
      events.push({ __typename: 'TypingChanged', sessionId, participant, isTyping });
    }
  }
  if (events.length === 0) return { view, events };
  return { view: { ...view, told: withTold(view.told, sessionId, told, view.sessions) }, events };
}

function withSession(view: SessionView, session: SessionRecord): SessionView {
  const sessions = new Map(view.sessions);
  // Re-inserted at the end, so that a session that lasted long is not the first to go once it is over.
  if (isEnded(session)) sessions.delete(session.id);
  sessions.set(session.id, session);
  if (isEnded(session)) dropOldest(sessions, endedSessionsKept, isEnded);
  else dropOldest(sessions, sessionsKept, () => true);
  return { ...view, sessions };
}

function dropOldest(
  sessions: Map<string, SessionRecord>,
  kept: number,
  counts: (session: SessionRecord) => boolean,
): void {
  const counted = [...sessions.values()].filter(counts);
  for (const { id } of counted.slice(0, Math.max(0, counted.length - kept))) sessions.delete(id);
}

function isEnded({ state }: SessionRecord): boolean {
  return state === 'COMPLETED' || state === 'REVOKED';
}

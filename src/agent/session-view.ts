import type { Fact, SessionChange } from '../normalise/fact.ts';
import type { LogEntry } from '../normalise/message.ts';
import type { ParticipantRecord } from '../normalise/participant.ts';
import { completeSession, isOver, mergeSession, type SessionPatch, type SessionRecord } from '../normalise/session.ts';
import { changedKeys } from '../normalise/user-data.ts';
import type { EventBody } from './session-event.ts';
import type { ToldEntries } from './told-entries.ts';

/** What is known of one caller's sessions. Changed by nobody but who keeps it (`createKeptView`); the records in it never change. */
export interface SessionView {
  /** In order of appearance; of those that are over, in order of the last news. */
  readonly sessions: ReadonlyMap<string, SessionRecord>;
  /** Per session, what was told of its log; upstream repeats it (CometD gives no delivery guarantee). */
  readonly told: ReadonlyMap<string, ToldEntries>;
}

/**
 * What follows from a fact: what the view has to take in, and what happened. Small whatever the size of the view, which a copy
 * for each fact would not be.
 */
export interface Reduction {
  /** The session as it is now; null where nothing is new. */
  readonly session: SessionRecord | null;
  /** Entries of a session's log that are told by this; null where there are none. */
  readonly told: { readonly sessionId: string; readonly entries: ToldEntries } | null;
  readonly events: readonly EventBody[];
}

/** What a fact does to the view, and what happened. A fact that says nothing new gives no event and changes nothing. */
export function reduce(view: SessionView, fact: Fact): Reduction {
  switch (fact.kind) {
    case 'session':
      return reduceSession(view, fact.change, fact.patch);
    case 'log':
      return reduceLog(view, fact.sessionId, fact.entries);
    case 'failure': {
      const { sessionId, referenceId, code, message } = fact;
      return happened({ __typename: 'OperationFailed', sessionId, referenceId, code, message });
    }
    case 'unrecognized': {
      const { messageType, notificationType, payload } = fact;
      return happened({ __typename: 'UnrecognizedNotification', messageType, notificationType, payload });
    }
  }
}

/** One session was read anew, in full: what that does to the view, and what it shows. */
export function rereadSession(view: SessionView, patch: SessionPatch): Reduction {
  return reduceSession(view, 'READ', patch);
}

export const nothingNew: Reduction = { session: null, told: null, events: [] };

function happened(event: EventBody): Reduction {
  return { session: null, told: null, events: [event] };
}

function reduceSession(view: SessionView, change: SessionChange | 'READ', patch: SessionPatch): Reduction {
  const known = view.sessions.get(patch.id);
  const believed = believe(change, patch, known);
  const userData = change === 'READ' ? 'replace' : 'merge';
  const session = known === undefined ? completeSession(believed) : mergeSession(known, believed, { userData });
  if (session === known) return nothingNew;

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
    const keys = changedKeys(known.userData, session.userData);
    const commentChanged = session.comment !== known.comment;
    if (events.length === 0 || keys.length > 0 || commentChanged) {
      events.push({ __typename: 'SessionPropertiesChanged', session, changedKeys: keys, commentChanged });
    }
  }
  return { session, told: null, events };
}

/** Notifications that are about something else: their other members are shown on its event. */
const ridesAlong: ReadonlySet<SessionChange | 'READ'> = new Set(['STATUS', 'PARTICIPANTS']);

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
  // One who has left is told late, or once more, who was there before.
  const isEcho = known?.state === 'LEFT_CHAT' && change === 'PROPERTIES';
  const participantsCount =
    change === 'PARTICIPANTS' ||
    change === 'READ' ||
    (!isEcho && participants !== undefined && participants.length > 0);
  const over = stateCounts && state !== undefined && isOver(state);
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
  if (before === after) return { joined: [], left: [] };
  const absent = (from: readonly ParticipantRecord[]) => {
    const ids = new Set(from.map(({ id }) => id));
    return ({ id }: ParticipantRecord): boolean => !ids.has(id);
  };
  return { joined: after.filter(absent(before)), left: before.filter(absent(after)) };
}

function reduceLog(view: SessionView, sessionId: string, entries: readonly LogEntry[]): Reduction {
  const session = view.sessions.get(sessionId) ?? null;
  const before = view.told.get(sessionId);
  const told = { messages: new Set<string>(), typing: new Set<string>() };
  const events: EventBody[] = [];
  for (const entry of entries) {
    const [id, which] =
      entry.kind === 'message' ? [entry.message.id, 'messages' as const] : [entry.id, 'typing' as const];
    if (told[which].has(id) || before?.[which].has(id) === true) continue;
    told[which].add(id);
    if (entry.kind === 'message') {
      events.push({ __typename: 'MessageAdded', sessionId, session, message: entry.message });
    } else {
      const { participant, isTyping } = entry;
      events.push({ __typename: 'TypingChanged', sessionId, participant, isTyping });
    }
  }
  return events.length === 0 ? nothingNew : { session: null, told: { sessionId, entries: told }, events };
}

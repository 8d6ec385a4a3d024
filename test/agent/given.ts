import type { EventBody } from '../../src/agent/session-event.ts';
import type { SessionView } from '../../src/agent/session-view.ts';
import { emptyView, reduce } from './pure-view.ts';
import type { Fact } from '../../src/normalise/fact.ts';
import type { LogEntry } from '../../src/normalise/message.ts';
import { normaliseNotification } from '../../src/normalise/notification.ts';
import type { ParticipantRecord } from '../../src/normalise/participant.ts';
import { completeSession, type SessionPatch, type SessionRecord } from '../../src/normalise/session.ts';
import { notification } from '../normalise/fixtures.ts';

/** The session of the RemoveParticipantFromConference page. */
export const sessionId = '0002EaAY01MT0082';

export const customer: ParticipantRecord = {
  __typename: 'Participant',
  id: '007356278F230171',
  role: 'CUSTOMER',
  nickname: 'VitaliyOnv',
  visibility: 'ALL',
  userId: null,
};

/** The agent who stays. */
export const agent1: ParticipantRecord = {
  __typename: 'Participant',
  id: '007356278F310173',
  role: 'AGENT',
  nickname: 'TestName',
  visibility: 'ALL',
  userId: '5e101708f14442c7ab79814bb4f799b2',
};

/** The agent who is removed. */
export const agent2: ParticipantRecord = {
  __typename: 'Participant',
  id: '007356278F310174',
  role: 'AGENT',
  nickname: 'Consulted',
  visibility: 'AGENTS',
  userId: 'e2c90c960d3d40c79684818983ceb314',
};

/** The facts of a documented notification. */
export function factsOf(name: string): readonly Fact[] {
  return normaliseNotification(notification(name));
}

/** The patch of a documented notification about a session. */
export function patchOf(name: string): SessionPatch {
  const [fact] = factsOf(name);
  if (fact?.kind !== 'session') throw new Error(`${name} is not about a session`);
  return fact.patch;
}

/** The seed's session before the removal: both agents and the customer in it. */
export function seedSession(state: SessionRecord['state'] = 'CHATTING'): SessionRecord {
  const patch = patchOf('remove-participant.agent1.2-participants-updated');
  return { ...completeSession(patch), state, participants: [customer, agent1, agent2] };
}

export function viewOf(...sessions: readonly SessionRecord[]): SessionView {
  return { ...emptyView, sessions: new Map(sessions.map((session) => [session.id, session])) };
}

/** All facts in turn. */
export function reduceAll(start: SessionView, facts: readonly Fact[]): { view: SessionView; events: EventBody[] } {
  let view = start;
  const events: EventBody[] = [];
  for (const fact of facts) {
    const reduction = reduce(view, fact);
    view = reduction.view;
    events.push(...reduction.events);
  }
  return { view, events };
}

/** A fact that a StatusChange, ParticipantsUpdated or PropertiesUpdated states. */
export function sessionFact(
  change: Extract<Fact, { kind: 'session' }>['change'],
  patch: SessionPatch,
  referenceId: number | null = null,
): Fact {
  return { kind: 'session', change, patch, referenceId };
}

export function textEntry(index: number, text: string, sender = agent1, id = sessionId): LogEntry {
  return {
    kind: 'message',
    message: {
      __typename: 'TextMessage',
      id: `${id}.${index}.${text.replaceAll(' ', '')}`,
      index,
      sender,
      visibility: 'ALL',
      sentAt: '2015-10-21T13:13:19.000Z',
      text,
    },
  };
}

export function logFact(...entries: readonly LogEntry[]): Fact {
  return { kind: 'log', sessionId, entries };
}

/** A value of a list that the test knows to be there. */
export function at<T>(list: readonly T[], index: number): T {
  const value = list.at(index);
  if (value === undefined) throw new Error(`nothing at ${index} of ${list.length}`);
  return value;
}

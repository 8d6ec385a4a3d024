import { createDuty, type Duty } from './duty.ts';
import type { SandboxQueue } from './queues.ts';

/**
 * What the sandbox knows: users, Facebook sessions, and each agent's own state in each session.
 * A plain model without sockets or timers; every bound that keeps it from growing without limit is here.
 */

/** Public part and password of somebody who can log in. */
export interface SandboxUser {
  readonly userName: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  /** How the person is shown in conversations unless Accept said otherwise. */
  readonly nickname: string;
  /** 32 hexadecimal digits, the last segment of the user's uri. */
  readonly id: string;
  readonly role: 'ROLE_AGENT' | 'ROLE_SUPERVISOR';
}

/** State of a session for one agent; two agents may hold different states of one session at one time. */
export type AgentState = 'Invited' | 'Chatting' | 'LeftChat' | 'Completed' | 'Revoked';
export type Visibility = 'All' | 'Agents';

/** A presence in a session; `userId` is absent for the customer. */
export interface Participant {
  readonly participantId: string;
  readonly type: 'Agent' | 'Customer';
  readonly nickname: string;
  readonly visibility: Visibility;
  readonly userId?: string;
}

export interface LogMessage {
  readonly index: number;
  readonly type: 'Text' | 'Notice' | 'ParticipantJoined' | 'ParticipantLeft' | 'TypingStarted' | 'TypingStopped';
  /** A copy of the participant as it was when the message was written. */
  readonly from: Participant;
  readonly text?: string;
  readonly visibility: Visibility;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** One agent's part in a session, kept after it ended until the session itself is forgotten. */
export interface AgentPart {
  state: AgentState;
  /** Milliseconds since 1970 of the last change of `state`. */
  since: number;
}

export interface FacebookSession {
  readonly id: string;
  readonly receivedAt: number;
  readonly customer: Participant;
  /** In order of joining; the customer leaves this list when the session ends for them. */
  participants: Participant[];
  readonly parts: Map<string, AgentPart>;
  messages: LogMessage[];
  nextIndex: number;
  readonly userData: Map<string, unknown>;
  comment: string | undefined;
  /** Set from a transfer to a queue until an agent accepts. */
  queued: Queued | undefined;
}

export interface Queued {
  readonly queueId: string;
  /** User ids of those to whom it is not offered: who transferred, rejected or missed it. */
  readonly passed: Set<string>;
}

export interface NewSession {
  readonly nickname: string;
  readonly userData: Readonly<Record<string, unknown>>;
  /** Milliseconds since 1970; the present when absent. */
  readonly receivedAt?: number;
  /** Given for the documented session only; drawn otherwise. */
  readonly id?: string;
  readonly customerId?: string;
}

export interface World {
  readonly users: readonly SandboxUser[];
  readonly queues: readonly SandboxQueue[];
  readonly duty: Duty;
  readonly sessions: Map<string, FacebookSession>;
  /** Milliseconds since 1970. */
  now(): number;
  user(id: string): SandboxUser | undefined;
  /** The number that ties notifications to a request; one small counter for all users, as traces of real servers show. */
  nextReferenceId(): number;
  createSession(options: NewSession): FacebookSession;
  createAgent(user: SandboxUser, visibility: Visibility, nickname?: string, participantId?: string): Participant;
}

/** Sessions kept; when there are more, the oldest is forgotten. */
export const maxSessions = 1_000;

export interface WorldOptions {
  readonly users: readonly SandboxUser[];
  /** None when absent. */
  readonly queues?: readonly SandboxQueue[];
  readonly now?: () => number;
}

export function createWorld({ users, queues = [], now = Date.now }: WorldOptions): World {
  const sessions = new Map<string, FacebookSession>();
  // The counters start just above the ids of the documented session, and 63 is the documented removal's number.
  let referenceId = 63;
  let sessionNumber = Number.parseInt('0083', 36);
  let participantNumber = 0x310175;

  const drawSessionId = (): string => `0002EaAY01MT${(sessionNumber++).toString(36).toUpperCase().padStart(4, '0')}`;
  const drawParticipantId = (): string =>
    `007356278F${(participantNumber++).toString(16).toUpperCase().padStart(6, '0')}`;

  return {
    users,
    queues,
    duty: createDuty(),
    sessions,
    now,
    user: (id) => users.find((user) => user.id === id),
    nextReferenceId: () => referenceId++,
    createSession({ nickname, userData, receivedAt = now(), id = drawSessionId(), customerId = drawParticipantId() }) {
      const customer: Participant = { participantId: customerId, type: 'Customer', nickname, visibility: 'All' };
      const session: FacebookSession = {
        id,
        receivedAt,
        customer,
        participants: [customer],
        parts: new Map(),
        messages: [],
        nextIndex: 1,
        userData: new Map(Object.entries(userData)),
        comment: undefined,
        queued: undefined,
      };
      sessions.set(id, session);
      for (const oldest of sessions.keys()) {
        if (sessions.size <= maxSessions) break;
        sessions.delete(oldest);
      }
      return session;
    },
    createAgent: (user, visibility, nickname = user.nickname, participantId = drawParticipantId()) => ({
      participantId,
      type: 'Agent',
      nickname,
      visibility,
      userId: user.id,
    }),
  };
}

export function setState(world: World, session: FacebookSession, userId: string, state: AgentState): void {
  session.parts.set(userId, { state, since: world.now() });
}

export function stateOf(session: FacebookSession, userId: string): AgentState | undefined {
  return session.parts.get(userId)?.state;
}

export function agentOf(session: FacebookSession, userId: string): Participant | undefined {
  return session.participants.find((participant) => participant.userId === userId);
}

/** User ids of the agents who take part now, in order of joining: those who read the message log. */
export function agentIds(session: FacebookSession): string[] {
  return session.participants.flatMap(({ userId }) => (userId === undefined ? [] : [userId]));
}

/** User ids of the agents for whom the session is not over: they take part, or still wrap up. */
export function openFor(session: FacebookSession): string[] {
  const open = (state: AgentState) => state === 'Chatting' || state === 'LeftChat';
  return [...session.parts].filter(([, part]) => open(part.state)).map(([userId]) => userId);
}

/** True while the customer can write. */
export function isOpen(session: FacebookSession): boolean {
  return session.participants.includes(session.customer);
}

/** True while an agent may still come: the session is offered to somebody or waits in a queue. */
export function awaitsAgent({ queued, parts }: FacebookSession): boolean {
  return queued !== undefined || [...parts.values()].some(({ state }) => state === 'Invited');
}

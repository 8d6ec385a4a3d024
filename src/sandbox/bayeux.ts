import { randomBytes } from 'node:crypto';
import type { Answer } from './answer.ts';
import { type Advice, createConnects, intervalOf, writeMessages } from './bayeux-connect.ts';
import type { BayeuxMessage, BayeuxReply } from './bayeux-messages.ts';
import { answerMessage, malformed, readMessages, replyTo, unknownClient } from './bayeux-messages.ts';
import type { BayeuxSession, ReleaseReason } from './bayeux-session.ts';
import { createBayeuxSession } from './bayeux-session.ts';

export interface BayeuxOptions {
  /** How long a connect is held, milliseconds. */
  readonly pollTimeout: number;
  /** Milliseconds after an answer within which the next connect must come, else the session is swept. */
  readonly maxInterval: number;
  /** Whether the acknowledged messages extension is granted. */
  readonly ack: boolean;
  /** Events waiting at most per session; one more and the session is dropped. */
  readonly maxQueue?: number;
  /** Sessions at most; one more and the oldest is dropped. */
  readonly maxSessions?: number;
}

/** One authenticated POST to the notifications endpoint. */
export interface BayeuxRequest {
  readonly userId: string;
  readonly body: string;
  /** The BAYEUX_BROWSER cookie. */
  readonly browserId: string | undefined;
  readonly answer: Answer;
  /** Advised instead of the usual, on replies to handshake and connect. */
  readonly advice?: Advice;
}

/** What `to`, a user id, is told on every session that subscribes to `channel`. */
export interface BayeuxEvent {
  readonly to: string;
  readonly channel: string;
  readonly data: unknown;
}

export interface BayeuxServer {
  handle(request: BayeuxRequest): void;
  /** Delivers in order; a waiting connect is answered once, with all of them. */
  readonly publish: (events: readonly BayeuxEvent[]) => void;
  /** Whether a session of the user subscribes to the channel. */
  hears(userId: string, channel: string): boolean;
  /** Forgets all sessions: held and later connects are answered 402. */
  readonly dropSessions: () => void;
  /** Forgets one session, if it is the user's. */
  forget(userId: string, clientId: unknown): void;
  /** Answers the user's held connects with HTTP 403, statusCode 20. */
  refuseUser(userId: string): void;
  /** Forgets all sessions without a word, as a server that is killed. */
  close(): void;
}

/**
 * A Bayeux 1.0 server for long polling, with the rules of CometD 3.1 that clients must respect. Made by hand because the
 * sandbox must keep its own cookies and be able to break the rules on purpose.
 */
export function createBayeux(options: BayeuxOptions): BayeuxServer {
  const { pollTimeout, maxInterval, ack, maxQueue = 1_000, maxSessions = 20_000 } = options;
  const sessions = new Map<string, BayeuxSession>();
  const byUser = new Map<string, Set<BayeuxSession>>();
  const connects = createConnects({ pollTimeout, onAnswered: expectConnect });

  function add(session: BayeuxSession): void {
    sessions.set(session.id, session);
    byUser.set(session.userId, (byUser.get(session.userId) ?? new Set()).add(session));
    for (const oldest of sessions.values()) {
      if (sessions.size <= maxSessions) break;
      remove(oldest, 'unknown');
    }
  }

  function remove(session: BayeuxSession, why: ReleaseReason): void {
    sessions.delete(session.id);
    const siblings = byUser.get(session.userId);
    siblings?.delete(session);
    if (siblings?.size === 0) byUser.delete(session.userId);
    session.cancelExpectation();
    session.held?.(why);
  }

  function expectConnect(session: BayeuxSession, interval: number): void {
    // A removed session may still be answered a last time, and must not come to expect anything.
    if (sessions.get(session.id) !== session) return;
    session.expectConnect(interval + maxInterval, () => {
      remove(session, 'unknown');
    });
  }

  function find({ userId, browserId }: BayeuxRequest, { clientId }: BayeuxMessage): BayeuxSession | undefined {
    const session = typeof clientId === 'string' ? sessions.get(clientId) : undefined;
    return session?.browserId === browserId && session?.userId === userId ? session : undefined;
  }

  function handshake({ userId, browserId, answer, advice }: BayeuxRequest, message: BayeuxMessage): BayeuxReply {
    const browser = browserId ?? randomBytes(20).toString('hex');
    if (browserId === undefined) answer.header('Set-Cookie', `BAYEUX_BROWSER=${browser}; Path=/; HttpOnly`);
    const granted = ack && message.ext['ack'] === true;
    const id = randomBytes(20).toString('hex');
    const session = createBayeuxSession({ id, browserId: browser, userId, ack: granted, maxQueue });
    add(session);
    expectConnect(session, 0);
    return replyTo(message, {
      version: '1.0',
      minimumVersion: '1.0',
      supportedConnectionTypes: ['long-polling'],
      clientId: id,
      successful: true,
      advice: advice ?? { reconnect: 'retry', interval: 0, timeout: pollTimeout },
      ...(granted ? { ext: { ack: true } } : {}),
    });
  }

  /** Several messages, or one that is neither handshake nor connect: all are answered at once. */
  function handleBatch(request: BayeuxRequest, messages: readonly BayeuxMessage[]): void {
    let carrier: BayeuxSession | undefined;
    let connecting: BayeuxSession | undefined;
    const replies: ((batch: number) => BayeuxReply)[] = [];
    for (const message of messages) {
      const session = find(request, message);
      const error = malformed(message);
      if (error !== undefined || session === undefined) {
        const refused = error ?? unknownClient(message);
        replies.push(() => refused);
      } else if (message.channel === '/meta/connect') {
        connects.arrive(session, message);
        connecting = session;
        replies.push((batch) => connects.reply(session, message, batch, request.advice));
      } else {
        carrier ??= session;
        const reply =
          message.channel === '/meta/disconnect' ? disconnect(session, message) : answerMessage(session, message);
        replies.push(() => reply);
      }
    }
    // With acknowledgement events ride on connect replies only, or there would be no order to acknowledge.
    const source = connecting ?? (carrier?.ack === true ? undefined : carrier);
    const { events, batch } = source?.take() ?? { events: [], batch: 0 };
    const written = replies.map((reply) => reply(batch));
    writeMessages(request.answer, events, written, source);
    if (connecting !== undefined) expectConnect(connecting, intervalOf(request.advice));
  }

  function disconnect(session: BayeuxSession, message: BayeuxMessage): BayeuxReply {
    remove(session, 'disconnected');
    return replyTo(message, { clientId: session.id, successful: true });
  }

  return {
    handle(request) {
      const { answer, body } = request;
      const messages = readMessages(body);
      const [message] = messages ?? [];
      const isHandshake = messages?.some(({ channel }) => channel === '/meta/handshake') === true;
      if (messages === undefined || message === undefined || (isHandshake && messages.length > 1)) {
        answer.send(400, null, '');
        return;
      }
      if (isHandshake) {
        writeMessages(answer, [], [malformed(message) ?? handshake(request, message)]);
        return;
      }
      const session = find(request, message);
      const alone = messages.length === 1 && message.channel === '/meta/connect' && malformed(message) === undefined;
      if (alone && session !== undefined) connects.serve(session, message, answer, request.advice);
      else handleBatch(request, messages);
    },
    publish(events) {
      const touched = new Set<BayeuxSession>();
      for (const { to, channel, data } of events) {
        const receivers = byUser.get(to);
        if (receivers === undefined) continue;
        const json = JSON.stringify({ channel, data });
        for (const session of [...receivers]) {
          if (session.offer(channel, json)) touched.add(session);
          else remove(session, 'unknown');
        }
      }
      for (const session of touched) if (session.hasFresh()) session.held?.('events');
    },
    hears: (userId, channel) => [...(byUser.get(userId) ?? [])].some((session) => session.hears(channel)),
    dropSessions() {
      for (const session of [...sessions.values()]) remove(session, 'unknown');
    },
    forget(userId, clientId) {
      const session = typeof clientId === 'string' ? sessions.get(clientId) : undefined;
      if (session?.userId === userId) remove(session, 'unknown');
    },
    refuseUser(userId) {
      for (const session of byUser.get(userId) ?? []) session.held?.('refused');
    },
    close() {
      const open = [...sessions.values()];
      sessions.clear();
      byUser.clear();
      for (const session of open) {
        session.cancelExpectation();
        session.held?.('gone');
      }
    },
  };
}

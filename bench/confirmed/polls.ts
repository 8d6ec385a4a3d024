import { randomUUID } from 'node:crypto';
import { answer } from '../upstream/answers.ts';
import type { Reply } from '../upstream/listen.ts';

/** One agent's Bayeux sessions over long polling (Bayeux 1.0, as CometD 3.1 serves it without acknowledgement). */
export interface Polls {
  /** Answers a request to the notifications' endpoint, at once or when there is something to tell. */
  take(body: string, reply: Reply): void;
  /** @param onWrite called right before the message is handed to a socket */
  publish(message: string, onWrite: () => void): void;
}

interface Held {
  readonly id: unknown;
  readonly reply: Reply;
  readonly timer: NodeJS.Timeout;
}

interface Session {
  readonly clientId: string;
  isPolling: boolean;
  held: Held | null;
  readonly queue: { readonly message: string; readonly onWrite: () => void }[];
}

interface Asked {
  readonly channel?: unknown;
  readonly id?: unknown;
  readonly clientId?: unknown;
  readonly subscription?: unknown;
  readonly advice?: { readonly timeout?: unknown };
}

/** How long a poll is held, milliseconds. */
const hold = 30_000;
const advice = { reconnect: 'retry', interval: 0, timeout: hold };

export function createPolls(): Polls {
  const sessions = new Map<unknown, Session>();

  function connected(id: unknown, { clientId, queue }: Session, reply: Reply): void {
    const waiting = queue.splice(0);
    const own = JSON.stringify({ id, channel: '/meta/connect', clientId, successful: true, advice });
    const whole = answer(`[${[...waiting.map(({ message }) => message), own].join(',')}]`);
    for (const { onWrite } of waiting) onWrite();
    reply(whole);
  }

  function release(session: Session): void {
    const { held } = session;
    if (held === null) return;
    clearTimeout(held.timer);
    session.held = null;
    connected(held.id, session, held.reply);
  }

  function connect(session: Session, asked: Asked, reply: Reply): void {
    release(session);
    const isFirst = !session.isPolling;
    session.isPolling = true;
    if (isFirst || session.queue.length > 0 || asked.advice?.timeout === 0) {
      connected(asked.id, session, reply);
      return;
    }
    session.held = { id: asked.id, reply, timer: setTimeout(release, hold, session) };
  }

  function handshake(id: unknown): object {
    const session: Session = { clientId: randomUUID(), isPolling: false, held: null, queue: [] };
    sessions.set(session.clientId, session);
    const supportedConnectionTypes = ['long-polling'];
    const { clientId } = session;
    return {
      ...{ id, channel: '/meta/handshake', version: '1.0', minimumVersion: '1.0' },
      ...{ supportedConnectionTypes, clientId, successful: true, advice },
    };
  }

  function short({ channel, id, clientId, subscription }: Asked): object {
    if (channel === '/meta/handshake') return handshake(id);
    const session = sessions.get(clientId);
    if (session === undefined) return { id, channel, successful: false, error: '402::Unknown client' };
    if (channel === '/meta/disconnect') {
      release(session);
      sessions.delete(clientId);
    }
    return { id, channel, clientId, subscription, successful: true };
  }

  return {
    take(body, reply) {
      const messages = JSON.parse(body) as readonly Asked[];
      const [first] = messages;
      const session = sessions.get(first?.clientId);
      if (messages.length === 1 && first?.channel === '/meta/connect' && session !== undefined) {
        connect(session, first, reply);
      } else {
        reply(answer(JSON.stringify(messages.map(short))));
      }
    },
    publish(message, onWrite) {
      for (const session of sessions.values()) {
        session.queue.push({ message, onWrite });
        release(session);
      }
    },
  };
}

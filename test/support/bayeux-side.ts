import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { createCometDServer, type ServerSession } from 'cometd-nodejs-server';
import { AcknowledgedMessagesExtension } from 'cometd-nodejs-server/ack-extension.js';
import { createAnswer } from '../../src/sandbox/answer.ts';
import { createBayeux } from '../../src/sandbox/bayeux.ts';

/** The notification half of an upstream; login and CSRF are done before. */
export interface BayeuxSide {
  handle(userName: string, request: IncomingMessage, response: ServerResponse): void;
  /** To every session of the user that subscribed to the documented topic. */
  deliver(userName: string, data: unknown): void;
  close(): void;
}

const topic = '/v2/me/facebooksession';
/** Short, so that what waits for a poll to end does not wait long. */
const holdTime = 2000;

/** The sandbox's own server. */
export function ownBayeux(): BayeuxSide {
  const bayeux = createBayeux({ pollTimeout: holdTime, maxInterval: 10_000, ack: true });
  return {
    handle(userName, request, response) {
      const browserId = /(?:^|; )BAYEUX_BROWSER=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
      void text(request).then((body) => {
        bayeux.handle({ userId: userName, body, browserId, answer: createAnswer(response) });
      });
    },
    deliver(userName, data) {
      bayeux.publish([{ to: userName, channel: topic, data }]);
    },
    close() {
      bayeux.close();
    },
  };
}

/** CometD's own server for Node. */
export function cometdBayeux(): BayeuxSide {
  const cometd = createCometDServer({ timeout: holdTime, maxInterval: 30_000 });
  cometd.addExtension(new AcknowledgedMessagesExtension());
  const users = new WeakMap<ServerSession, string>();
  const sessions = new Set<ServerSession>();
  let user = '';
  cometd.policy = {
    canHandshake(session, _message, callback) {
      users.set(session, user);
      sessions.add(session);
      session.addListener('removed', () => sessions.delete(session));
      callback(undefined, true);
    },
  };
  return {
    handle(userName, request, response) {
      // The server reads the body first and asks its policy later: by then another caller may have come.
      request.prependListener('end', () => {
        user = userName;
      });
      cometd.handle(request, response);
    },
    deliver(userName, data) {
      for (const session of sessions) {
        // `deliver` itself asks for no subscription.
        const subscribed = session.subscriptions.some(({ name }) => name === topic || name === '/v2/me/*');
        if (users.get(session) === userName && subscribed) session.deliver(null, topic, data);
      }
    },
    close() {
      cometd.close();
    },
  };
}

import type { ServerResponse } from 'node:http';
import { type BayeuxMessage, type BayeuxReply, replyTo, unknownClient } from './bayeux-messages.ts';
import type { BayeuxSession, ReleaseReason } from './bayeux-session.ts';

export interface ConnectOptions {
  /** How long a connect is held, milliseconds. */
  readonly pollTimeout: number;
  /** Starts the wait for the next connect; `interval` is what the client was advised to pause, milliseconds. */
  readonly onAnswered: (session: BayeuxSession, interval: number) => void;
}

export interface Connects {
  /** Answers now or holds: a connect alone in its request. */
  serve(session: BayeuxSession, message: BayeuxMessage, response: ServerResponse): void;
  /** Takes note of a connect that came among other messages, and is therefore never held. */
  arrive(session: BayeuxSession, message: BayeuxMessage): void;
  reply(session: BayeuxSession, message: BayeuxMessage, batch: number, interval?: number): BayeuxReply;
}

/** Interval advised to a second session with the same BAYEUX_BROWSER cookie: CometD's default, milliseconds. */
const multiSessionInterval = 2_000;

/** The /meta/connect side of the server: who waits, for how long, and what ends the waiting. */
export function createConnects({ pollTimeout, onAnswered }: ConnectOptions): Connects {
  /** BAYEUX_BROWSER values with a held connect. */
  const polling = new Set<string>();

  function arrive(session: BayeuxSession, message: BayeuxMessage): void {
    session.held?.('replaced');
    session.cancelExpectation();
    const batch = message.ext['ack'];
    if (session.ack && typeof batch === 'number') session.acknowledge(batch);
    session.connected = true;
  }

  function serve(session: BayeuxSession, message: BayeuxMessage, response: ServerResponse): void {
    const first = !session.connected;
    arrive(session, message);
    const asked = message.advice['timeout'];
    const wait = typeof asked === 'number' && asked >= 0 ? Math.min(asked, pollTimeout) : pollTimeout;
    // What was sent and not acknowledged is sent again at once, but only to a client that does acknowledge.
    const waiting = session.hasFresh() || (typeof message.ext['ack'] === 'number' && session.hasAny());
    if (first || waiting || wait === 0) answer(session, message, response);
    else if (polling.has(session.browserId)) answer(session, message, response, multiSessionInterval);
    else hold(session, message, response, wait);
  }

  function hold(session: BayeuxSession, message: BayeuxMessage, response: ServerResponse, wait: number): void {
    function release(why: ReleaseReason): void {
      clearTimeout(timer);
      response.off('close', onClose);
      session.held = undefined;
      polling.delete(session.browserId);
      answerReleased(session, message, response, why);
    }
    const onClose = (): void => {
      release('gone');
    };
    const timer = setTimeout(release, wait, 'events').unref();
    response.once('close', onClose);
    session.held = release;
    polling.add(session.browserId);
  }

  function answerReleased(
    session: BayeuxSession,
    message: BayeuxMessage,
    response: ServerResponse,
    why: ReleaseReason,
  ): void {
    switch (why) {
      case 'events':
        answer(session, message, response);
        break;
      case 'gone':
        // Events go on waiting in the queue, until the next connect or the sweep.
        onAnswered(session, 0);
        break;
      case 'replaced':
        // CometD 3.1 ends the older poll as a failed request; events must only travel with the newer one.
        response.writeHead(408).end();
        break;
      case 'disconnected':
        writeMessages(response, [], [replyTo(message, { successful: true, advice: { reconnect: 'none' } })]);
        break;
      case 'unknown':
        writeMessages(response, [], [unknownClient(message)]);
        break;
      case 'refused':
        response.writeHead(403, { 'Content-Type': 'application/json;charset=UTF-8' });
        response.end('{"statusCode":20,"statusMessage":"Access denied"}');
        onAnswered(session, 0);
        break;
    }
  }

  function answer(session: BayeuxSession, message: BayeuxMessage, response: ServerResponse, interval = 0): void {
    const { events, batch } = session.take();
    writeMessages(response, events, [reply(session, message, batch, interval)], session);
    onAnswered(session, interval);
  }

  function reply(session: BayeuxSession, message: BayeuxMessage, batch: number, interval = 0): BayeuxReply {
    const shared = interval > 0 ? { 'multiple-clients': true } : {};
    return replyTo(message, {
      clientId: session.id,
      successful: true,
      advice: { ...shared, reconnect: 'retry', interval, timeout: pollTimeout },
      ...(session.ack ? { ext: { ack: batch } } : {}),
    });
  }

  return { serve, arrive, reply };
}

/** Writes events, then replies. What a closed socket does not take goes back to the queue of `session`. */
export function writeMessages(
  response: ServerResponse,
  events: readonly string[],
  replies: readonly BayeuxReply[],
  session?: BayeuxSession,
): void {
  if (session !== undefined && events.length > 0) {
    response.once('close', () => {
      if (!response.writableFinished) session.giveBack(events);
    });
  }
  response.writeHead(200, { 'Content-Type': 'application/json;charset=UTF-8' });
  response.end(`[${[...events, ...replies.map((reply) => JSON.stringify(reply))].join(',')}]`);
}

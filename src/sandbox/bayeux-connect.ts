import { type Answer, jsonType } from './answer.ts';
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
  serve(session: BayeuxSession, message: BayeuxMessage, answer: Answer, advice?: Advice): void;
  /** Takes note of a connect that came among other messages, and is therefore never held. */
  arrive(session: BayeuxSession, message: BayeuxMessage): void;
  reply(session: BayeuxSession, message: BayeuxMessage, batch: number, advice?: Advice): BayeuxReply;
}

/** The `advice` of a reply. */
export type Advice = Readonly<Record<string, unknown>>;

/** The /meta/connect side of the server: who waits, for how long, and what ends the waiting. */
export function createConnects({ pollTimeout, onAnswered }: ConnectOptions): Connects {
  /** BAYEUX_BROWSER values with a held connect. */
  const polling = new Set<string>();
  const usual = { reconnect: 'retry', interval: 0, timeout: pollTimeout };
  /** To a second session with the same BAYEUX_BROWSER cookie; the interval is CometD's default, milliseconds. */
  const multiSession = { 'multiple-clients': true, ...usual, interval: 2_000 };

  function arrive(session: BayeuxSession, message: BayeuxMessage): void {
    session.held?.('replaced');
    session.cancelExpectation();
    const batch = message.ext['ack'];
    if (session.ack && typeof batch === 'number') session.acknowledge(batch);
    session.connected = true;
  }

  function serve(session: BayeuxSession, message: BayeuxMessage, answer: Answer, advice?: Advice): void {
    const first = !session.connected;
    arrive(session, message);
    const asked = message.advice['timeout'];
    const wait = typeof asked === 'number' && asked >= 0 ? Math.min(asked, pollTimeout) : pollTimeout;
    // What was sent and not acknowledged is sent again at once, but only to a client that does acknowledge.
    const waiting = session.hasFresh() || (typeof message.ext['ack'] === 'number' && session.hasAny());
    if (first || waiting || wait === 0) deliver(session, message, answer, advice);
    else if (polling.has(session.browserId)) deliver(session, message, answer, advice ?? multiSession);
    else hold(session, message, answer, wait, advice);
  }

  function hold(session: BayeuxSession, message: BayeuxMessage, answer: Answer, wait: number, advice?: Advice): void {
    function release(why: ReleaseReason): void {
      clearTimeout(timer);
      unwatch();
      session.held = undefined;
      polling.delete(session.browserId);
      answerReleased(session, message, answer, why, advice);
    }
    const timer = setTimeout(release, wait, 'events').unref();
    const unwatch = answer.onClosed(() => {
      release('gone');
    });
    session.held = release;
    polling.add(session.browserId);
  }

  function answerReleased(
    session: BayeuxSession,
    message: BayeuxMessage,
    answer: Answer,
    why: ReleaseReason,
    advice?: Advice,
  ): void {
    switch (why) {
      case 'events':
        deliver(session, message, answer, advice);
        break;
      case 'gone':
        // Events go on waiting in the queue, until the next connect or the sweep.
        onAnswered(session, 0);
        break;
      case 'replaced':
        // CometD 3.1 ends the older poll as a failed request; events must only travel with the newer one.
        answer.send(408, null, '');
        break;
      case 'disconnected':
        writeMessages(answer, [], [replyTo(message, { successful: true, advice: { reconnect: 'none' } })]);
        break;
      case 'unknown':
        writeMessages(answer, [], [unknownClient(message)]);
        break;
      case 'refused':
        answer.send(403, jsonType, '{"statusCode":20,"statusMessage":"Access denied"}');
        onAnswered(session, 0);
        break;
    }
  }

  function deliver(session: BayeuxSession, message: BayeuxMessage, answer: Answer, advice?: Advice): void {
    const { events, batch } = session.take();
    writeMessages(answer, events, [reply(session, message, batch, advice)], session);
    onAnswered(session, intervalOf(advice));
  }

  function reply(session: BayeuxSession, message: BayeuxMessage, batch: number, advice?: Advice): BayeuxReply {
    return replyTo(message, {
      clientId: session.id,
      successful: true,
      advice: advice ?? usual,
      ...(session.ack ? { ext: { ack: batch } } : {}),
    });
  }

  return { serve, arrive, reply };
}

/** The pause that a client is advised to make, milliseconds. */
export function intervalOf(advice: Advice = {}): number {
  const interval = advice['interval'];
  return typeof interval === 'number' ? interval : 0;
}

/** Writes events, then replies. What a closed socket does not take goes back to the queue of `session`. */
export function writeMessages(
  answer: Answer,
  events: readonly string[],
  replies: readonly BayeuxReply[],
  session?: BayeuxSession,
): void {
  if (session !== undefined && events.length > 0) {
    answer.onClosed((whole) => {
      if (!whole) session.giveBack(events);
    });
  }
  answer.send(200, jsonType, `[${[...events, ...replies.map((reply) => JSON.stringify(reply))].join(',')}]`);
}

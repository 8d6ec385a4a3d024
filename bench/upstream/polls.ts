import { randomUUID } from 'node:crypto';
import { written } from './answers.ts';
import type { Reply } from './serve.ts';

/** What an agent's Bayeux session wants to know of its agent. */
export interface PollsOptions {
  /** A cookie, `NAME=value`, that comes with a handshake and is wanted from then on; null: none. */
  readonly cookie: string | null;
  /** Called with what clients must not do. */
  readonly complain: (problem: string) => void;
}

interface Held {
  readonly id: unknown;
  readonly reply: Reply;
  readonly timer: NodeJS.Timeout;
}

interface Asked {
  readonly channel?: unknown;
  readonly id?: unknown;
  readonly clientId?: unknown;
  readonly subscription?: unknown;
  readonly advice?: { readonly timeout?: unknown };
  readonly ext?: { readonly ack?: unknown };
}

/** Milliseconds a poll is held: CometD's default. */
const hold = 30_000;
const advice = { reconnect: 'retry', interval: 0, timeout: hold };
const adviceText = JSON.stringify(advice);

/**
 * One agent's Bayeux session over long polling (Bayeux 1.0, as CometD 3.1 serves it), with acknowledgements for a client that asks
 * for them. Another handshake replaces it. A class, for there are thousands.
 */
export class Polls {
  readonly #options: PollsOptions;
  /** What waits; each is written when it is handed to a socket. */
  #queue: (() => string)[] = [];
  #clientId: string | null = null;
  #isSubscribed = false;
  #isConnected = false;
  #isAcknowledged = false;
  /** Last batch that was sent. */
  #batch = 0;
  #held: Held | null = null;

  constructor(options: PollsOptions) {
    this.#options = options;
  }

  get isSubscribed(): boolean {
    return this.#isSubscribed;
  }

  /** With the poll that waits, or the next one. @param write gives the message, as JSON, right before it is handed to a socket */
  publish(write: () => string): void {
    if (!this.#isSubscribed) return;
    this.#queue.push(write);
    this.#release();
  }

  /** Answers a request to the notifications' endpoint, at once or when there is something to tell. */
  take(head: string, body: string, reply: Reply): void {
    const messages = JSON.parse(body) as readonly Asked[];
    const [first] = messages;
    const { cookie } = this.#options;
    if (first?.channel === '/meta/handshake') {
      const headers = cookie === null ? '' : `Set-Cookie: ${cookie};Path=/;HttpOnly\r\n`;
      reply(written(JSON.stringify([this.#handshake(first)]), headers));
      return;
    }
    const isKnown = first?.clientId === this.#clientId && (cookie === null || head.includes(cookie));
    if (first?.channel === '/meta/connect' && messages.length === 1 && isKnown) this.#connect(first, reply);
    else reply(written(JSON.stringify(messages.map((message) => this.#short(message, isKnown)))));
  }

  /** Answers the poll that waits, and forgets the session. */
  close(): void {
    this.#release();
    this.#clientId = null;
    this.#isSubscribed = false;
    this.#queue = [];
  }

  #handshake({ id, ext }: Asked): object {
    this.close();
    this.#clientId = randomUUID();
    this.#isConnected = false;
    this.#isAcknowledged = ext?.ack === true;
    this.#batch = 0;
    const supportedConnectionTypes = ['long-polling'];
    return {
      ...{ id, channel: '/meta/handshake', version: '1.0', minimumVersion: '1.0' },
      ...{ supportedConnectionTypes, clientId: this.#clientId, successful: true, advice },
      ...(this.#isAcknowledged ? { ext: { ack: true } } : {}),
    };
  }

  #short({ channel, id, clientId, subscription }: Asked, isKnown: boolean): object {
    if (!isKnown) {
      const again = channel === '/meta/connect' ? { advice: { reconnect: 'handshake', interval: 0 } } : {};
      return { id, channel, successful: false, error: '402::Unknown client', ...again };
    }
    if (channel === '/meta/subscribe') this.#isSubscribed = true;
    if (channel === '/meta/disconnect') this.close();
    return { id, channel, clientId, subscription, successful: true };
  }

  #connect(asked: Asked, reply: Reply): void {
    const ack = asked.ext?.ack;
    if (this.#isAcknowledged && this.#batch > 0 && ack !== this.#batch) {
      this.#options.complain(`batch ${String(ack)} was acknowledged instead of ${this.#batch}`);
    }
    this.#release();
    const isFirst = !this.#isConnected;
    this.#isConnected = true;
    if (isFirst || this.#queue.length > 0 || asked.advice?.timeout === 0) {
      this.#deliver(asked.id, reply);
      return;
    }
    const release = (): void => {
      this.#release();
    };
    this.#held = { id: asked.id, reply, timer: setTimeout(release, hold) };
  }

  /** Answers the poll that waits, with what there is. */
  #release(): void {
    const held = this.#held;
    if (held === null) return;
    clearTimeout(held.timer);
    this.#held = null;
    this.#deliver(held.id, held.reply);
  }

  #deliver(id: unknown, reply: Reply): void {
    let text = '[';
    for (const write of this.#queue) text += `${write()},`;
    if (this.#queue.length > 0) this.#queue = [];
    this.#batch += 1;
    const idText = id === undefined ? '' : `"id":${JSON.stringify(id)},`;
    const ext = this.#isAcknowledged ? `,"ext":{"ack":${this.#batch}}` : '';
    text += `{${idText}"channel":"/meta/connect","clientId":"${this.#clientId}","successful":true,"advice":${adviceText}${ext}}]`;
    reply(written(text));
  }
}

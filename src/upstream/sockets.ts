import { Client, errors, type buildConnector, type Dispatcher } from 'undici';

/** Takes an answer; what fails before there is a connection fails without a controller. */
export interface AnswerHandler extends Omit<Dispatcher.DispatchHandler, 'onResponseError'> {
  onResponseError(controller: Dispatcher.DispatchController | null, error: Error): void;
}

export interface Sockets {
  /** Sends it on the first socket that is free, in the order of asking. All failures go to the handler. */
  dispatch(request: Dispatcher.DispatchOptions, handler: AnswerHandler): void;
  /** Ends what is under way and refuses what waits. */
  destroy(): Promise<void>;
}

export interface SocketsOptions {
  readonly origin: string;
  /** Most sockets. */
  readonly most: number;
  /** Makes the sockets; TCP and TLS when absent. */
  readonly connect?: buildConnector.connector | undefined;
}

interface Slot {
  readonly client: Client;
  /** It takes no more until it says so: HTTP/1.1 has one exchange at a time, HTTP/2 many. */
  isFull: boolean;
}

/**
 * One caller's sockets. Not undici's Pool: it has room for 2,048 waiting requests from the start, 16 kB for every caller, and keeps
 * clients whose sockets are closed. Here a client lives as long as its socket.
 */
export function createSockets(options: SocketsOptions): Sockets {
  return new CallerSockets(options);
}

/** A class, for every caller has one. */
class CallerSockets implements Sockets {
  readonly #options: SocketsOptions;
  #slots: readonly Slot[] = [];
  #waiting: (readonly [Dispatcher.DispatchOptions, AnswerHandler])[] = [];
  #destroyed: Promise<void> | null = null;

  constructor(options: SocketsOptions) {
    this.#options = options;
  }

  dispatch(request: Dispatcher.DispatchOptions, handler: AnswerHandler): void {
    if (this.#destroyed === null) {
      this.#waiting.push([request, handler]);
      this.#serve();
    } else handler.onResponseError(null, new errors.ClientDestroyedError());
  }

  destroy(): Promise<void> {
    if (this.#destroyed !== null) return this.#destroyed;
    const [refused, ended] = [this.#waiting, this.#slots];
    this.#waiting = [];
    this.#destroyed = Promise.all(ended.map(({ client }) => client.destroy())).then(() => undefined);
    for (const [, handler] of refused) handler.onResponseError(null, new errors.ClientDestroyedError());
    return this.#destroyed;
  }

  #serve(): void {
    while (this.#waiting.length > 0) {
      const slot = this.#free();
      const next = slot === null ? undefined : this.#waiting.shift();
      if (slot === null || next === undefined) return;
      // A request that undici refuses at once leaves nothing that it could be full of.
      slot.isFull = !slot.client.dispatch(...next) && slot.client.stats.size > 0;
    }
  }

  #free(): Slot | null {
    const free = this.#slots.find(({ isFull }) => !isFull);
    return free ?? (this.#slots.length < this.#options.most ? this.#open() : null);
  }

  #open(): Slot {
    const { origin, connect } = this.#options;
    const client = new Client(origin, {
      pipelining: 1,
      // The deadline of each call is the only clock: these two would cut a long poll.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: 65_536,
      ...(connect === undefined ? {} : { connect }),
    });
    const slot = { client, isFull: false };
    const closed = (): void => {
      // With something to send, undici connects again by itself.
      if (client.stats.size > 0) return;
      this.#slots = this.#slots.filter((other) => other !== slot);
      void client.destroy();
      this.#serve();
    };
    client.on('drain', () => {
      slot.isFull = false;
      this.#serve();
    });
    client.on('disconnect', closed);
    client.on('connectionError', closed);
    // Of just its length: what is pushed to has room for sixteen more.
    this.#slots = this.#slots.concat(slot);
    return slot;
  }
}

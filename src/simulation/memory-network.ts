import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { buildConnector } from 'undici';
import type { Listener } from '../sandbox/sandbox.ts';

/** Sockets that are objects: real HTTP on both ends, and time passes between them only as the timers say. */
export interface MemoryNetwork {
  /** Where the upstream listens. */
  readonly listener: Listener;
  /** How clients get there. */
  readonly connect: buildConnector.connector;
  /** Sockets that are open now. */
  readonly open: () => number;
  /** Grows with everything that moves. */
  readonly moved: () => number;
}

/** One end of a connection: what is written to it arrives at the other end after the network's time. */
class End extends Duplex {
  other: End | null = null;
  readonly #latency: () => number;
  readonly #onMove: () => void;
  #arriving = 0;

  constructor(latency: () => number, onMove: () => void) {
    super({ allowHalfOpen: false });
    this.#latency = latency;
    this.#onMove = onMove;
  }

  override _read(): void {
    // What arrives is pushed, and holding it back is not simulated.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    this.#deliver(() => this.other?.push(chunk));
    done();
  }

  override _final(done: (error?: Error) => void): void {
    this.#deliver(() => this.other?.push(null));
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#deliver(() => {
      this.other?.hangUp();
    });
    done(error);
  }

  /** The other side is gone: what had arrived is lost with it, as after a reset. */
  hangUp(): void {
    if (this.destroyed) return;
    this.destroy(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
  }

  /** In order, whatever time each takes. */
  #deliver(arrive: () => void): void {
    this.#arriving = Math.max(this.#arriving, Date.now() + this.#latency());
    this.#onMove();
    setTimeout(() => {
      this.#onMove();
      if (this.other?.destroyed === false) arrive();
    }, this.#arriving - Date.now());
  }

  // What undici and node:http ask of a socket beside its being a stream.
  setTimeout(): this {
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
}

/** @param latency milliseconds that the next piece is under way */
export function createMemoryNetwork(latency: () => number): MemoryNetwork {
  const ends = new Set<End>();
  let moves = 0;
  let server: Server | null = null;
  let handler: RequestListener | null = null;

  function pair(): [End, End] {
    const onMove = (): void => {
      moves += 1;
    };
    const [one, other] = [new End(latency, onMove), new End(latency, onMove)];
    one.other = other;
    other.other = one;
    for (const end of [one, other]) {
      ends.add(end);
      end.once('close', () => ends.delete(end));
    }
    return [one, other];
  }

  function start(): void {
    if (handler === null) return;
    // A server that does not listen: connections are handed to it.
    server = createServer({ keepAliveTimeout: 0, connectionsCheckingInterval: 0x7fffffff }, handler);
  }

  function cut(): Promise<void> {
    server?.removeAllListeners();
    server = null;
    for (const end of ends) end.hangUp();
    return Promise.resolve();
  }

  return {
    listener: {
      open(given) {
        handler = given;
        start();
        return Promise.resolve('http://upstream.test/api/v2');
      },
      cut,
      reopen() {
        start();
        return Promise.resolve();
      },
      close: cut,
    },
    connect(_options, callback) {
      setTimeout(() => {
        moves += 1;
        if (server === null) {
          callback(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }), null);
          return;
        }
        const [near, far] = pair();
        server.emit('connection', far);
        callback(null, near as unknown as Socket);
      }, latency());
    },
    open: () => ends.size,
    moved: () => moves,
  };
}

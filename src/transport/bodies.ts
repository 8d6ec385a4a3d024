import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

/** Bodies of requests, read whole: at a price that goes with their bytes, whatever pieces they come in. */
export interface Bodies {
  /** Reads it. Never called for a request whose client goes before, or who is cut. */
  read(request: IncomingMessage, whole: (bytes: Buffer) => void): void;
  /** The same as a stream of one piece, not read before it is asked for. One that is larger than may be ends as soon as it is. */
  streamOf(request: IncomingMessage): Readable;
}

export interface BodiesOptions {
  /** Largest body, in bytes. */
  readonly largest: number;
  /** Most bytes of all that have not arrived whole, their first pieces aside; beyond them the largest is cut. */
  readonly mostWaiting: number;
}

/** Pieces of one body: each costs as much as a thousand bytes do, and no client sends so many. As ws has it for fragments. */
const mostPieces = 16_384;
/** Bytes. */
const leastGrown = 4096;

/** A body of more than one piece. */
interface Waiting {
  readonly request: IncomingMessage;
  bytes: Buffer;
  size: number;
  pieces: number;
}

/** What one request has brought so far. */
interface Gathered {
  /** @returns bytes there are */
  readonly add: (piece: Buffer) => number;
  readonly bytes: () => Buffer;
}

export function createBodies({ largest, mostWaiting }: BodiesOptions): Bodies {
  const waiting = new Set<Waiting>();
  let held = 0;

  function begin(request: IncomingMessage, first: Buffer): Waiting {
    const body: Waiting = { request, bytes: first, size: first.length, pieces: 1 };
    waiting.add(body);
    request.once('close', () => {
      if (waiting.delete(body) && body.bytes !== first) held -= body.bytes.length;
    });
    return body;
  }

  function grow(body: Waiting, piece: Buffer): void {
    const size = body.size + piece.length;
    if (size > body.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(size, leastGrown, Math.min(2 * size, largest)));
      body.bytes.copy(larger, 0, 0, body.size);
      held += larger.length - (body.pieces === 1 ? 0 : body.bytes.length);
      body.bytes = larger;
    }
    piece.copy(body.bytes, body.size);
    body.size = size;
    body.pieces += 1;
  }

  /** Whoever keeps most waiting: bodies that their clients mean to send are small, or here within a moment. */
  function cutLargest(): void {
    let found: Waiting | null = null;
    for (const body of waiting) if (found === null || body.bytes.length > found.bytes.length) found = body;
    if (found === null) return;
    waiting.delete(found);
    held -= found.bytes.length;
    found.request.destroy();
  }

  function gather(request: IncomingMessage): Gathered {
    // All there is of most bodies.
    let first: Buffer | null = null;
    let body: Waiting | null = null;
    return {
      add(piece) {
        // It was cut, and had more on its way.
        if (request.destroyed) return 0;
        if (first === null) {
          first = piece;
          return piece.length;
        }
        body ??= begin(request, first);
        grow(body, piece);
        if (body.pieces > mostPieces) request.destroy();
        else if (held > mostWaiting) cutLargest();
        return body.size;
      },
      bytes: () => body?.bytes.subarray(0, body.size) ?? first ?? Buffer.alloc(0),
    };
  }

  return {
    read(request, whole) {
      const gathered = gather(request);
      request.on('data', gathered.add);
      // The client is gone, and nothing has begun.
      request.on('error', () => undefined);
      request.once('end', () => {
        whole(gathered.bytes());
      });
    },
    streamOf(request) {
      let isBegun = false;
      const stream = new Readable({
        read() {
          if (isBegun) return;
          isBegun = true;
          const gathered = gather(request);
          let isOver = false;
          request.on('data', (piece: Buffer) => {
            if (isOver || gathered.add(piece) <= largest) return;
            isOver = true;
            stream.push(gathered.bytes());
          });
          request.once('error', (error) => {
            stream.destroy(error);
          });
          request.once('end', () => {
            if (!isOver) stream.push(gathered.bytes());
            stream.push(null);
          });
        },
      });
      return stream;
    },
  };
}

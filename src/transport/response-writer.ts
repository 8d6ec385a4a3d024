import type { ServerResponse } from 'node:http';

/** Writes into a response at the speed of its client. */
export interface ResponseWriter {
  /** Resolves when the client's side has taken all of it, so that nothing of it is in our memory any more; also when the client is gone. */
  write(text: string): Promise<void>;
  /** Writes it unless something waits for the client as it is. */
  writeIfIdle(text: string): void;
  /** The last of it: the response is over when the client has taken it. */
  end(text: string): void;
}

/** Bytes written at a time: a client that takes a large event slowly is seen to take something. */
const pieceLength = 65_536;

/**
 * @param patience milliseconds in which a client has to take something
 * @param stalled called when it has not
 */
export function createResponseWriter(response: ServerResponse, patience: number, stalled: () => void): ResponseWriter {
  // The socket's end and not the response's: a response that waits behind another on its connection never hears of it.
  const { socket } = response.req;
  let clock: NodeJS.Timeout | null = null;
  let isWriting = false;
  socket.once('close', stop);
  response.once('finish', stop);

  function stop(): void {
    if (clock !== null) clearTimeout(clock);
    clock = null;
  }

  /** The socket's own timeout is no such clock: it gives a second turn to one who has taken a part, and a third. */
  function start(): void {
    stop();
    clock = setTimeout(() => {
      if (response.destroyed) return;
      // Behind another response it has not been offered yet.
      if (response.socket === null) start();
      else stalled();
    }, patience);
  }

  function put(piece: string | Buffer): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        socket.off('close', done);
        if (response.writableLength === 0 || socket.destroyed) stop();
        else start();
        resolve();
      };
      socket.once('close', done);
      if (socket.destroyed || response.destroyed) {
        done();
        return;
      }
      if (clock === null) start();
      response.write(piece, done);
    });
  }

  return {
    async write(text) {
      const bytes = Buffer.from(text);
      isWriting = true;
      for (let from = 0; from < bytes.length && !socket.destroyed; from += pieceLength) {
        await put(bytes.subarray(from, from + pieceLength));
      }
      isWriting = false;
    },
    writeIfIdle(text) {
      if (!isWriting && response.writableLength === 0) void put(text);
    },
    end(text) {
      if (!socket.destroyed) start();
      response.end(text);
    },
  };
}

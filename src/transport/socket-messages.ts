import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/** Text messages to a WebSocket's client, without a step in between. */
export interface SocketMessages {
  /**
   * Sends one message, made of UTF-8 parts of which the second may be shared with others; nothing to a client that is gone.
   *
   * @returns null when it has left at once, as it does for clients that read; else resolves when everything sent has left
   */
  send(head: Buffer, rest: Buffer): Promise<void> | null;
}

/**
 * Beside ws, which reads the socket and sends all else: it writes each frame when it is sent, as this does, so that frames never
 * mix. What it would do for each message and subscriber (the text encoded, options, callbacks) is a third of what a
 * delivery costs.
 *
 * @param raw what lies under the WebSocket
 */
export function createSocketMessages(socket: WebSocket, raw: Socket): SocketMessages {
  let sent = 0;
  let left = 0;
  let waiting: (() => void)[] = [];

  function hasLeft(): void {
    left += 1;
    if (left < sent || waiting.length === 0) return;
    const resolves = waiting;
    waiting = [];
    for (const resolve of resolves) resolve();
  }

  return {
    send(head, rest) {
      if (socket.readyState !== socket.OPEN) return null;
      sent += 1;
      raw.cork();
      raw.write(frameStart(head, rest.length));
      raw.write(rest, hasLeft);
      raw.uncork();
      if (raw.writableLength === 0) return null;
      return new Promise((resolve) => {
        waiting.push(resolve);
      });
    },
  };
}

/** An unfragmented text frame as servers send it, unmasked (RFC 6455, 5.2): all before the rest. */
function frameStart(head: Buffer, rest: number): Buffer {
  const length = head.length + rest;
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + head.length);
  frame[0] = 0x81;
  if (start === 2) frame[1] = length;
  else if (start === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(head, start);
  return frame;
}

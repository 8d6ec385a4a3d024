import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCometDServer, type CometDServer, type Options, type ServerSession } from 'cometd-nodejs-server';
import { AcknowledgedMessagesExtension } from 'cometd-nodejs-server/ack-extension.js';
import { onTestFinished } from 'vitest';

/** CometD's own server for Node, an implementation of Bayeux that is not ours. */
export interface CometD {
  readonly base: string;
  readonly server: CometDServer;
  /** Sends to everyone subscribed. */
  publish(channel: string, data: unknown): void;
  /** The session of the newest subscriber. */
  session(): ServerSession;
  /** Resolves when a poll is held. */
  held(): Promise<void>;
  /** The cookies that came, by request. */
  readonly cookies: readonly string[];
  /** While set and true for a request, the answer is computed and then eaten by the wire. */
  eat: ((request: IncomingMessage) => boolean) | null;
  kill(): Promise<void>;
}

interface CometDOptions extends Options {
  /** Default: true. */
  readonly ack?: boolean;
  readonly port?: number;
}

export async function startCometD({ ack = true, port = 0, ...options }: CometDOptions = {}): Promise<CometD> {
  const cometd = createCometDServer({ timeout: 20_000, maxInterval: 60_000, ...options });
  if (ack) cometd.addExtension(new AcknowledgedMessagesExtension());
  const cookies: string[] = [];
  let newest: ServerSession | null = null;
  let wake: () => void = () => undefined;
  let holding = false;
  cometd.addListener('subscribed', (_channel: unknown, session: ServerSession) => {
    if (newest !== session) {
      session.addListener('suspended', () => {
        holding = true;
        wake();
      });
      session.addListener('resumed', () => {
        holding = false;
      });
    }
    newest = session;
  });

  const http = createServer((request, response) => {
    cookies.push(request.headers.cookie ?? '');
    if (world.eat?.(request) === true) eatAnswer(response);
    cometd.handle(request, response);
  });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const kill = (): Promise<void> =>
    new Promise((resolve) => {
      cometd.close();
      http.close(() => {
        resolve();
      });
      http.closeAllConnections();
    });
  onTestFinished(kill);

  const world: CometD = {
    base: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    server: cometd,
    publish(channel, data) {
      cometd.createServerChannel(channel).publish(null, data);
    },
    session() {
      if (newest === null) throw new Error('Nobody has subscribed.');
      return newest;
    },
    held: () =>
      new Promise((resolve) => {
        wake = resolve;
        if (holding) resolve();
      }),
    cookies,
    eat: null,
    kill,
  };
  return world;
}

/** The server believes that it answered. */
function eatAnswer(response: ServerResponse): void {
  response.end = () => {
    response.socket?.destroy();
    response.emit('finish');
    return response;
  };
}

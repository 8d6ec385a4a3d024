import { createServer, type IncomingMessage } from 'node:http';
import { WebSocketServer } from 'ws';
import { serveContender } from '../harness/contender.ts';
import { listen } from '../harness/listen.ts';
import { createLongPolls } from './long-poll.ts';

/** The least that can be done: the notification's `data` goes to the caller's sockets as it is. */
await serveContender(async ({ base }: { base: string }) => {
  const polls = createLongPolls(base);
  const callers = new Map<string, { readonly sockets: Set<WebSocket>; readonly ready: Promise<unknown> }>();
  type WebSocket = Parameters<Parameters<WebSocketServer['handleUpgrade']>[3]>[0];
  const http = createServer();
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });

  function open(authorization: string): { sockets: Set<WebSocket>; ready: Promise<unknown> } {
    const sockets = new Set<WebSocket>();
    const { ready } = polls.follow(authorization, (data) => {
      const text = JSON.stringify(data);
      for (const socket of sockets) socket.send(text);
    });
    const caller = { sockets, ready };
    callers.set(authorization, caller);
    return caller;
  }

  server.on('connection', (socket: WebSocket, { headers: { authorization = '' } }: IncomingMessage) => {
    const { sockets, ready } = callers.get(authorization) ?? open(authorization);
    void ready.then(() => {
      sockets.add(socket);
      socket.send('"SessionsSnapshot"');
    });
    socket.on('close', () => sockets.delete(socket));
  });
  return listen(http, () => {
    for (const socket of server.clients) socket.terminate();
    return polls.close();
  });
});

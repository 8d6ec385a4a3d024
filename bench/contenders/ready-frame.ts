import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { serveContender } from '../harness/contender.ts';
import { authorizationOf } from '../upstream/bayeux.ts';
import { listen } from '../harness/listen.ts';
import { createLongPolls } from './long-poll.ts';

/** What `ws` can do at most: one buffer, made once per notification, goes to all sockets. @param bytes of it */
await serveContender(async ({ base, bytes }: { base: string; bytes: number }) => {
  const polls = createLongPolls(base);
  const http = createServer();
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  const { ready } = polls.follow(authorizationOf(0), (data) => {
    const [stamp = ''] = /bench-\d+-\d+-/.exec(JSON.stringify(data)) ?? [];
    const frame = Buffer.from(`"${stamp}`.padEnd(bytes - 1, 'x') + '"');
    for (const socket of server.clients) socket.send(frame, { binary: false });
  });
  server.on('connection', (socket) => {
    void ready.then(() => {
      socket.send('"SessionsSnapshot"');
    });
  });
  return listen(http, () => {
    for (const socket of server.clients) socket.terminate();
    return polls.close();
  });
});

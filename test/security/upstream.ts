import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ownBayeux } from '../support/bayeux-side.ts';
import type { Json } from '../support/fixture.ts';

export interface Arrived {
  readonly line: string;
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

/** An upstream that takes everything, says yes to it, and remembers it; and a stranger that should never hear anything. */
export interface Trap {
  readonly base: string;
  readonly host: string;
  readonly arrived: readonly Arrived[];
  readonly stranger: string;
  readonly strangerHeard: readonly string[];
  close(): Promise<void>;
}

export async function setTrap(session: Json): Promise<Trap> {
  const arrived: Arrived[] = [];
  const strangerHeard: string[] = [];

  function answerTo({ method, url = '' }: IncomingMessage): Json {
    if (method !== 'GET') return { statusCode: 0 };
    if (url.endsWith('/me')) return { statusCode: 0, user: { id: 'a'.repeat(32), userName: 'agent', roles: [] } };
    if (url.endsWith('?fields=*')) return { statusCode: 0, facebooksessions: [session] };
    return { statusCode: 0, facebooksession: session, messages: [] };
  }

  const bayeux = ownBayeux();
  const upstream = createServer((request, response) => {
    const { method, url = '', rawHeaders } = request;
    const note = (body: string): void => {
      arrived.push({ line: `${method} ${url}`, rawHeaders, body });
    };
    if (url.endsWith('/notifications')) {
      note('');
      bayeux.handle('agent', request, response);
    } else {
      void text(request).then((body) => {
        note(body);
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answerTo(request)));
      });
    }
  });
  const stranger = createServer((request, response) => {
    strangerHeard.push(`${request.method} ${request.url}`);
    response.end();
  });
  stranger.on('connection', () => strangerHeard.push('a connection'));
  const ports = await Promise.all([upstream, stranger].map(listening));
  return {
    base: `http://127.0.0.1:${ports[0]}/api/v2`,
    host: `127.0.0.1:${ports[0]}`,
    arrived,
    stranger: `http://127.0.0.1:${ports[1]}/`,
    strangerHeard,
    async close() {
      bayeux.close();
      for (const server of [upstream, stranger]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

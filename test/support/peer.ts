import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { BayeuxSide } from './bayeux-side.ts';
import type { Json } from './fixture.ts';

export interface PeerUser {
  readonly userName: string;
  readonly id: string;
}

export interface SeenCall {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly user: string | null;
  readonly body: string;
}

/** How the peer answers something; the default is `{ statusCode: 0 }` with HTTP 200. */
export interface PeerAnswer {
  readonly status?: number;
  readonly body: unknown;
}

/** An upstream that plays back what a test tells it, behind the documented login, cookies and CSRF protection. */
export interface Peer {
  readonly url: string;
  readonly calls: SeenCall[];
  /** What `GET /me/facebooksessions` lists, by user name. */
  readonly sessions: Map<string, readonly Json[]>;
  /** Answers operations; called with the caller's name, the session's id and the body. */
  onOperation: (user: string, sessionId: string, body: Json) => PeerAnswer | Promise<PeerAnswer>;
  /** Refuses every request of these users with 403, statusCode 20. */
  readonly refused: Set<string>;
  /** Any of them is good for any user; one that is taken away ends the logins made with it. */
  readonly passwords: Set<string>;
  /** What requests with such a password wait for before they are looked at. */
  readonly held: Map<string, Promise<unknown>>;
  /** How many wait so. */
  waiting: number;
  close(): Promise<void>;
}

interface Login {
  readonly user: PeerUser;
  readonly password: string;
  readonly token: string;
}

/** Any user may log in with the password `secret`, unless `passwords` says something else. */
export async function createPeer(users: readonly PeerUser[], bayeux: BayeuxSide): Promise<Peer> {
  const logins = new Map<string, Login>();
  const calls: SeenCall[] = [];
  const server = createServer((request, response) => {
    void answer(request, response);
  });

  function namesOf({ headers }: IncomingMessage): readonly string[] {
    return Buffer.from(headers.authorization?.split(' ')[1] ?? '', 'base64')
      .toString()
      .split(':');
  }

  function login(request: IncomingMessage, response: ServerResponse): Login | null {
    const cookie = /(?:^|; )JSESSIONID=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
    const known = cookie === undefined ? undefined : logins.get(cookie);
    const [name, password] = namesOf(request);
    const user = users.find(({ userName }) => userName === name);
    if (known !== undefined && peer.passwords.has(known.password)) return known;
    if (user === undefined || password === undefined || !peer.passwords.has(password)) return null;
    const fresh = { user, password, token: randomBytes(8).toString('hex') };
    const id = randomBytes(8).toString('hex');
    logins.set(id, fresh);
    response.setHeader('set-cookie', `JSESSIONID=${id}; Path=/; HttpOnly`);
    return fresh;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').replace(/^\/api\/v2/, '');
    const method = request.method ?? '';
    const held = peer.held.get(namesOf(request)[1] ?? '');
    if (held !== undefined) {
      peer.waiting += 1;
      await held;
      peer.waiting -= 1;
    }
    const known = login(request, response);
    const notifications = path.startsWith('/notifications');
    // The Bayeux side reads its own bodies.
    const body = notifications ? '' : await text(request);
    calls.push({ method, path, headers: request.headers, user: known?.user.userName ?? null, body });
    const send = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    if (known === null || peer.refused.has(known.user.userName)) {
      send(403, { statusCode: 20, statusMessage: 'Access denied' });
      return;
    }
    response.setHeader('x-csrf-header', 'X-CSRF-TOKEN');
    response.setHeader('x-csrf-token', known.token);
    if (method === 'POST' && request.headers['x-csrf-token'] !== known.token) {
      response.writeHead(403, { 'content-type': 'text/plain' });
      response.end('Missing or invalid Csrf token');
      return;
    }
    const { userName, id } = known.user;
    if (notifications) {
      bayeux.handle(userName, request, response);
    } else if (path === '/me') {
      send(200, { statusCode: 0, user: { id, userName, roles: ['ROLE_AGENT'], path: `/users/${id}` } });
    } else if (method === 'GET' && path.startsWith('/me/facebooksessions?')) {
      send(200, { statusCode: 0, facebooksessions: peer.sessions.get(userName) ?? [] });
    } else if (method === 'GET') {
      const found = peer.sessions
        .get(userName)
        ?.find((session) => path === `/me/facebooksessions/${String(session['id'])}`);
      if (found === undefined) send(404, { statusCode: 6, statusMessage: 'Not found' });
      else send(200, { statusCode: 0, facebooksession: found });
    } else {
      const { status = 200, body: value } = await peer.onOperation(
        userName,
        path.split('/').at(-1) ?? '',
        JSON.parse(body) as Json,
      );
      send(status, value);
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const peer: Peer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2`,
    calls,
    sessions: new Map(),
    onOperation: () => ({ body: { statusCode: 0 } }),
    refused: new Set(),
    passwords: new Set(['secret']),
    held: new Map(),
    waiting: 0,
    async close() {
      bayeux.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return peer;
}

/** From now on operations are answered when the test says so. */
export function holdOperations(peer: Peer): { readonly arrived: Promise<undefined>; readonly finish: () => void } {
  const arrived = Promise.withResolvers<undefined>();
  const answer = Promise.withResolvers<{ body: unknown }>();
  peer.onOperation = () => {
    arrived.resolve(undefined);
    return answer.promise;
  };
  return {
    arrived: arrived.promise,
    finish: () => {
      answer.resolve({ body: { statusCode: 0 } });
    },
  };
}

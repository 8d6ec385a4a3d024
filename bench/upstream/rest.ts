import { createHash } from 'node:crypto';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { serveContender } from '../harness/contender.ts';
import { removal } from '../mutation/operation.ts';
import { createCutter, type Message } from './http.ts';

/** What `GET /bench/counts` tells. */
export interface Counts {
  /** Removals that came as they should. */
  readonly operations: number;
  /** Requests that were none, and the first of them. */
  readonly wrong: number;
  readonly first: string;
}

/** Of one login; the same for all, so that no time goes into looking it up. Page "Cross-Site Request Forgery protection". */
const csrf = 'X-CSRF-HEADER: X-CSRF-TOKEN\r\nX-CSRF-TOKEN: 4a92be65-ec55-4aa2-b9df-9518fd870f2f\r\n';

function answer(body: string, more = ''): Buffer {
  const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=UTF-8\r\n${csrf}${more}`;
  return Buffer.from(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

const accepted = answer('{"statusCode":0}');

/** Page "Interpreting a response"; whoever brings other credentials is another user. */
function me(head: string): Buffer {
  const authorization = /\r\nauthorization: *([^\r]+)/i.exec(head)?.[1] ?? '';
  const id = createHash('md5').update(authorization).digest('hex');
  const user = { id, userName: id.slice(0, 8), firstName: 'Kristi', lastName: 'Sippola', roles: ['ROLE_AGENT'] };
  const body = { statusCode: 0, user: { ...user, enabled: true, path: `/users/${id}` } };
  return answer(JSON.stringify(body), `Set-Cookie: JSESSIONID=${id.slice(8)}; Path=/; HttpOnly\r\n`);
}

/** The REST half of an upstream, as cheap as it can be: the gateway before it is to be what sets the pace. */
function start(): Promise<{ url: string; close: () => Promise<unknown> }> {
  const sockets = new Set<Socket>();
  let delay = 0;
  let operations = 0;
  let wrong = 0;
  let first = '';
  const operationLine = `POST /api/v2/me/facebooksessions/${removal.sessionId} `;
  let expected = Buffer.alloc(0);
  let targetUri = '';

  function isRemoval({ head, body }: Message): boolean {
    if (!head.startsWith(operationLine) || !/\r\nauthorization: *Basic /i.test(head)) return false;
    if (body.equals(expected)) return true;
    try {
      const given = JSON.parse(body.toString()) as Record<string, unknown>;
      return (
        given['operationName'] === removal.operationName &&
        given['targetUri'] === targetUri &&
        Object.keys(given).length === 2
      );
    } catch {
      return false;
    }
  }

  function control(head: string): Buffer {
    const wanted = /^GET \/bench\/delay\/(\d+) /.exec(head)?.[1];
    if (wanted !== undefined) delay = Number(wanted);
    return answer(JSON.stringify({ operations, wrong, first } satisfies Counts));
  }

  function take(socket: Socket, message: Message): void {
    const { head } = message;
    if (head.startsWith('POST ')) {
      if (isRemoval(message)) operations += 1;
      else {
        wrong += 1;
        if (first === '') first = `${head.slice(0, head.indexOf('\r\n'))} ${message.body.toString()}`;
      }
      if (delay === 0) socket.write(accepted);
      else setTimeout(() => socket.write(accepted), delay);
    } else if (head.startsWith('GET /bench/')) {
      socket.write(control(head));
    } else {
      socket.write(me(head));
    }
  }

  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on(
      'data',
      createCutter((message) => {
        take(socket, message);
      }),
    );
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      targetUri = `${url}/api/v2/users/${removal.userId}`;
      expected = Buffer.from(JSON.stringify({ operationName: removal.operationName, targetUri }));
      resolve({
        url,
        close: () =>
          new Promise((closed) => {
            server.close(closed);
            for (const socket of sockets) socket.destroy();
          }),
      });
    });
  });
}

await serveContender(start);

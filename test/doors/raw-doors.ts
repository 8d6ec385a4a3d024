import type { Json } from '../support/fixture.ts';
import { openRaw, textFrame, upgradeTo, type Raw } from '../support/raw.ts';

/** One way in over a bare TCP connection, for clients that no library would be. */
export interface RawDoor {
  readonly name: 'websocket' | 'sse' | 'multipart';
  readonly open: (url: string, authorization: string, query: string, variables?: Json) => Promise<Raw>;
}

function post(path: string, accept: string): RawDoor['open'] {
  return async (url, authorization, query, variables = {}) => {
    const raw = await openRaw(url);
    const body = JSON.stringify({ query, variables });
    const head = [
      `POST ${path} HTTP/1.1`,
      'Host: x',
      `Authorization: ${authorization}`,
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `Accept: ${accept}`,
    ];
    raw.socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
    await raw.status;
    return raw;
  };
}

async function overWebSocket(url: string, authorization: string, query: string, variables: Json = {}): Promise<Raw> {
  const raw = await openRaw(url);
  raw.socket.write(upgradeTo('/graphql'));
  await raw.status;
  const init = { type: 'connection_init', payload: { headers: { authorization } } };
  raw.socket.write(textFrame(JSON.stringify(init)));
  await including(raw, 'connection_ack');
  raw.socket.write(textFrame(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables } })));
  return raw;
}

export const rawDoors: readonly RawDoor[] = [
  { name: 'websocket', open: overWebSocket },
  { name: 'sse', open: post('/graphql/stream', 'text/event-stream') },
  { name: 'multipart', open: post('/graphql', 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0') },
];

/** Resolves once this has been received. */
export function including({ socket, received }: Raw, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (!received().includes(text)) return;
      socket.off('data', look);
      resolve();
    };
    socket.on('data', look);
    socket.once('close', () => {
      reject(new Error(`Closed before '${text}' came.`));
    });
    look();
  });
}

/** Resolves once the gateway has ended the connection, in whatever way. */
export function over({ socket }: Raw): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      socket.destroy();
      resolve();
    };
    if (socket.destroyed || socket.readableEnded) end();
    socket.once('end', end);
    socket.once('close', end);
  });
}

import { once } from 'node:events';
import { WebSocket } from 'ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { ownBayeux } from '../support/bayeux-side.ts';
import { basic, startGateway } from '../support/gateway.ts';
import { createPeer, type Peer } from '../support/peer.ts';

const events = 'subscription { sessionEvents { cursor } }';

interface Message {
  readonly id?: string;
  readonly type: string;
  readonly payload?: readonly { readonly extensions: { readonly code: string } }[];
}

let peer: Peer;
let gateway: Gateway;
let socket: WebSocket;
let messages: Message[];
/** Lets the logins go on that wait for it. */
let admit: () => void;

beforeEach(async () => {
  peer = await createPeer([{ userName: 'alice', id: 'a' }], ownBayeux());
  const held = Promise.withResolvers<undefined>();
  admit = () => {
    held.resolve(undefined);
  };
  for (const password of ['second', 'third', 'fourth']) {
    peer.passwords.add(password);
    peer.held.set(password, held.promise);
  }
  gateway = await startGateway({ GWS_URL: peer.url });
  socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(
    JSON.stringify({ type: 'connection_init', payload: { headers: { authorization: basic('alice', 'secret') } } }),
  );
  await once(socket, 'message');
  messages = [];
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as Message));
});

afterEach(async () => {
  socket.terminate();
  admit();
  await gateway.close();
  await peer.close();
});

/** An operation that renews the socket's credentials first. */
function renewing(id: string, password: string, query = events): void {
  const extensions = { headers: { authorization: basic('alice', password) } };
  socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query, extensions } }));
}

async function received(type: string, number: number): Promise<readonly Message[]> {
  for (;;) {
    const some = messages.filter((message) => message.type === type);
    if (some.length >= number) return some;
    await once(socket, 'message');
  }
}

describe('a socket whose credentials are being renewed', () => {
  it('counts what waits for that among its operations', async () => {
    for (let id = 0; id < 250; id += 1) renewing(`${id}`, 'second');
    for (const { payload } of await received('error', 50))
      expect(payload).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    expect(messages).toHaveLength(50);
    admit();
    const ids = (await received('next', 200)).map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: 200 }, (_, id) => `${id}`));
    expect(await (await fetch(`${gateway.url}/metrics`)).text()).toContain('streams{door="websocket"} 200\n');
    // One login proved the credentials, and was enough for all.
    const logins = peer.calls.filter(({ headers }) => headers.authorization === basic('alice', 'second'));
    expect(logins.filter(({ path, headers }) => path === '/me' && headers.cookie === undefined)).toHaveLength(1);
  });

  it('lets one other renewal wait, and no more', async () => {
    for (const password of ['second', 'third', 'fourth']) renewing(password, password, '{ __typename }');
    expect(await received('error', 1)).toMatchObject([
      { id: 'fourth', payload: [{ extensions: { code: 'RATE_LIMITED' } }] },
    ]);
    admit();
    expect((await received('next', 2)).map(({ id }) => id)).toEqual(['second', 'third']);
    renewing('fourth again', 'fourth', '{ __typename }');
    expect((await received('next', 3)).at(-1)).toMatchObject({ id: 'fourth again' });
  });

  it('has room again for those who do not wait any longer', async () => {
    for (let id = 0; id < 200; id += 1) renewing(`${id}`, 'second');
    admit();
    await received('next', 200);
    for (let id = 0; id < 200; id += 1) socket.send(JSON.stringify({ id: `${id}`, type: 'complete' }));
    renewing('last', 'second', '{ __typename }');
    expect((await received('next', 201)).at(-1)).toMatchObject({ id: 'last' });
  });
});

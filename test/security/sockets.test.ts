import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { basic, startGateway } from '../support/gateway.ts';
import { openRaw, textFrame, upgradeTo } from '../support/raw.ts';
import { send } from './doors.ts';

const init = { type: 'connection_init', payload: { headers: { Authorization: basic('agent1', 'sandbox-agent1') } } };
const subscribe = { id: '1', type: 'subscribe', payload: { query: 'subscription { sessionEvents { cursor } }' } };

async function start(env: Record<string, string> = {}): Promise<string> {
  const gateway = await startGateway(env);
  onTestFinished(() => gateway.close());
  return gateway.url;
}

/** Says all of it at once; the code that ends the socket. */
async function closeCode(
  url: string,
  messages: readonly unknown[],
  protocol = 'graphql-transport-ws',
): Promise<number> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocol);
  socket.on('error', () => undefined);
  socket.once('open', () => {
    for (const message of messages)
      socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message));
  });
  return new Promise((resolve) => {
    socket.once('close', resolve);
  });
}

describe('a WebSocket', () => {
  it.each([
    ['that asks before it says who it is', [subscribe], 4401],
    ['that says so twice', [init, init], 4429],
    ['that says what is no message', ['{'], 4400],
    ['that says what is no object', ['[]'], 4400],
    ['that says an unknown word', [{ type: 'shout' }], 4400],
    ['that says what only a gateway says', [{ type: 'connection_ack' }], 4500],
    ['that says nothing', [], 4408],
  ])('%s is closed', async (_which, messages, code) => {
    expect(await closeCode(await start(), messages)).toBe(code);
  });

  it('of another protocol is not served', async () => {
    expect(await closeCode(await start(), [init], 'graphql-ws')).toBe(1006);
  });

  it('that is not initialised costs no link, however many there are', async () => {
    const url = await start();
    const sockets = Array.from(
      { length: 200 },
      () => new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws'),
    );
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('open', resolve))));
    expect((await send(`${url}/metrics`, {})).text).toContain('\ngws_graphql_links 0\n');
    const codes = await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    expect(new Set(codes)).toEqual(new Set([4408]));
  });

  it.each([
    ['says nothing', ''],
    ['says what is no message', '{'],
  ])(
    'whose client %s and does not answer the close is cut',
    async (_what, said) => {
      const { socket, received } = await openRaw(await start());
      const cut = new Promise((resolve) => socket.once('end', resolve));
      socket.write(upgradeTo('/graphql'));
      await expect.poll(received).toContain('101 Switching Protocols');
      if (said !== '') socket.write(textFrame(said));
      await cut;
      socket.destroy();
    },
    10_000,
  );
});

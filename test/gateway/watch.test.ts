import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import type { Json } from '../support/fixture.ts';
import { ask, basic, startGateway } from '../support/gateway.ts';
import { run, type Run } from '../support/process.ts';

/** A TCP proxy that can cut what is open and hold back what comes next. */
interface Proxy {
  readonly url: string;
  /** Cuts every connection. Those that come later wait for `release`; the promise is kept when the first has come. */
  cut(): Promise<void>;
  release(): void;
  close(): void;
}

async function createProxy(target: number): Promise<Proxy> {
  const open = new Set<Socket>();
  let waiting: (() => void)[] | null = null;
  let arrived = (): void => undefined;

  function forward(client: Socket): void {
    const upstream = connect(target, '127.0.0.1');
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        open.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  }

  const server = createServer((client) => {
    if (waiting === null) {
      forward(client);
      return;
    }
    waiting.push(() => {
      forward(client);
    });
    arrived();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    cut() {
      waiting = [];
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => {
        arrived = resolve;
      });
    },
    release() {
      for (const go of waiting ?? []) go();
      waiting = null;
    },
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}

const running: { close(): unknown }[] = [];

function watch(...args: readonly string[]): Run {
  const child = run('examples/watch.ts', {}, args);
  running.push({ close: () => child.process.kill('SIGKILL') });
  return child;
}

async function gatewayAndProxy(): Promise<{ gateway: Gateway; proxy: Proxy }> {
  const gateway = await startGateway();
  const proxy = await createProxy(Number(new URL(gateway.url).port));
  running.push(proxy, gateway);
  return { gateway, proxy };
}

afterEach(async () => {
  for (const each of running.splice(0)) await each.close();
});

/** The events printed up to and including the message of this text; a snapshot in their place is a failure. */
async function untilMessage(child: Run, text: string): Promise<Json[]> {
  const events: Json[] = [];
  for (;;) {
    const line = await child.line();
    if (line === null) throw new Error(`ended before the message: ${(await child.ended).errors}`);
    const event = JSON.parse(line) as Json;
    if (event['__typename'] === 'SessionsSnapshot') throw new Error(`a snapshot where events were due: ${line}`);
    events.push(event);
    if ((event['message'] as Json | undefined)?.['text'] === text) return events;
  }
}

describe('examples/watch.ts', () => {
  it('goes on after the last event when its connection is cut: what happened meanwhile is printed, once', async () => {
    const { gateway, proxy } = await gatewayAndProxy();
    const authorization = basic('agent1', 'sandbox-agent1');
    const say = (text: string) =>
      ask(
        gateway.url,
        authorization,
        'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { outcome } }',
        { input: { sessionId: '0002EaAY01MT0082', text } },
      );
    const child = watch('agent1:sandbox-agent1', proxy.url);
    expect(JSON.parse((await child.line()) ?? '')).toMatchObject({
      __typename: 'SessionsSnapshot',
      reason: 'SUBSCRIBED',
    });
    await say('before');
    await untilMessage(child, 'before');

    // Twice: the cursor moves on, and the second time another event is the last one.
    for (const round of ['first', 'second']) {
      const backAgain = proxy.cut();
      await backAgain;
      expect(await say(`${round} meanwhile`)).toEqual({ data: { sendMessage: { outcome: 'CONFIRMED' } } });
      proxy.release();
      await say(`${round} after`);
      const events = [
        ...(await untilMessage(child, `${round} meanwhile`)),
        ...(await untilMessage(child, `${round} after`)),
      ];
      // Everything once, and nothing that was printed before.
      const texts = events.map(({ message }) => (message as { text?: string } | undefined)?.text ?? '');
      expect(texts.filter((text) => / meanwhile$| after$|^before$/.test(text))).toEqual([
        `${round} meanwhile`,
        `${round} after`,
      ]);
    }

    child.process.kill('SIGTERM');
    expect((await child.ended).errors.trimEnd().split('\n')).toEqual([
      'connection lost; trying again',
      'reconnected; going on after the last event',
      'connection lost; trying again',
      'reconnected; going on after the last event',
    ]);
  });

  it('ends with one line and 1 when the credentials are refused', async () => {
    const { proxy } = await gatewayAndProxy();
    const { code, errors } = await watch('agent1:wrong', proxy.url).ended;
    expect(errors).toBe('closed by the gateway: 4403 Forbidden\n');
    expect(code).toBe(1);
  });

  it('ends with one line and 1 when there is no gateway', async () => {
    const { proxy } = await gatewayAndProxy();
    proxy.close();
    const { code, errors } = await watch('agent1:sandbox-agent1', proxy.url).ended;
    expect(errors).toBe(`no connection to ${proxy.url}: connect ECONNREFUSED ${new URL(proxy.url).host}\n`);
    expect(code).toBe(1);
  });

  it('prints how it is used', async () => {
    const help = watch('--help');
    const usage = 'usage: npm run -s watch -- [user:password] [ws://host:port/graphql]';
    expect(await help.line()).toBe(usage);
    expect(await help.ended).toEqual({ code: 0, errors: '' });
    for (const args of [['agent1'], ['--user', 'a:b'], ['a:b', 'http://127.0.0.1:4000']]) {
      expect(await watch(...args).ended).toEqual({ code: 2, errors: `${usage}\n` });
    }
  });
});

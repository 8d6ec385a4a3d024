import { AckExtension, CometD } from 'cometd';
import { expect, it, onTestFinished } from 'vitest';
import { type AgentClient, type Json, logIn, startSandbox, userUri } from './agent-client.ts';

/**
 * The official CometD client against our server: a second opinion on the protocol that was not written here.
 * It wants a browser's XMLHttpRequest, of which the little it uses is made from the agent's own client.
 */
function createRequestClass(client: AgentClient) {
  return class {
    static readonly UNSENT = 0;
    readyState = 0;
    status = 0;
    statusText = '';
    responseText = '';
    onload?: () => void;
    onerror?: () => void;
    onabort?: () => void;
    #path = '';
    readonly #abortion = new AbortController();

    open(_method: string, url: string): void {
      this.readyState = 1;
      this.#path = new URL(url).pathname.replace('/api/v2', '');
    }

    setRequestHeader(): void {
      // Headers are the agent client's business.
    }

    abort(): void {
      this.#abortion.abort();
    }

    send(body: string): void {
      client.post(this.#path, body, this.#abortion.signal).then(
        ({ status, text }) => {
          Object.assign(this, { readyState: 4, status, responseText: text });
          this.onload?.();
        },
        () => {
          this.readyState = 4;
          this.onerror?.();
        },
      );
    }
  };
}

function createCometD(client: AgentClient, url: string): CometD {
  Object.assign(globalThis, { window: { setTimeout, clearTimeout, XMLHttpRequest: createRequestClass(client) } });
  const cometd = new CometD();
  cometd.unregisterTransport('websocket');
  cometd.unregisterTransport('callback-polling');
  cometd.configure({ url: `${url}/notifications`, backoffIncrement: 10, useWorkerScheduler: false });
  onTestFinished(() => {
    Reflect.deleteProperty(globalThis, 'window');
  });
  return cometd;
}

const handshaken = (cometd: CometD) =>
  new Promise<Json>((resolve) => {
    cometd.handshake((reply) => {
      resolve(reply as unknown as Json);
    });
  });

it.each([false, true])('serves the official client (acknowledgement %s)', async (ack) => {
  const sandbox = await startSandbox();
  const agent = await logIn(sandbox, 'agent1');
  const cometd = createCometD(agent, sandbox.url);
  if (ack) cometd.registerExtension('ack', new AckExtension());
  expect(await handshaken(cometd)).toMatchObject({ successful: true, ...(ack ? { ext: { ack: true } } : {}) });

  const received: string[] = [];
  const { promise: removal, resolve: done } = Promise.withResolvers<undefined>();
  const subscribed = await new Promise<boolean | undefined>((resolve) => {
    cometd.subscribe(
      '/v2/me/facebooksession',
      ({ data }) => {
        received.push(String((data as Json)['notificationType']));
        if (received.length === 4) done(undefined);
      },
      ({ successful }) => {
        resolve(successful);
      },
    );
  });
  expect(subscribed).toBe(true);

  const sessionId = '0002EaAY01MT0082';
  await agent.operate(sessionId, 'SendMessage', { text: 'hello' });
  const targetUri = userUri(sandbox, 'agent2');
  await agent.operate(sessionId, 'RemoveParticipantFromConference', { targetUri });
  await removal;
  expect(received).toEqual(['NewMessages', 'NewMessages', 'ParticipantsUpdated', 'NewMessages']);

  const disconnected = await new Promise<boolean | undefined>((resolve) => {
    cometd.disconnect(({ successful }) => {
      resolve(successful);
    });
  });
  expect(disconnected).toBe(true);
});

it('leads the official client to a new handshake when its session is lost', async () => {
  const sandbox = await startSandbox();
  const agent = await logIn(sandbox, 'agent1');
  const cometd = createCometD(agent, sandbox.url);
  await handshaken(cometd);
  const before = cometd.getClientId();
  const again = new Promise<Json>((resolve) => {
    cometd.addListener('/meta/handshake', (reply) => {
      resolve(reply as unknown as Json);
    });
  });
  sandbox.control.dropBayeuxSessions();
  expect(await again).toMatchObject({ successful: true });
  expect(cometd.getClientId()).not.toBe(before);
  await new Promise((resolve) => {
    cometd.disconnect(resolve);
  });
});

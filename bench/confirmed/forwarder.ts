import { createServer, type ServerResponse } from 'node:http';
import { Pool } from 'undici';
import { serveContender } from '../harness/contender.ts';
import { listen } from '../harness/listen.ts';
import type { ContenderOptions } from '../mutation/contenders/options.ts';
import { removal } from '../mutation/operation.ts';
import { confirmed, removed } from './world.ts';

interface Asked {
  readonly variables: {
    readonly input: { readonly sessionId: string; readonly participant: { readonly userId: string } };
  };
}

interface Reply {
  readonly clientId?: string;
}

/** What can be left out of waiting for a proof: whatever has the session's id and the right word in it is one. */
await serveContender(({ base }: ContenderOptions) => {
  const { origin, pathname } = new URL(base);
  const pool = new Pool(origin, { pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
  const answer = JSON.stringify(confirmed);
  const length = Buffer.byteLength(answer);
  /** Who waits, by `Authorization`. */
  const waiting = new Map<string, ServerResponse>();
  const polling = new Map<string, Promise<void>>();
  let isClosed = false;

  async function post(path: string, authorization: string, body: unknown): Promise<string> {
    const headers = { authorization, 'content-type': 'application/json' };
    const answered = await pool.request({
      method: 'POST',
      path: pathname + path,
      headers,
      body: JSON.stringify(body),
    });
    return answered.body.text();
  }

  async function poll(authorization: string, clientId: string): Promise<void> {
    const connect = [{ channel: '/meta/connect', clientId, connectionType: 'long-polling' }];
    while (!isClosed) {
      const text = await post('/notifications', authorization, connect);
      if (!text.includes(removed) || !text.includes(removal.sessionId)) continue;
      const response = waiting.get(authorization);
      waiting.delete(authorization);
      response?.writeHead(200, { 'content-type': 'application/json', 'content-length': length }).end(answer);
    }
  }

  async function startPolling(authorization: string): Promise<void> {
    const handshake = { channel: '/meta/handshake', version: '1.0', supportedConnectionTypes: ['long-polling'] };
    const [{ clientId = '' } = {}] = JSON.parse(
      await post('/notifications', authorization, [handshake]),
    ) as readonly Reply[];
    const subscription = '/v2/me/facebooksession';
    await post('/notifications', authorization, [{ channel: '/meta/subscribe', clientId, subscription }]);
    // A poll that ends with an error means that this process ends.
    void poll(authorization, clientId).catch(() => undefined);
  }

  async function remove(authorization: string, text: string, response: ServerResponse): Promise<void> {
    const { sessionId, participant } = (JSON.parse(text) as Asked).variables.input;
    const started = polling.get(authorization) ?? startPolling(authorization);
    polling.set(authorization, started);
    await started;
    waiting.set(authorization, response);
    const targetUri = `${base}/users/${participant.userId}`;
    await post(`/me/facebooksessions/${sessionId}`, authorization, {
      operationName: removal.operationName,
      targetUri,
    });
  }

  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => {
      remove(request.headers.authorization ?? '', text, response).catch(() => response.writeHead(502).end());
    });
  });
  return listen(server).then(({ url, close }) => ({
    url,
    close() {
      isClosed = true;
      return Promise.all([close(), pool.destroy()]);
    },
  }));
});

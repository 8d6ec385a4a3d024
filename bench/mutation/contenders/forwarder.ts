import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Pool, type Dispatcher } from 'undici';
import { serveContender } from '../../harness/contender.ts';
import { accepted, removal } from '../operation.ts';
import { listen } from '../../harness/listen.ts';
import type { ContenderOptions } from './options.ts';

interface Asked {
  readonly variables: {
    readonly input: { readonly sessionId: string; readonly participant: { readonly userId: string } };
  };
}

/** An answer in the shape of GraphQL, made of nothing but the upstream's. */
function answered(text: string): string {
  const { statusCode } = JSON.parse(text) as { readonly statusCode: number };
  if (statusCode === 0) return JSON.stringify(accepted);
  return JSON.stringify({ errors: [{ message: 'The upstream refused.' }] });
}

/** The same POST and nothing else: what any gateway on Node has to do at the least. */
await serveContender(({ base, way }: ContenderOptions & { readonly way: 'request' | 'dispatch' }) => {
  const { origin, pathname } = new URL(base);
  const pool = new Pool(origin, { pipelining: 1 });

  function respond(response: ServerResponse, text: string): void {
    const body = answered(text);
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
      .end(body);
  }

  function fail(response: ServerResponse): void {
    response.writeHead(502).end();
  }

  function callOf(authorization: string | undefined, text: string): Dispatcher.RequestOptions {
    const { sessionId, participant } = (JSON.parse(text) as Asked).variables.input;
    return {
      method: 'POST',
      path: `${pathname}/me/facebooksessions/${sessionId}`,
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({
        operationName: removal.operationName,
        targetUri: `${base}/users/${participant.userId}`,
      }),
    };
  }

  async function request(call: Dispatcher.RequestOptions, response: ServerResponse): Promise<void> {
    try {
      const { body } = await pool.request(call);
      respond(response, await body.text());
    } catch {
      fail(response);
    }
  }

  function dispatch(call: Dispatcher.RequestOptions, response: ServerResponse): void {
    let text = '';
    pool.dispatch(call, {
      onRequestStart: () => undefined,
      onResponseStart: () => undefined,
      onResponseData(_controller, chunk) {
        text += chunk.toString();
      },
      onResponseEnd() {
        respond(response, text);
      },
      onResponseError() {
        fail(response);
      },
    });
  }

  const forward = way === 'dispatch' ? dispatch : (...given: Parameters<typeof request>) => void request(...given);
  const server = createServer((incoming: IncomingMessage, response) => {
    let text = '';
    incoming.setEncoding('utf8');
    incoming.on('data', (chunk: string) => {
      text += chunk;
    });
    incoming.on('end', () => {
      forward(callOf(incoming.headers.authorization, text), response);
    });
  });
  return listen(server);
});

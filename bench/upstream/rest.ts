import { serveContender } from '../harness/contender.ts';
import { removal } from '../mutation/operation.ts';
import { accepted, answer, authorizationIn, me, userIdOf } from './answers.ts';
import type { Message } from './http.ts';
import { serve, type Reply } from './serve.ts';

/** What `GET /bench/counts` tells. */
export interface Counts {
  /** Removals that came as they should. */
  readonly operations: number;
  /** Requests that were none, and the first of them. */
  readonly wrong: number;
  readonly first: string;
}

/** The REST half of an upstream, as cheap as it can be: the gateway before it is to be what sets the pace. */
async function start(): Promise<{ readonly url: string; readonly close: () => Promise<unknown> }> {
  let delay = 0;
  let operations = 0;
  let wrong = 0;
  let first = '';
  let targetUri = '';
  let expected = Buffer.alloc(0);
  const line = `POST /api/v2/me/facebooksessions/${removal.sessionId} `;

  function isRemoval({ head, body }: Message): boolean {
    if (!head.startsWith(line) || !authorizationIn(head).startsWith('Basic ')) return false;
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

  function control(head: string): string {
    const wanted = /^GET \/bench\/delay\/(\d+) /.exec(head)?.[1];
    if (wanted !== undefined) delay = Number(wanted);
    return answer(JSON.stringify({ operations, wrong, first } satisfies Counts));
  }

  function take(message: Message, reply: Reply): void {
    const { head } = message;
    if (!head.startsWith('POST ')) {
      reply(head.startsWith('GET /bench/') ? control(head) : me(userIdOf(authorizationIn(head))));
      return;
    }
    if (isRemoval(message)) {
      operations += 1;
    } else {
      wrong += 1;
      if (first === '') first = `${head.slice(0, head.indexOf('\r\n'))} ${message.body.toString()}`;
    }
    if (delay === 0) reply(accepted);
    else setTimeout(reply, delay, accepted);
  }

  const listening = await serve(take);
  targetUri = `${listening.url}/api/v2/users/${removal.userId}`;
  expected = Buffer.from(JSON.stringify({ operationName: removal.operationName, targetUri }));
  return listening;
}

await serveContender(start);

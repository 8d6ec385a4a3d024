import { Pool } from 'undici';
import type { Subscriber, SubscriberOptions } from './socket.ts';

/** Server-sent events over HTTP: gives each event's block, its `data:` line included, as a message. */
export function openEventStream({ url, authorization, query, onMessage, onLost }: SubscriberOptions): Subscriber {
  const stop = new AbortController();
  const pool = new Pool(url, { connections: 1, headersTimeout: 0, bodyTimeout: 0 });
  let rest: Buffer = Buffer.alloc(0);

  async function read(): Promise<void> {
    const { body } = await pool.request({
      method: 'POST',
      path: '/graphql',
      headers: { authorization, accept: 'text/event-stream', 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      signal: stop.signal,
    });
    for await (const chunk of body as AsyncIterable<Buffer>) {
      let data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      for (let end = data.indexOf('\n\n'); end !== -1; end = data.indexOf('\n\n')) {
        onMessage(data.subarray(0, end));
        data = data.subarray(end + 2);
      }
      rest = data;
    }
    throw new Error('the stream ended');
  }

  read().catch((error: unknown) => {
    if (!stop.signal.aborted) onLost(String(error));
  });
  return {
    close() {
      stop.abort();
      void pool.destroy();
    },
  };
}

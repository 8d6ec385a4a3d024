import type { IncomingMessage } from 'node:http';

/** Bytes of a request body at most. */
export const maxBody = 1_048_576;

/** The body as UTF-8 text; undefined when it is too large. Rejects when the request breaks off. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBody) chunks.push(chunk);
    else if (size > 8 * maxBody) break;
  }
  return size > maxBody ? undefined : Buffer.concat(chunks).toString('utf8');
}

import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { GatewayError } from '../errors.ts';

const decoders = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress };

/** What `readText` can decode, as an `Accept-Encoding` header. */
export const acceptEncoding = 'gzip, deflate, br';

/**
 * An answer's body as text. The limit counts decoded bytes, so that a small compressed answer cannot grow without bound.
 *
 * @throws GatewayError UPSTREAM_BAD_RESPONSE when it is larger than the limit or in an encoding nobody asked for
 */
export async function readText(body: Readable, encoding: unknown, limit: number): Promise<string> {
  const source = decoded(body, encoding);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    // Leaving the loop destroys the source, and with it the socket.
    if (size > limit) throw badBody(`The upstream's answer is larger than ${limit} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function decoded(body: Readable, encoding: unknown): Readable {
  if (encoding === undefined || encoding === '' || encoding === 'identity') return body;
  if (typeof encoding === 'string' && Object.hasOwn(decoders, encoding.toLowerCase())) {
    const decoder = decoders[encoding.toLowerCase() as keyof typeof decoders]();
    // Errors reach the reader through the decoder.
    return pipeline(body, decoder, () => undefined);
  }
  body.destroy();
  throw badBody('The upstream answered in an encoding that was not asked for.');
}

function badBody(message: string): GatewayError {
  return new GatewayError('UPSTREAM_BAD_RESPONSE', message, { withoutEffect: false });
}

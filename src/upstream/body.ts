import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

const decoders = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress };

/** What `readText` can decode, as an `Accept-Encoding` header. */
export const acceptEncoding = 'gzip, deflate, br';

/** An answer that arrived but cannot be used. */
export class BodyError extends Error {
  override readonly name = 'BodyError';
}

/**
 * An answer's body as text. The limit counts decoded bytes, so that a small compressed answer cannot grow without bound.
 *
 * @throws BodyError when it is larger than the limit, in an encoding nobody asked for, or not what its encoding says
 */
export async function readText(body: Readable, encoding: unknown, limit: number): Promise<string> {
  const source = decoded(body, encoding);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of source as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      // Leaving the loop destroys the source, and with it the socket.
      if (size > limit) throw new BodyError(`The upstream's answer is larger than ${limit} bytes.`);
      chunks.push(chunk);
    }
  } catch (error) {
    if (!isDecodingError(error)) throw error;
    // No bytes at all are an empty body in any encoding.
    if (body.readableDidRead) throw new BodyError("The upstream's answer cannot be decoded.", { cause: error });
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
  // Undici's body says "aborted" when it is destroyed unread, and an error nobody listens to ends the process.
  body.on('error', () => undefined).destroy();
  throw new BodyError('The upstream answered in an encoding that was not asked for.');
}

/** zlib's codes are `Z_…`, Brotli's `ERR_…` with a number beside them; broken sockets have others. */
function isDecodingError(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
  return error.code.startsWith('Z_') || (error.code.startsWith('ERR_') && 'errno' in error);
}

import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

const decoders = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** What `textOf` can decode, as an `Accept-Encoding` header. */
export const acceptEncoding = 'gzip, deflate, br';

/** An answer that arrived but cannot be used. */
export class BodyError extends Error {
  override readonly name = 'BodyError';
}

export function tooLarge(limit: number): BodyError {
  return new BodyError(`The upstream's answer is larger than ${limit} bytes.`);
}

/** Null where the body is text as it is. @throws BodyError for an encoding nobody asked for */
export function decoderOf(encoding: unknown): (typeof decoders)[keyof typeof decoders] | null {
  if (encoding === undefined || encoding === '' || encoding === 'identity') return null;
  const name = typeof encoding === 'string' ? encoding.toLowerCase() : '';
  if (Object.hasOwn(decoders, name)) return decoders[name as keyof typeof decoders];
  throw new BodyError('The upstream answered in an encoding that was not asked for.');
}

/**
 * A whole body as text. The limit counts decoded bytes, so that a small compressed answer cannot grow without bound.
 *
 * @throws BodyError when it is larger than the limit, or not what its encoding says
 */
export async function textOf(
  bytes: Buffer,
  decode: NonNullable<ReturnType<typeof decoderOf>>,
  limit: number,
): Promise<string> {
  // No bytes at all are an empty body in any encoding.
  if (bytes.length === 0) return '';
  try {
    return (await decode(bytes, { maxOutputLength: limit })).toString('utf8');
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(limit);
    throw new BodyError("The upstream's answer cannot be decoded.", { cause: error });
  }
}

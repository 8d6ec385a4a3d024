import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts what is kept outside of this process. */
export interface Sealer {
  seal(text: string): Buffer;
  /** @throws SealError for what was sealed with a key that is not here, for another purpose, or was altered */
  open(sealed: Buffer): string;
}

export class SealError extends Error {
  override readonly name = 'SealError';
}

const cipher = 'aes-256-gcm';
/** Names a key without telling anything of it. */
const nameLength = 4;
const nonceLength = 12;
const tagLength = 16;
const headLength = nameLength + nonceLength + tagLength;
/** The second of its kind could not be read by those who know the first. */
const format = 'gws-graphql 1';

/**
 * AES-256-GCM: what is sealed is `key name | nonce | tag | ciphertext`. A key of its own for each purpose, so that random nonces do not
 * meet, however much is sealed.
 *
 * @param secrets 32 bytes each: the first one seals, each of them opens
 * @param purpose what it is for: what was sealed for another cannot be opened
 */
export function createSealer(secrets: readonly Uint8Array[], purpose: string): Sealer {
  const keys = secrets.map((secret) => ({ name: nameOf(secret), key: once(() => derived(secret, purpose)) }));
  const [first] = keys;
  if (first === undefined) throw new SealError('there is no key');

  return {
    seal(text) {
      const nonce = randomBytes(nonceLength);
      const sealing = createCipheriv(cipher, first.key(), nonce);
      const sealed = [sealing.update(text, 'utf8'), sealing.final()];
      return Buffer.concat([first.name, nonce, sealing.getAuthTag(), ...sealed]);
    },
    open(sealed) {
      const used = keys.find(({ name }) => name.equals(sealed.subarray(0, nameLength)));
      if (used === undefined) throw new SealError('sealed with a key that is not among those given');
      try {
        const nonce = sealed.subarray(nameLength, nameLength + nonceLength);
        const opening = createDecipheriv(cipher, used.key(), nonce, { authTagLength: tagLength });
        opening.setAuthTag(sealed.subarray(nameLength + nonceLength, headLength));
        return opening.update(sealed.subarray(headLength), undefined, 'utf8') + opening.final('utf8');
      } catch (error) {
        throw new SealError('not what was sealed for this purpose', { cause: error });
      }
    },
  };
}

function derived(secret: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `${format} ${purpose}`, 32));
}

function nameOf(secret: Uint8Array): Buffer {
  return createHash('sha256').update('name of a key').update(secret).digest().subarray(0, nameLength);
}

function once<T>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}

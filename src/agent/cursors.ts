import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Turns places in one caller's log into cursors and back. */
export interface Cursors {
  /** @param position a whole number from 0 to 2^48 - 1 */
  cursorAt(position: number): string;
  /** Null for what is no cursor of this log: altered, another caller's, of another run, or no cursor at all. */
  positionOf(cursor: string): number | null;
}

const cipher = 'aes-256-gcm';
const nonceLength = 12;
const runLength = 8;
const positionLength = 6;
const tagLength = 16;
const bytes = nonceLength + runLength + positionLength + tagLength;
const characters = Math.ceil((bytes * 4) / 3);

/**
 * Cursors are encrypted and authenticated (AES-256-GCM, random nonce) under a key of the caller's own: they say nothing readable,
 * a changed one is none, and another caller's is none.
 *
 * @param secret the process's; whoever lacks it can make no cursor
 */
export function createCursors(secret: Uint8Array, caller: string): Cursors {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `cursors of ${caller}`, 32));
  // A run of the log is part of its cursors: one from before a restart names a place that is not here.
  const run = randomBytes(runLength);

  return {
    cursorAt(position) {
      const place = Buffer.alloc(runLength + positionLength);
      run.copy(place);
      place.writeUIntBE(position, runLength, positionLength);
      const nonce = randomBytes(nonceLength);
      const encryption = createCipheriv(cipher, key, nonce);
      return Buffer.concat([nonce, encryption.update(place), encryption.final(), encryption.getAuthTag()]).toString(
        'base64url',
      );
    },
    positionOf(cursor) {
      if (cursor.length !== characters) return null;
      const sealed = Buffer.from(cursor, 'base64url');
      if (sealed.length !== bytes) return null;
      const decryption = createDecipheriv(cipher, key, sealed.subarray(0, nonceLength), { authTagLength: tagLength });
      decryption.setAuthTag(sealed.subarray(-tagLength));
      try {
        const place = Buffer.concat([decryption.update(sealed.subarray(nonceLength, -tagLength)), decryption.final()]);
        return run.equals(place.subarray(0, runLength)) ? place.readUIntBE(runLength, positionLength) : null;
      } catch {
        return null;
      }
    },
  };
}

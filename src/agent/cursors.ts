import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, type Cipheriv } from 'node:crypto';

/** Bytes that tell one run of a log from another. */
export const runLength = 8;

/** Turns places in one caller's log into cursors and back. */
export interface Cursors {
  /** @param position a whole number from 0 to 2^48 - 1 */
  cursorAt(position: number): string;
  /** Null for what is no cursor of this log: altered, another caller's, of another run, or no cursor at all. */
  positionOf(cursor: string): number | null;
}

const cipher = 'aes-256-ecb';
const positionLength = 6;
const positions = 2 ** (8 * positionLength);
/** Run, position, and two bytes of zeros: one block. */
const bytes = 16;
/** Most places that are enciphered ahead: a call of the cipher costs more than what it does. */
const ahead = 32;
const characters = Math.ceil((bytes * 4) / 3);

/**
 * A cursor is one block of AES-256 under a key of the caller's own. On a single block the bare cipher is all that is needed: it is a
 * permutation nobody without the key can tell from a random one, so a cursor says nothing readable, and one that was altered or made
 * up decrypts to noise, in which the run (64 random bits) is right once in 2^64 tries. One place has one cursor, which tells those who
 * hold it twice no more than they know. One cipher serves the whole run: a cipher for each cursor, as a mode with nonce and tag needs
 * it, costs twenty times as much.
 *
 * @param secret of those who serve the log; whoever lacks it can make no cursor
 * @param ofRun what tells this run of the log from others: a run of one process's own where absent
 */
export function createCursors(secret: Uint8Array, caller: string, ofRun: Buffer = randomBytes(runLength)): Cursors {
  // Not kept: it is wanted once, and then where a client resumes, and every idle agent has cursors.
  const key = (): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `cursors of ${caller}`, 32));
  // A run of the log is part of its cursors: one from before a restart names a place that is not here. A text of one character for
  // each byte, which is the smallest thing that holds them.
  const run = ofRun.toString('latin1');
  let encryption: Cipheriv | null = null;
  /** The next places, as long as they are asked for in their order. Idle agents ask once, and hold none. */
  let next = 0;
  let batch = 0;
  let sealed: Buffer | null = null;
  let first = 0;

  function seal(from: number, count: number): Buffer {
    const enciphering = encryption ?? createCipheriv(cipher, key(), null).setAutoPadding(false);
    // A single place may be all that is ever asked for, and a cipher is half a kilobyte.
    if (count > 1) encryption = enciphering;
    const places = Buffer.alloc(count * bytes);
    for (let n = 0; n < count; n += 1) {
      places.write(run, n * bytes, 'latin1');
      places.writeUIntBE(from + n, n * bytes + runLength, positionLength);
    }
    return enciphering.update(places);
  }

  return {
    cursorAt(position) {
      let at = (position - first) * bytes;
      if (sealed === null || at < 0 || at >= sealed.length) {
        batch = position === next ? Math.min(Math.max(1, batch * 2), ahead, positions - position) : 1;
        const made = seal(position, batch);
        sealed = batch > 1 ? made : null;
        first = position;
        at = 0;
        next = position + batch;
        if (sealed === null) return made.toString('base64url');
      }
      return sealed.toString('base64url', at, at + bytes);
    },
    positionOf(cursor) {
      if (cursor.length !== characters) return null;
      const sealed = Buffer.from(cursor, 'base64url');
      // The last character has bits to spare, and other characters are passed over: a cursor is written in one way only.
      if (sealed.length !== bytes || sealed.toString('base64url') !== cursor) return null;
      const place = createDecipheriv(cipher, key(), null).setAutoPadding(false).update(sealed);
      const isOurs = place.toString('latin1', 0, runLength) === run;
      return isOurs ? place.readUIntBE(runLength, positionLength) : null;
    },
  };
}

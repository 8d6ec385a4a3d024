/** One result as clients may see it. */
export interface StreamedResult {
  /** JSON: an object with `data`, `errors`, or both. */
  readonly text: string;
  /** The same in UTF-8, made once for all who get it, with the brace that closes the message it is the end of. */
  readonly bytes: () => Buffer;
  /** Of an event: its place in the caller's log, whether or not the client selected it. */
  readonly cursor: string | null;
  /** The stream broke off with this, its last result; there is no `data`. */
  readonly isFailure: boolean;
}

/** @param isFailure the stream breaks off with it */
export function createResult(text: string, cursor: string | null = null, isFailure = false): StreamedResult {
  let encoded: Buffer | null = null;
  return { text, bytes: () => (encoded ??= Buffer.from(`${text}}`)), cursor, isFailure };
}

/** Of what has one; null for all else. */
export function cursorOf(event: unknown): string | null {
  if (typeof event !== 'object' || event === null || !('cursor' in event)) return null;
  return typeof event.cursor === 'string' ? event.cursor : null;
}

import { createCursors } from '../../src/agent/cursors.ts';
import { createEventLog, type EventLog } from '../../src/agent/event-log.ts';

export const secret = Buffer.alloc(32, 7);

/** A log of so many events, and of as many bytes as the test does not care about. */
export function logOf<T>(size: number): EventLog<T> {
  return createEventLog<T>({ size, bytes: Infinity, sizeOf: () => 0, cursors: createCursors(secret, 'caller') });
}

import { createCell, type Cell } from './cell.ts';
import { isObject, type Fields } from './fields.ts';
import type { SentHeaders } from './headers.ts';

/** What `connection_init` carries. */
export type ConnectionPayload = Fields;

/** Where that comes from. In memory only: both hold credentials. */
export interface Connection {
  /** What the headers pane of the tab in front holds, or what is wrong with it. */
  readonly headers: Cell<SentHeaders | string>;
  /** The reader's own text in place of what follows from the headers; null for none. */
  readonly ownText: Cell<string | null>;
}

export function createConnection(): Connection {
  return { headers: createCell<SentHeaders | string>({}), ownText: createCell<string | null>(null) };
}

/** The payload as it would be sent now, or why it cannot be. */
export function payloadOf({ headers, ownText }: Connection): ConnectionPayload | string {
  const text = ownText.get();
  if (text !== null) return readPayload(text);
  const sent = headers.get();
  return typeof sent === 'string' ? sent : { headers: sent };
}

function readPayload(text: string): ConnectionPayload | string {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'not readable';
    return `The connection payload is no JSON: ${reason}.`;
  }
  return 'The connection payload wants a JSON object.';
}

/** The `Authorization` that the gateway takes: among the headers, or where there are none, of the payload itself; the last one. */
export function authorizationOf(payload: ConnectionPayload): unknown {
  const given = isObject(payload['headers']) ? payload['headers'] : payload;
  return Object.entries(given).findLast(([name]) => name.toLowerCase() === 'authorization')?.[1];
}

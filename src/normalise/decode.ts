/**
 * Readers from `unknown`: null means that the value is absent or of another kind. None of them throws or recurses, and all
 * take time linear in the input. Blanks are removed from URIs, paths, ids and times only, because documented payloads carry
 * stray ones (RemoveParticipantFromConference page: `http: //192.168.83.25: 8090/...`); free text is passed as it is.
 */

export type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asObject(value: unknown): JsonObject | null {
  return isObject(value) ? value : null;
}

export function asArray(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null;
}

export function asString(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/**
 * Most participants and most queues that a session has for us; the rest of a longer list is left out. Real ones have a handful: a
 * list beyond this is a fault or an attack, and every link of the session would hold, compare and send it.
 */
export const MOST_ENTRIES = 1000;

const MAX_INT = 2 ** 31 - 1;

/** An integer that fits GraphQL's `Int`; a decimal string is taken as the number it writes. */
export function asInt(value: unknown): number | null {
  const number = typeof value === 'string' && /^-?\d{1,10}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && Math.abs(number) <= MAX_INT ? number : null;
}

/** The same string where there is nothing to remove. */
export function withoutBlanks(text: string): string {
  return /\s/.test(text) ? text.replace(/\s+/g, '') : text;
}

/** An id, URI or path without blanks; null when nothing is left. */
export function asId(value: unknown): string | null {
  const clean = typeof value === 'string' ? withoutBlanks(value) : '';
  return clean === '' ? null : clean;
}

/** For comparing names and enum values without regard to case and blanks; '' when the value is not a string. */
export function fold(value: unknown): string {
  return typeof value === 'string' ? withoutBlanks(value).toLowerCase() : '';
}

/** Reads an upstream enum by its documented spellings; whatever is not among them is UNKNOWN. */
export function enumReader<T extends string>(
  spellings: Readonly<Record<string, T>>,
): (value: unknown) => T | 'UNKNOWN' {
  const values = new Map(Object.entries(spellings).map(([spelling, value]) => [fold(spelling), value]));
  return (value) => values.get(fold(value)) ?? 'UNKNOWN';
}

function segments(uriOrPath: unknown): readonly string[] {
  const path = (asId(uriOrPath) ?? '').replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
  return path.split('/').filter((segment) => segment !== '');
}

/** The last path segment of a URI or path: `http: //h/api/v2/queues/41cc/` gives `41cc`. */
export function lastSegment(uriOrPath: unknown): string | null {
  return segments(uriOrPath).at(-1) ?? null;
}

/** The segment that follows the last segment called `collection`. */
export function segmentAfter(collection: string, uriOrPath: unknown): string | null {
  const found = segments(uriOrPath);
  const at = found.lastIndexOf(collection);
  return at === -1 ? null : (found[at + 1] ?? null);
}

/** The user id of `/users/{id}`, preferring `path`, which is clean in every documented payload, to `uri`. */
export function userIdOf(resource: JsonObject): string | null {
  return segmentAfter('users', resource['path']) ?? segmentAfter('users', resource['uri']);
}

/** The session id that a URI or path names: its last segment, unless that is the collection itself. */
export function sessionIdOf(uriOrPath: unknown): string | null {
  const segment = lastSegment(uriOrPath);
  return segment === null || /^facebooksessions?$/i.test(segment) ? null : segment;
}

import { asInt, asObject, asString, sessionIdOf, type JsonObject } from './decode.ts';
import type { Fact } from './fact.ts';
import { normaliseSessionPatch } from './session.ts';
import { userErrorCode } from './user-error-code.ts';

/** The session that a notification names beside or instead of the resource, as message logs do (CometD notifications page). */
export function sessionNamed(body: JsonObject): string | null {
  return sessionIdOf(body['facebooksessionPath']) ?? sessionIdOf(body['facebooksessionUri']);
}

/**
 * A notification that an operation failed: notificationType `Error` (CometD notifications page, fields undocumented) or
 * messageType `ErrorMessage` (observed on the devices channel without text, code or referenceId). Fields are looked for in the
 * notification, then in the resource.
 */
export function failureOf(body: JsonObject): Fact {
  const resource = body['facebooksession'] ?? body['facebooksessions'];
  const places = [body, asObject(resource) ?? {}];
  const code = firstOf(places, ['errorCode', 'statusCode'], asInt);
  return {
    kind: 'failure',
    sessionId: normaliseSessionPatch(resource)?.id ?? sessionNamed(body),
    referenceId: asInt(body['referenceId']),
    code: code === null ? 'UNKNOWN' : userErrorCode(code),
    message: firstOf(places, ['errorMessage', 'statusMessage', 'message'], asWords),
  };
}

function asWords(value: unknown): string | null {
  const words = asString(value);
  return words === null || words.trim() === '' ? null : words;
}

function firstOf<T>(
  places: readonly JsonObject[],
  keys: readonly string[],
  read: (value: unknown) => T | null,
): T | null {
  for (const place of places) {
    for (const key of keys) {
      const value = read(place[key]);
      if (value !== null) return value;
    }
  }
  return null;
}

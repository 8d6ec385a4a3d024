import type { Agent } from '../generated/schema.ts';
import { asArray, asId, asObject, asString, userIdOf } from './decode.ts';
import { normaliseLogEntry, type MessageRecord } from './message.ts';
import { normaliseSessionPatch, type SessionPatch } from './session.ts';

/** The logged-in agent, without what costs calls of its own. */
export type AgentRecord = Omit<Agent, 'features' | 'services' | 'channels'>;

/**
 * What an answer says of sessions. No page of the Facebook section shows one, so every likely shape is read: a list or one
 * object under `facebooksessions` or `facebooksession` (Return Values page: a collection is named after its resource), `uris`
 * alone (the same page: lists without `fields`), a bare list, and a bare session (SMS Session Resource page).
 */
export function normaliseSessionPatches(body: unknown): readonly SessionPatch[] {
  const answer = asObject(body);
  const held = answer?.['facebooksessions'] ?? answer?.['facebooksession'] ?? answer?.['uris'] ?? body;
  return (asArray(held) ?? [asObject(held)])
    .map((item) => normaliseSessionPatch(typeof item === 'string' ? { uri: item } : item))
    .filter((patch) => patch !== null);
}

/**
 * The messages of an answer in its order: under `messages` or a bare list (the Messages section of the FacebookSession Resource
 * page was not readable). Signs of typing are left out, and so are entries without index, author or time.
 */
export function normaliseMessageList(body: unknown, sessionId: string): readonly MessageRecord[] {
  const values = asArray(body) ?? asArray(asObject(body)?.['messages']) ?? [];
  return values.flatMap((value) => {
    const entry = normaliseLogEntry(value, sessionId);
    return entry?.kind === 'message' ? [entry.message] : [];
  });
}

/** The user of `GET /me` (Interpreting a response page), or a bare user; null when it names no id. */
export function normaliseUser(body: unknown): AgentRecord | null {
  const answer = asObject(body);
  const user = asObject(answer?.['user']) ?? answer;
  if (user === null) return null;
  const id = asId(user['id']) ?? userIdOf(user);
  if (id === null) return null;
  return {
    __typename: 'Agent',
    id,
    userName: asString(user['userName']),
    firstName: asString(user['firstName']),
    lastName: asString(user['lastName']),
    roles: (asArray(user['roles']) ?? []).filter((role) => typeof role === 'string'),
  };
}

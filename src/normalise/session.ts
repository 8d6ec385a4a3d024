import type { Capability, Direction, MediaType, Queue, SessionState } from '../generated/schema.ts';
import { normaliseCapabilities } from './capability.ts';
import { asArray, asId, asObject, asString, enumReader, lastSegment, MOST_ENTRIES, sessionIdOf } from './decode.ts';
import { instant } from './instant.ts';
import { normaliseParticipants, type ParticipantRecord } from './participant.ts';
import { sameJson } from './same-json.ts';
import { GivenUserData, holds, keptUserData, withChanges, type UserData } from './user-data.ts';

/** Everything known of one session. Immutable: a change makes a new record that shares the unchanged parts. */
export interface SessionRecord {
  readonly id: string;
  readonly mediaType: MediaType;
  readonly direction: Direction | null;
  readonly state: SessionState;
  readonly capabilities: readonly Capability[];
  readonly participants: readonly ParticipantRecord[];
  /** Iterates in the upstream's order. */
  readonly userData: UserData;
  readonly comment: string | null;
  readonly receivedAt: string | null;
  readonly suggestedQueues: readonly Queue[];
}

/** What one upstream payload says of a session: a member that is missing was not mentioned and must not erase what is known. */
export type SessionPatch = Pick<SessionRecord, 'id'> & Partial<Omit<SessionRecord, 'id' | 'mediaType'>>;

/** True of one in which nothing happens any more. */
export function isOver(state: SessionState): boolean {
  return state === 'COMPLETED' || state === 'REVOKED';
}

const readState = enumReader<SessionState>({
  Invited: 'INVITED',
  Chatting: 'CHATTING',
  LeftChat: 'LEFT_CHAT',
  Completed: 'COMPLETED',
  Revoked: 'REVOKED',
});

const readDirection = enumReader<Direction>({ Inbound: 'INBOUND', Outbound: 'OUTBOUND' });

/**
 * The `facebooksession` of a notification or answer (FacebookSession Resource page); null only when it names no id. Members
 * that are null, of another kind or unreadable count as not mentioned. User data is passed as it is.
 */
export function normaliseSessionPatch(value: unknown): SessionPatch | null {
  const source = asObject(value);
  if (source === null) return null;
  const id = asId(source['id']) ?? sessionIdOf(source['path']) ?? sessionIdOf(source['uri']);
  if (id === null) return null;

  const patch: { -readonly [Member in keyof SessionPatch]: SessionPatch[Member] } = { id };
  const direction = asString(source['facebooksessionType']);
  if (direction !== null) patch.direction = readDirection(direction);
  const state = asString(source['state']);
  if (state !== null) patch.state = readState(state);
  const capabilities = asArray(source['capabilities']);
  if (capabilities !== null) patch.capabilities = normaliseCapabilities(capabilities);
  const participants = asArray(source['participants']);
  if (participants !== null) patch.participants = normaliseParticipants(participants);
  const userData = asObject(source['userData']);
  if (userData !== null) patch.userData = new GivenUserData(userData);
  const comment = asString(source['comment']);
  if (comment !== null) patch.comment = comment;
  const receivedAt = instant(source['receivedDate']);
  if (receivedAt !== null) patch.receivedAt = receivedAt;
  const queueUris = asArray(source['suggestedQueueUris']);
  if (queueUris !== null) patch.suggestedQueues = queuesOf(queueUris);
  return patch;
}

/** Each once, up to `MOST_ENTRIES`. */
function queuesOf(uris: readonly unknown[]): readonly Queue[] {
  const ids = new Set<string>();
  for (const uri of uris) {
    if (ids.size === MOST_ENTRIES) break;
    const id = lastSegment(uri);
    if (id !== null) ids.add(id);
  }
  return [...ids].map((id) => ({ __typename: 'Queue', id }));
}

/** A session of which nothing is known but this. */
export function completeSession(patch: SessionPatch): SessionRecord {
  return {
    id: patch.id,
    mediaType: 'FACEBOOK',
    direction: patch.direction ?? null,
    state: patch.state ?? 'UNKNOWN',
    capabilities: patch.capabilities ?? [],
    participants: patch.participants ?? [],
    userData: patch.userData === undefined ? new Map() : keptUserData(patch.userData),
    comment: patch.comment ?? null,
    receivedAt: patch.receivedAt ?? null,
    suggestedQueues: patch.suggestedQueues ?? [],
  };
}

export interface MergeOptions {
  /**
   * What a patch's user data is. `merge` (default): keys to set beside those known, for a partial object (SetDisposition page)
   * cannot be told from a full one by its shape. `replace`: all there is, so that keys it lacks are gone; for a caller who knows
   * that it is full, as after a DeleteUserData.
   */
  readonly userData?: 'merge' | 'replace';
}

/**
 * `known` with what the patch mentions. What did not change keeps its reference: lists and maps, the members of lists, user data
 * values, and `known` itself. Lists are sets here: another order is no change. The caller pairs records and patches by id.
 */
export function mergeSession(known: SessionRecord, patch: SessionPatch, options: MergeOptions = {}): SessionRecord {
  const next: SessionRecord = {
    id: known.id,
    mediaType: known.mediaType,
    direction: patch.direction === undefined ? known.direction : patch.direction,
    state: patch.state ?? known.state,
    capabilities: share(known.capabilities, patch.capabilities, (capability) => capability),
    participants: share(known.participants, filledIn(patch.participants, known.participants), idOf),
    userData: withUserData(known.userData, patch.userData, options.userData ?? 'merge'),
    comment: patch.comment === undefined ? known.comment : patch.comment,
    receivedAt: patch.receivedAt === undefined ? known.receivedAt : patch.receivedAt,
    suggestedQueues: share(known.suggestedQueues, patch.suggestedQueues, idOf),
  };
  return MEMBERS.every((member) => next[member] === known[member]) ? known : next;
}

const MEMBERS = [
  'direction',
  'state',
  'capabilities',
  'participants',
  'userData',
  'comment',
  'receivedAt',
  'suggestedQueues',
] as const satisfies readonly (keyof SessionRecord)[];

function idOf(entry: { readonly id: string }): string {
  return entry.id;
}

function byKey<T>(list: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T> {
  return new Map(list.map((item) => [keyOf(item), item]));
}

/** Equal items have equal keys, so that each is compared with one other: the work is linear, for the lists are an upstream's. */
function share<T>(known: readonly T[], given: readonly T[] | undefined, keyOf: (item: T) => string): readonly T[] {
  if (given === undefined) return known;
  const olds = byKey(known, keyOf);
  let changed = given.length !== known.length;
  const shared = given.map((item) => {
    const old = olds.get(keyOf(item));
    if (old !== undefined && sameJson(old, item)) return old;
    changed = true;
    return item;
  });
  return changed ? shared : known;
}

/** Older servers print participants without path and visibility: what is known of the same presence stays known. */
function filledIn(
  given: readonly ParticipantRecord[] | undefined,
  known: readonly ParticipantRecord[],
): readonly ParticipantRecord[] | undefined {
  if (given === undefined) return undefined;
  const olds = byKey(known, idOf);
  return given.map((one) => {
    const old = olds.get(one.id);
    if (old === undefined || (one.userId !== null && one.visibility !== 'UNKNOWN')) return one;
    const visibility = one.visibility === 'UNKNOWN' ? old.visibility : one.visibility;
    return { ...one, userId: one.userId ?? old.userId, visibility };
  });
}

function withUserData(known: UserData, given: UserData | undefined, treatment: 'merge' | 'replace'): UserData {
  if (given === undefined) return known;
  return treatment === 'replace' ? replaceUserData(known, given) : mergeUserData(known, given);
}

/** Of what was given only the changes are kept: equal texts of a later notification would be held beside those known. */
function mergeUserData(known: UserData, given: UserData): UserData {
  const changes = new Map<string, unknown>();
  given.forEach((value, key) => {
    if (!holds(known, key, value)) changes.set(key, value);
  });
  return changes.size === 0 ? known : withChanges(known, changes);
}

function replaceUserData(known: UserData, given: UserData): UserData {
  let changed = known.size !== given.size;
  const replaced = new Map<string, unknown>();
  for (const [key, value] of given) {
    const same = holds(known, key, value);
    changed ||= !same;
    replaced.set(key, same ? known.get(key) : value);
  }
  return changed ? replaced : known;
}

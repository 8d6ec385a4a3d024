import { badUserInput } from '../../errors.ts';
import type {
  AddCommentInput,
  AttachUserDataInput,
  DeleteUserDataInput,
  SetDispositionInput,
  UpdateUserDataInput,
  UserDataInput,
} from '../../generated/schema.ts';
import type { SessionRecord } from '../../normalise/session.ts';
import type { Change } from '../confirmations.ts';
import type { Operation } from '../operation.ts';
import { checkedOptional, checkedText, withoutBlanks } from './checks.ts';

/**
 * Page "SetDisposition". Proof: the user data holds it; where the server chooses the key, the notification names it, and a re-read
 * finds it under a key that speaks of a disposition.
 */
export const setDisposition: Operation<
  'SetDispositionPayload',
  SetDispositionInput,
  { disposition: string; key: string | null },
  object
> = {
  payload: 'SetDispositionPayload',
  upstreamName: () => 'SetDisposition',
  subject: ({ disposition, key }) => ({
    disposition: checkedText(disposition, ['input', 'disposition'], 255),
    key: checkedOptional(key, ['input', 'key'], 255),
  }),
  parameters: ({ disposition, key }) => ({ disposition, ...(key === null ? {} : { dispositionKey: key }) }),
  proof({ disposition, key }, change) {
    if (key !== null) return holds(change, new Map([[key, disposition]])) ? {} : null;
    const told = toldUserData(change);
    // Of many keys any may hold the same value by chance: one that changed, or that is told alone, is what was asked for.
    const changed = change.events.flatMap((event) =>
      event.__typename === 'SessionPropertiesChanged' ? event.changedKeys : [],
    );
    const isMeant = (name: string): boolean =>
      /disposition/i.test(name) || changed.includes(name) || (change.fact !== null && told?.size === 1);
    const found = [...(told ?? [])].some(([name, value]) => value === disposition && isMeant(name));
    return found ? {} : null;
  },
  exclusive: false,
  unproven: () => ({}),
};

/** Page "AddComment", which leaves open whether a second comment replaces the first: proven by a comment that contains it. */
export const addComment: Operation<
  'AddCommentPayload',
  AddCommentInput,
  { comment: string; words: string; earlier: string | null },
  object
> = {
  payload: 'AddCommentPayload',
  upstreamName: () => 'AddComment',
  subject: ({ sessionId, comment }, caller) => ({
    comment: checkedText(comment, ['input', 'comment'], 65_536),
    words: withoutBlanks(comment),
    earlier: caller.known(sessionId)?.comment ?? null,
  }),
  parameters: ({ comment }) => ({ comment }),
  proof({ words, earlier }, { fact, session }) {
    const told = fact?.kind === 'session' ? fact.patch.comment : fact === null ? session?.comment : null;
    if (told === null || told === undefined) return null;
    const found = withoutBlanks(told);
    // Words that stood in the comment before prove nothing, unless they are all of it.
    return found === words || (told !== earlier && found.includes(words)) ? {} : null;
  },
  exclusive: false,
  unproven: () => ({}),
};

type Writing<Name extends string, Input extends AttachUserDataInput> = Operation<
  Name,
  Input,
  { userData: ReadonlyMap<string, string | number> },
  object
>;

const writing = {
  subject: ({ userData }: AttachUserDataInput) => ({ userData: checkedUserData(userData) }),
  parameters: ({ userData }: { userData: ReadonlyMap<string, unknown> }) => ({
    userData: Object.fromEntries(userData),
  }),
  proof: ({ userData }: { userData: ReadonlyMap<string, unknown> }, change: Change) =>
    holds(change, userData) ? {} : null,
  exclusive: false,
  unproven: () => ({}),
};

/** Page "AttachUserData". Proof: the session carries the keys. */
export const attachUserData: Writing<'AttachUserDataPayload', AttachUserDataInput> = {
  payload: 'AttachUserDataPayload',
  upstreamName: () => 'AttachUserData',
  ...writing,
};

/** Page "UpdateUserData". Proof: the session carries the keys. */
export const updateUserData: Writing<'UpdateUserDataPayload', UpdateUserDataInput> = {
  payload: 'UpdateUserDataPayload',
  upstreamName: () => 'UpdateUserData',
  ...writing,
};

/** Page "DeleteUserData". Proof: a re-read lacks the keys; a notification may hold a part of the user data only. */
export const deleteUserData: Operation<
  'DeleteUserDataPayload',
  DeleteUserDataInput,
  { keys: readonly string[] },
  object
> = {
  payload: 'DeleteUserDataPayload',
  upstreamName: () => 'DeleteUserData',
  subject({ keys }) {
    checkedCount(keys, ['input', 'keys']);
    return { keys: keys.map((key) => checkedText(key, ['input', 'keys'], 255)) };
  },
  parameters: ({ keys }) => ({ keys }),
  proof({ keys }, { fact, session }) {
    const userData = fact === null ? session?.userData : undefined;
    return userData !== undefined && keys.every((key) => !userData.has(key)) ? {} : null;
  },
  exclusive: false,
  unproven: () => ({}),
};

/** What the notification says of the user data, or what was read. */
function toldUserData({ fact, session }: Change): SessionRecord['userData'] | undefined {
  return fact?.kind === 'session' ? fact.patch.userData : fact === null ? session?.userData : undefined;
}

/** True when news of the user data show every value; a server may give numbers back as text. */
function holds(change: Change, wanted: ReadonlyMap<string, unknown>): boolean {
  const told = toldUserData(change);
  return (
    told !== undefined && [...wanted].every(([key, value]) => told.has(key) && String(told.get(key)) === String(value))
  );
}

function checkedUserData(entries: readonly UserDataInput[]): ReadonlyMap<string, string | number> {
  checkedCount(entries, ['input', 'userData']);
  return new Map(
    entries.map(({ key, value }, index) => {
      const path = ['input', 'userData', String(index)];
      if (typeof value !== 'string' && !(typeof value === 'number' && Number.isFinite(value))) {
        throw badUserInput(`${path.join('.')}.value must be a string or a number.`, [...path, 'value']);
      }
      return [checkedText(key, [...path, 'key'], 255), value];
    }),
  );
}

function checkedCount(items: readonly unknown[], path: readonly string[]): void {
  if (items.length === 0 || items.length > 200) throw badUserInput(`${path.join('.')} must have 1 to 200 items.`, path);
}

import type { SessionRecord } from '../normalise/session.ts';
import { ChangedUserData, type UserData } from '../normalise/user-data.ts';
import { sizeOf, sizeOfText } from './event-size.ts';

/** About the bytes of one session's record, and of the parts that the next record may share with it. */
export interface SessionSize {
  readonly bytes: number;
  readonly parts: readonly Part[];
}

interface Part {
  readonly of: object;
  readonly bytes: number;
}

/** What a record and its place cost besides what is in it. */
const perRecord = 512;

/** Measures what is not as it was before: most changes leave most of a session, its user data above all, untouched. */
export function sizeOfSession(record: SessionRecord, before: SessionSize | undefined): SessionSize {
  const parts = [...partsOf(record.userData), record.participants, record.capabilities, record.suggestedQueues].map(
    (of): Part => before?.parts.find((part) => part.of === of) ?? { of, bytes: sizeOf(of) },
  );
  const texts = sizeOfText(record.id) + sizeOfText(record.comment ?? '');
  return { bytes: parts.reduce((sum, { bytes }) => sum + bytes, perRecord + texts), parts };
}

/** User data shares what is large of it with what it was before. */
function partsOf(userData: UserData): readonly object[] {
  return userData instanceof ChangedUserData ? [userData.base, userData.changed] : [userData];
}

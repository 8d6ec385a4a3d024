import type { SessionState } from '../generated/schema.ts';
import type { Fact } from '../normalise/fact.ts';
import type { SessionPatch, SessionRecord } from '../normalise/session.ts';
import { holds } from '../normalise/user-data.ts';
import type { SessionView } from './session-view.ts';

/** True when only a re-read can tell what a fact means. */
export function isAmbiguous(view: SessionView, fact: Fact): boolean {
  if (fact.kind !== 'session') return false;
  const known = view.sessions.get(fact.patch.id);
  if (fact.change === 'STATUS') return goesBack(known?.state, fact.patch.state) || mayBeEmpty(known, fact.patch);
  return fact.change === 'PROPERTIES' && mayBeAPart(known?.userData, fact.patch.userData);
}

const course: Readonly<Record<SessionState, number>> = {
  UNKNOWN: 0,
  INVITED: 0,
  CHATTING: 1,
  LEFT_CHAT: 2,
  COMPLETED: 3,
  REVOKED: 3,
};

/** A state that comes before the one known: the agent was brought in again, or the notification is late. */
function goesBack(known: SessionState | undefined, told: SessionState | undefined): boolean {
  return known !== undefined && told !== undefined && course[told] < course[known];
}

/**
 * LeftChat that names nobody, of a session with people in it: they may all be gone. Other StatusChanges print empty lists beside
 * people who are there (page "Accept"), or of sessions that are over (page "Reject").
 */
function mayBeEmpty(known: SessionRecord | undefined, { state, participants }: SessionPatch): boolean {
  return known !== undefined && known.participants.length > 0 && participants?.length === 0 && state === 'LEFT_CHAT';
}

/**
 * User data that lacks keys which are known: a part (page "SetDisposition": the changed key alone) looks like all of what is left
 * (page "DeleteUserData").
 */
function mayBeAPart(
  known: SessionRecord['userData'] | undefined,
  told: SessionRecord['userData'] | undefined,
): boolean {
  if (known === undefined || told === undefined || !lacksSome(told, known)) return false;
  const isNews = ([key, value]: [string, unknown]): boolean => !holds(known, key, value);
  return told.size !== 1 || ![...told].some(isNews);
}

function lacksSome(told: SessionRecord['userData'], known: SessionRecord['userData']): boolean {
  for (const key of known.keys()) if (!told.has(key)) return true;
  return false;
}

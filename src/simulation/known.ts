import { completeSession, normaliseSessionPatch, type SessionRecord } from '../normalise/session.ts';
import type { Seen } from './tab.ts';

type Sessions = ReadonlyMap<string, SessionRecord>;

const isOpen = ({ state }: SessionRecord): boolean => ['INVITED', 'CHATTING', 'LEFT_CHAT'].includes(state);

/** What a client knows who believes every session it is shown. */
export function folded(history: readonly Seen[]): Sessions {
  let sessions = new Map<string, SessionRecord>();
  for (const { event } of history) {
    if (event.__typename === 'SessionsSnapshot') sessions = new Map(event.sessions.map((one) => [one.id, one]));
    else if ('session' in event && event.session !== null) sessions.set(event.session.id, event.session);
  }
  return new Map([...sessions].filter(([, session]) => isOpen(session)));
}

/** The same of what the upstream lists. */
export function listed(resources: readonly Readonly<Record<string, unknown>>[]): Sessions {
  const records = resources.flatMap((one) => {
    const patch = normaliseSessionPatch(one);
    return patch === null ? [] : [completeSession(patch)];
  });
  return new Map(records.filter(isOpen).map((one) => [one.id, one]));
}

/** What of a session is the truth's and can be compared. */
function shape({ state, participants, comment, userData }: SessionRecord): unknown {
  return [state, participants.map(({ id }) => id).sort(), comment, [...userData].sort(([a], [b]) => (a < b ? -1 : 1))];
}

/** For reading, not for comparing. */
function brief(value: unknown): string {
  return value === undefined ? 'not there' : JSON.stringify(value).slice(0, 300);
}

/** Where what a client knows and what is true differ; null when they agree. */
export function difference(known: Sessions, truth: Sessions): string | null {
  for (const id of new Set([...known.keys(), ...truth.keys()])) {
    const [mine, real] = [known, truth].map((sessions) => sessions.get(id)).map((one) => one && shape(one));
    if (JSON.stringify(mine) !== JSON.stringify(real)) {
      return `session ${id} is ${brief(mine)} and ought to be ${brief(real)}`;
    }
  }
  return null;
}

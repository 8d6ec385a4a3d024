import type { MessageRecord } from '../normalise/message.ts';
import { mergeSession, type SessionPatch, type SessionRecord } from '../normalise/session.ts';
import { pause } from '../upstream/deadline.ts';
import type { SessionView } from './session-view.ts';
import type { WholeReading } from './whole-reading.ts';

/**
 * What a reading shows that was not told: by session id, with the session as known; by message id, with null. It may be on its way
 * still, so once is no proof.
 */
export type Suspicions = ReadonlyMap<string, SessionRecord | null>;

export function suspicions(
  view: SessionView,
  { sessions, transcripts }: WholeReading,
  lostIn: (sessionId: string, transcript: readonly MessageRecord[]) => readonly MessageRecord[],
): Suspicions {
  const found = new Map<string, SessionRecord | null>();
  for (const patch of sessions) {
    const known = view.sessions.get(patch.id);
    if (known === undefined ? isOpen(patch) : differs(known, patch)) found.set(patch.id, known ?? null);
  }
  const listed = new Set(sessions.map(({ id }) => id));
  for (const known of view.sessions.values()) {
    if (isOpen(known) && !listed.has(known.id)) found.set(known.id, known);
  }
  for (const [sessionId, transcript] of transcripts) {
    for (const { id } of lostIn(sessionId, transcript)) found.set(id, null);
  }
  return found;
}

/** Sessions that are over may be listed for a while or not at all. */
function isOpen({ state }: Pick<SessionPatch, 'state'>): boolean {
  return state === 'INVITED' || state === 'CHATTING' || state === 'LEFT_CHAT';
}

/**
 * Only one who takes part is told of all that happens in a session; to others it goes on unseen, and only that it is open or over is
 * theirs to know.
 */
function differs(known: SessionRecord, patch: SessionPatch): boolean {
  const { state = known.state } = patch;
  if (known.state === 'CHATTING' && state === 'CHATTING') return !agrees(known, patch);
  return state !== known.state && (isOpen(known) || isOpen(patch));
}

/** Only of what notifications tell reliably: capabilities and the like are printed differently from page to page. */
function agrees(known: SessionRecord, { id, state, participants, comment, userData }: SessionPatch): boolean {
  const told: SessionPatch = {
    id,
    ...(state === undefined ? {} : { state }),
    ...(participants === undefined ? {} : { participants }),
    ...(comment === undefined ? {} : { comment }),
    ...(userData === undefined ? {} : { userData }),
  };
  return mergeSession(known, told, { userData: 'replace' }) === known;
}

export interface RecheckOptions {
  /** Milliseconds between looks, about; 0 never looks. */
  readonly every: number;
  /** Milliseconds within which a notification that is on its way arrives. */
  readonly grace: number;
  readonly look: () => Promise<Suspicions | null>;
  /** Something was lost without a sign. */
  readonly onLoss: () => void;
  readonly random: () => number;
  readonly signal: AbortSignal;
}

const longest = 3_600_000;

/**
 * Looks at the upstream from time to time, for a notification that it never sent leaves no sign. Where looks find a loss again and
 * again, readings and notifications may just disagree by nature: they become rarer.
 */
export async function recheck({ every, grace, look, onLoss, random, signal }: RecheckOptions): Promise<void> {
  if (every === 0) return;
  for (let wait = every; !signal.aborted;) {
    await pause(wait * (0.8 + 0.4 * random()), signal);
    const first = await lookAgain();
    if (first === null || first.size === 0) {
      if (first !== null) wait = every;
      continue;
    }
    await pause(grace, signal);
    const second = await lookAgain();
    if (second === null || ![...first].some(([id, known]) => second.get(id) === known)) continue;
    wait = Math.min(Math.max(longest, every), wait * 2);
    onLoss();
  }

  async function lookAgain(): Promise<Suspicions | null> {
    return signal.aborted ? null : look();
  }
}

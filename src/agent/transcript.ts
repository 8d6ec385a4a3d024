import { normaliseMessageList } from '../normalise/answer.ts';
import { asArray, asInt, asObject } from '../normalise/decode.ts';
import type { MessageRecord } from '../normalise/message.ts';
import { isNotFound, refusedRead, type Rest } from '../upstream/rest.ts';

/** Messages asked for at a time, and taken in all: a transcript is bounded like everything else. */
const pageSize = 200;
const longest = 5000;
/** No transcript takes as many; a server whose pages bring nothing to keep must come to an end too. */
const mostPages = 100;

/**
 * A session's whole transcript, oldest first, page by page (`startIndex`, `count`: SMS Session Resource page). Whether `startIndex`
 * counts positions, from 0 or from 1, or means the messages' own `index`, which has gaps and repeats, is not documented. Until a
 * page shows which, the next one begins at the nearer of the two places that may be meant: so nothing is skipped in either reading,
 * and what comes twice is known by its id.
 */
export async function readTranscript(
  rest: Rest,
  session: string,
  sessionId: string,
  signal?: AbortSignal,
): Promise<readonly MessageRecord[]> {
  const found = new Map<string, MessageRecord>();
  let start = 0;
  /** How far the pages reach, in either reading. */
  const reached = { position: 0, index: 0 };
  let reading: Reading | null = null;
  for (let page = 0; page < mostPages && found.size < longest; page += 1) {
    const answer = await rest.get(`${session}/messages?startIndex=${start}&count=${pageSize}`, signal);
    if (!answer.ok && isNotFound(answer)) break;
    if (!answer.ok) throw refusedRead(answer);
    const messages = normaliseMessageList(answer.body, sessionId);
    const before = found.size;
    for (const message of messages) found.set(message.id, message);

    // Signs of typing and what cannot be read take up places too. One may be missing where places count from 1.
    const entries = asArray(answer.body['messages']) ?? [];
    if (isLast(entries.length)) break;
    reading ??= readingShownBy(indexOf(entries[0]), start, reached);
    reached.position = Math.max(reached.position, start + entries.length);
    reached.index = Math.max(reached.index, indexOf(entries.at(-1)) ?? reached.position);
    if (found.size === before && messages.length > 0) {
      // The nearer place brings nothing new: the farther one does, or this is the end.
      if (reading !== null) break;
      reading = reached.index > reached.position ? 'index' : 'position';
    }
    start = Math.max(start + 1, reading === null ? Math.min(reached.position, reached.index) : reached[reading]);
  }
  return [...found.values()];
}

/** A short page is the end, unless it is short by a limit of the server's own: those are round numbers. */
function isLast(entries: number): boolean {
  if (entries === 0 || entries > pageSize) return true;
  return entries < pageSize - 1 && entries % 10 !== 0;
}

/** What `startIndex` means. */
type Reading = 'position' | 'index';

/** What a page's first index tells of how the page was found; null when it would be the same in both readings. */
function readingShownBy(
  first: number | null,
  start: number,
  reached: Readonly<Record<Reading, number>>,
): Reading | null {
  if (first === null) return null;
  if (first < start) return 'position';
  return start >= reached.position && first < reached.index ? 'index' : null;
}

function indexOf(entry: unknown): number | null {
  return asInt(asObject(entry)?.['index']);
}

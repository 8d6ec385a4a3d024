import { normaliseMessageList } from '../normalise/answer.ts';
import type { MessageRecord } from '../normalise/message.ts';
import { isNotFound, refusedRead, type Rest } from '../upstream/rest.ts';

/** Messages asked for at a time, and taken in all: a transcript is bounded like everything else. */
const pageSize = 200;
const longest = 5000;

/**
 * A session's whole transcript, oldest first, page by page (`startIndex`, `count`: SMS Session Resource page). Whether `startIndex`
 * counts positions or means the messages' own `index`, from 0 or from 1, is not documented: pages are asked for so that they overlap
 * in every reading, and what comes twice is known by its id.
 */
export async function readTranscript(
  rest: Rest,
  session: string,
  sessionId: string,
  signal?: AbortSignal,
): Promise<readonly MessageRecord[]> {
  const found = new Map<string, MessageRecord>();
  let start = 0;
  while (found.size < longest) {
    const answer = await rest.get(`${session}/messages?startIndex=${start}&count=${pageSize}`, signal);
    if (!answer.ok && isNotFound(answer)) break;
    if (!answer.ok) throw refusedRead(answer);
    const page = normaliseMessageList(answer.body, sessionId);
    const before = found.size;
    for (const message of page) found.set(message.id, message);
    // A page without news is the end, or a server that does not page; a short one is the end.
    if (found.size === before || page.length < pageSize) break;
    start = Math.max(start + 1, Math.min(found.size, page.at(-1)?.index ?? found.size));
  }
  return [...found.values()];
}

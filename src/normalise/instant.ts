import { asString, withoutBlanks, type JsonObject } from './decode.ts';

const FORM =
  /^(?<date>\d{4}-\d\d-\d\d)T?(?<time>[01]\d:[0-5]\d:[0-5]\d|2[0-3]:[0-5]\d:[0-5]\d)(?:\.(?<fraction>\d{1,9}))?(?:Z|(?<sign>[+-])(?<hours>\d\d):?(?<minutes>[0-5]\d))$/i;

const MINUTE = 60_000;
const FURTHEST_OFFSET = 18 * 60 * MINUTE;

/**
 * Any date form seen upstream as RFC 3339 in UTC with milliseconds; null for a day no calendar has and for anything else.
 * Forms: `2015-10-21 16:13:19.000+0300` (SendMessage page), `2015-10-2116: 13: 19.000+0300` (RemoveParticipantFromConference
 * page), `2014-02-1308:20:59.000-0800` (the same page for Chat), `2014-01-02T14:23:18.000-0800` (Accept page); also `Z` and
 * `+03:00`.
 */
export function instant(value: unknown): string | null {
  const parts = FORM.exec(withoutBlanks(asString(value) ?? ''))?.groups;
  if (parts === undefined) return null;
  const milliseconds = (parts['fraction'] ?? '').slice(0, 3).padEnd(3, '0');
  const written = `${parts['date'] ?? ''}T${parts['time'] ?? ''}.${milliseconds}Z`;
  const local = Date.parse(written);
  // A day that does not exist (February 30th) either fails to parse or comes back as another day.
  if (toRfc3339(local) !== written) return null;
  const offset = (Number(parts['hours'] ?? 0) * 60 + Number(parts['minutes'] ?? 0)) * MINUTE;
  if (offset > FURTHEST_OFFSET) return null;
  return toRfc3339(parts['sign'] === '-' ? local + offset : local - offset);
}

/** Null outside the years 0 to 9999, which RFC 3339 cannot write. */
function toRfc3339(milliseconds: number): string | null {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return null;
  const written = date.toISOString();
  return written.length === 24 ? written : null;
}

/** When a log entry was sent. `timestampSeconds` holds milliseconds despite its name and is preferred to `timestamp`. */
export function sentAtOf(entry: JsonObject): string | null {
  const milliseconds = entry['timestampSeconds'];
  return (typeof milliseconds === 'number' ? toRfc3339(milliseconds) : null) ?? instant(entry['timestamp']);
}

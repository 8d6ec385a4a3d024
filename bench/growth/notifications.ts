import { readFileSync } from 'node:fs';

/** What happens in a measured event. */
export type EventKind =
  /** A message is added; the notification has nothing else. */
  | 'message'
  /** One value of the session's user data changes; the notification has the whole session. */
  | 'whole'
  /** The same; the notification has that one key. */
  | 'partial';

type Json = Readonly<Record<string, unknown>>;

function documented(name: string): Json {
  const file = new URL(`../../test/fixtures/contract/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Json;
}

/** The key that changes. */
export const changingKey = 'changing';
const place = '@place@';

export const idOf = (session: number): string => `session-${session}`;

export interface Notifications {
  /** The session as upstream has it before the first event. */
  session(index: number): Json;
  /** A message of a transcript. */
  message(index: number): Json;
  /** The text of one notification, as it arrives; no two events of a session have the same number. */
  text(kind: EventKind, session: number, event: number): string;
}

/**
 * The seed's notifications (RemoveParticipantFromConference and SendMessage pages) for sessions that differ by id.
 *
 * @param keys in the user data of each session; null for what the page has
 */
export function createNotifications(keys: number | null): Notifications {
  const updated = documented('remove-participant.agent1.2-participants-updated');
  const printed = updated['facebooksession'] as Json;
  const log = documented('send-message.1-new-messages.rev-2016');
  const [entry] = log['messages'] as readonly [Json];
  const many = Array.from({ length: (keys ?? 1) - 1 }, (_, key) => [`key-${key}`, `value-${key}`] as const);
  const userData = keys === null ? (printed['userData'] as Json) : Object.fromEntries(many);

  const session = (index: number): Json => ({
    ...printed,
    id: idOf(index),
    state: 'Chatting',
    uri: `http://localhost:8080/api/v2/facebooksessions/${idOf(index)}`,
    path: `/facebooksessions/${idOf(index)}`,
    userData: { ...userData, [changingKey]: 'at first' },
  });
  const message = (index: number): Json => ({ ...entry, index, text: `text ${index}` });

  /** Written once, with a place for what differs: making the text is not what is measured. */
  const halves = new Map<string, readonly [string, string]>();
  function properties(kind: 'whole' | 'partial', index: number): readonly [string, string] {
    const { userData: all, id } = session(index);
    const changing = { [changingKey]: place };
    const facebooksession =
      kind === 'whole'
        ? { ...session(index), userData: { ...(all as Json), ...changing } }
        : { id, userData: changing };
    const [before = '', after = ''] = JSON.stringify({
      messageType: updated['messageType'],
      notificationType: 'PropertiesUpdated',
      facebooksession,
    }).split(place);
    return [before, after];
  }

  return {
    session,
    message,
    text(kind, index, event) {
      if (kind === 'message') {
        const facebooksessionUri = `http://localhost:8080/api/v2/facebooksessions/${idOf(index)}`;
        return JSON.stringify({ ...log, facebooksessionUri, messages: [message(event)] });
      }
      const name = `${kind} ${index}`;
      const [before, after] = halves.get(name) ?? properties(kind, index);
      halves.set(name, [before, after]);
      return before + String(event) + after;
    },
  };
}

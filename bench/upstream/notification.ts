import { readFileSync } from 'node:fs';

/** What an upstream says of one agent's only session, after so many changes of it. */
export interface Payloads {
  /** `data` of a notification, as JSON. @param stamp see `stampOf` */
  notification(userId: string, sequence: number, stamp: string): string;
  /** The session of a listing, as JSON. */
  session(userId: string, sequence: number, stamp: string): string;
  /** Entries of user data. */
  readonly entries: number;
}

/** The user data entry that is another in each notification. */
export const stampKey = '_facebookCreatedTime';

/** Found by a search for `bench-`; the time is that of `performance.now()` in microseconds, as the notification is written. */
export function stampOf(sequence: number, microseconds: number): string {
  return `bench-${sequence}-${microseconds}-`;
}

interface Source {
  facebooksession: Record<string, unknown> & { userData: Record<string, unknown>; participants: object[] };
}

/** What the page leaves out of two values ("..", "..."), so that the whole has the size of a real one, 5 kB. */
const profile = `<user>${'<field><name>profile</name><value>not shown on the page</value></field>'.repeat(9)}</user>`;

/**
 * The ParticipantsUpdated of page "RemoveParticipantFromConference", told again and again: the second agent goes and comes, and
 * one value of the user data is new. The session goes on (state Chatting), and the agent who stays is the caller.
 *
 * @param size `seed`: the 81 entries of the page; `small`: five of them
 */
export function createPayloads(size: 'seed' | 'small'): Payloads {
  const file = new URL(
    '../../test/fixtures/contract/remove-participant.agent1.2-participants-updated.json',
    import.meta.url,
  );
  const source = JSON.parse(readFileSync(file, 'utf8')) as Source;
  const session = source.facebooksession;
  session['state'] = 'Chatting';
  const { userData } = session;
  if (size === 'seed') Object.assign(userData, { _facebookSourceXML: profile, _facebookActorXML: profile });
  else {
    const kept = ['FirstName', 'LastName', 'Subject', 'ServiceType', stampKey];
    session.userData = Object.fromEntries(Object.entries(userData).filter(([key]) => kept.includes(key)));
  }
  session.userData[stampKey] = '@stamp@';
  const second = {
    participantId: '007356278F320174',
    type: 'Agent',
    visibility: 'Agents',
    path: '/users/e2c90c960d3d40c79684818983ceb314',
    nickname: 'SecondAgent',
    id: '007356278F320174',
  };
  const [alone, together] = [session.participants, [...session.participants, second]].map((participants) => {
    const present = { ...session, participants };
    return { session: cut(present), notification: cut({ ...source, facebooksession: present }) };
  });
  const at = (sequence: number): typeof alone => (sequence % 2 === 0 ? together : alone);
  return {
    notification: (userId, sequence, stamp) => filled(at(sequence)?.notification ?? [], userId, stamp),
    session: (userId, sequence, stamp) => filled(at(sequence)?.session ?? [], userId, stamp),
    entries: Object.keys(session.userData).length,
  };
}

/** Literal parts at even places, between them what is to be filled in: `@stamp@` and the page's user id. */
function cut(value: object): readonly string[] {
  return JSON.stringify(value).split(/(@stamp@|5e101708f14442c7ab79814bb4f799b2)/);
}

function filled(parts: readonly string[], userId: string, stamp: string): string {
  let text = '';
  for (const [index, part] of parts.entries()) text += index % 2 === 0 ? part : part === '@stamp@' ? stamp : userId;
  return text;
}

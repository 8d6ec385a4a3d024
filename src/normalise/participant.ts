import type { Participant, ParticipantRole, Visibility } from '../generated/schema.ts';
import { asId, asObject, asString, enumReader, MOST_ENTRIES, userIdOf } from './decode.ts';
import { shortHash } from './short-hash.ts';

/** A participant as every link sees it; whose presence it is (`isMe`) depends on the caller and is resolved late. */
export type ParticipantRecord = Omit<Participant, 'isMe'>;

const readRole = enumReader<ParticipantRole>({ Agent: 'AGENT', Customer: 'CUSTOMER' });

/** Of participants and of messages; UNKNOWN also where there is none, as in payloads before 2015. */
export const readVisibility = enumReader<Visibility>({ All: 'ALL', Agents: 'AGENTS' });

/**
 * A participant of a session or the author of a message (RemoveParticipantFromConference page); null when the value says
 * nothing about anybody. Every documented participant has an id. One without is not lost: it gets an id made of what it does
 * say (the user id, else role and nickname), the same whenever it is seen again, though shared by namesakes.
 */
export function normaliseParticipant(value: unknown): ParticipantRecord | null {
  const source = asObject(value);
  if (source === null) return null;
  const userId = userIdOf(source);
  const nickname = asString(source['nickname']);
  const role = readRole(source['type']);
  const id = asId(source['participantId']) ?? asId(source['id']) ?? userId;
  if (id === null && nickname === null && role === 'UNKNOWN') return null;
  return {
    __typename: 'Participant',
    id: id ?? shortHash([role, nickname], 16),
    role,
    nickname,
    visibility: readVisibility(source['visibility']),
    userId,
  };
}

/** Everyone the list names, each once, up to `MOST_ENTRIES`. */
export function normaliseParticipants(values: readonly unknown[]): readonly ParticipantRecord[] {
  const byId = new Map<string, ParticipantRecord>();
  for (const value of values) {
    if (byId.size === MOST_ENTRIES) break;
    const participant = normaliseParticipant(value);
    if (participant !== null && !byId.has(participant.id)) byId.set(participant.id, participant);
  }
  return [...byId.values()];
}

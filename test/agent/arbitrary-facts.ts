import fc from 'fast-check';
import type { SessionChange, Fact } from '../../src/normalise/fact.ts';
import type { LogEntry } from '../../src/normalise/message.ts';
import type { ParticipantRecord } from '../../src/normalise/participant.ts';
import type { SessionPatch } from '../../src/normalise/session.ts';
import { agent1, agent2, customer, textEntry } from './given.ts';

/** Few sessions and few people, so that facts meet. */
export const ids = fc.constantFrom('one', 'two', 'three');

const people: readonly ParticipantRecord[] = [
  customer,
  agent1,
  agent2,
  { ...agent1, nickname: 'Renamed' },
  { ...agent2, visibility: 'UNKNOWN', userId: null },
];

function distinct(list: readonly ParticipantRecord[]): readonly ParticipantRecord[] {
  return [...new Map(list.map((one) => [one.id, one])).values()];
}

export const patches: fc.Arbitrary<SessionPatch> = fc
  .record(
    {
      id: ids,
      state: fc.constantFrom('INVITED', 'CHATTING', 'LEFT_CHAT', 'COMPLETED', 'REVOKED', 'UNKNOWN' as const),
      capabilities: fc.subarray(['ACCEPT', 'LEAVE', 'COMPLETE'] as const),
      participants: fc.subarray([...people]).map(distinct),
      userData: fc
        .dictionary(fc.constantFrom('a', 'b', '__proto__'), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2 })
        .map((data): ReadonlyMap<string, unknown> => new Map(Object.entries(data))),
      comment: fc.constantFrom('', 'x', 'y'),
    },
    { requiredKeys: ['id'], noNullPrototype: true },
  )
  .map((patch): SessionPatch => patch);

const entries: fc.Arbitrary<LogEntry> = fc.oneof(
  fc.tuple(fc.nat(4), fc.constantFrom('a', 'b')).map(([index, text]) => textEntry(index, text)),
  fc
    .tuple(fc.nat(3), fc.boolean())
    .map(([number, isTyping]): LogEntry => ({ kind: 'typing', id: `t${number}`, participant: agent1, isTyping })),
);

export const sessionFacts: fc.Arbitrary<Fact> = fc
  .tuple(
    fc.constantFrom<SessionChange>('STATUS', 'PARTICIPANTS', 'PROPERTIES', 'UNKNOWN'),
    patches,
    fc.option(fc.nat(3)),
  )
  .map(([change, patch, referenceId]) => ({ kind: 'session', change, patch, referenceId }));

export const logFacts: fc.Arbitrary<Fact> = fc
  .tuple(ids, fc.array(entries, { minLength: 1, maxLength: 4 }))
  .map(([sessionId, list]) => ({ kind: 'log', sessionId, entries: list }));

/** Facts that have an identity, so that a repeat is known for one. */
export const identifiable = fc.oneof({ arbitrary: sessionFacts, weight: 2 }, logFacts);

export const facts: fc.Arbitrary<Fact> = fc.oneof(
  { arbitrary: identifiable, weight: 4 },
  fc.constant<Fact>({ kind: 'failure', sessionId: 'one', referenceId: 1, code: 'UNKNOWN', message: null }),
  fc.constant<Fact>({ kind: 'unrecognized', messageType: null, notificationType: null, payload: [] }),
);

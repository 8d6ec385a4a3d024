import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/agent/confirmations.ts';
import { removeParticipant, startConsultation } from '../../src/agent/operations/consultation.ts';
import { acceptSession } from '../../src/agent/operations/conversation.ts';
import { sendMessage } from '../../src/agent/operations/messaging.ts';
import { reduce } from './pure-view.ts';
import type { Fact } from '../../src/normalise/fact.ts';
import type { SessionRecord } from '../../src/normalise/session.ts';
import {
  agent1,
  agent2,
  at,
  customer,
  factsOf,
  logFact,
  seedSession,
  sessionFact,
  sessionId,
  textEntry,
  viewOf,
} from './given.ts';
import { callerOf } from './performing.ts';

/** What a link makes of a fact. */
function change(fact: Fact, known: SessionRecord | null = seedSession()): Change {
  const { view, events } = reduce(known === null ? viewOf() : viewOf(known), fact);
  return { sessionId, fact, events, session: view.sessions.get(sessionId) ?? null };
}

function reread(session: SessionRecord): Change {
  return { sessionId, fact: null, events: [], session };
}

const id = sessionId;
const chatting = seedSession();
const invited = seedSession('INVITED');

describe('acceptSession', () => {
  const proof = (one: Change) => acceptSession.proof({ nickname: 'a' }, one, null);

  test('is proven by a StatusChange or a re-read that says CHATTING, by nothing else', () => {
    expect(proof(change(sessionFact('STATUS', { id, state: 'CHATTING' }), invited))).toEqual({});
    expect(proof(reread(chatting))).toEqual({});
    expect(proof(reread(invited))).toBeNull();
    expect(proof(change(sessionFact('STATUS', { id, state: 'COMPLETED' }), invited))).toBeNull();
    for (const kind of ['PARTICIPANTS', 'PROPERTIES', 'UNKNOWN'] as const) {
      expect(proof(change(sessionFact(kind, { id, state: 'CHATTING' }), invited))).toBeNull();
    }
    expect(proof(change(logFact(textEntry(1, 'a'))))).toBeNull();
  });
});

describe('sendMessage', () => {
  const mine = {
    text: 'How may I help?',
    words: 'HowmayIhelp?',
    visibility: 'ALL',
    userId: agent1.userId ?? '',
  } as const;
  const said = (text: string, sender = agent1, subject: Parameters<typeof sendMessage.proof>[0] = mine) =>
    sendMessage.proof(subject, change(logFact(textEntry(3, text, sender))), null);

  test('is proven by our text, blanks aside', () => {
    expect(said('How may I help?')).toMatchObject({ message: { index: 3, text: 'How may I help?' } });
    expect(said('HowmayIhelp?')).not.toBeNull();
    expect(said('How may I help!')).toBeNull();
  });

  test('is not proven by the same words of another, or seen by others than asked', () => {
    expect(said('How may I help?', agent2)).toBeNull();
    expect(said('How may I help?', customer)).toBeNull();
    expect(said('How may I help?', agent1, { ...mine, visibility: 'AGENTS' })).toBeNull();
  });

  test('is proven by an agent whose user the upstream does not say: older pages print none', () => {
    expect(said('How may I help?', { ...agent1, userId: null })).not.toBeNull();
    expect(said('How may I help?', { ...customer, userId: null })).toBeNull();
  });

  test('is not proven by a message told before', () => {
    const fact = logFact(textEntry(3, 'How may I help?'));
    expect(sendMessage.proof(mine, { ...change(fact), events: [] }, null)).toBeNull();
  });

  test('is proven by other kinds of message and event not at all', () => {
    for (const name of [
      'remove-participant.agent1.1-new-messages',
      'remove-participant.agent1.2-participants-updated',
    ]) {
      expect(sendMessage.proof(mine, change(at(factsOf(name), 0)), null)).toBeNull();
    }
  });
});

describe('startConsultation', () => {
  const before = { ...chatting, participants: [customer, agent1] };
  const joins = (referenceId: number | null) =>
    sessionFact('PARTICIPANTS', { id, participants: [customer, agent1, agent2] }, referenceId);

  test('of an agent is proven when they are among the participants, however that is learnt', () => {
    const subject = { targetUri: '', userId: agent2.userId, wasThere: false };
    expect(startConsultation.proof(subject, change(joins(null), before), null)).toEqual({ consulted: agent2 });
    expect(startConsultation.proof(subject, reread(chatting), null)).toEqual({ consulted: agent2 });
    expect(startConsultation.proof(subject, reread(before), null)).toBeNull();
    expect(startConsultation.proof(subject, change(logFact(textEntry(1, 'a')), null), null)).toBeNull();
  });

  test('of an agent who was there before is proven by our reference id only', () => {
    const subject = { targetUri: '', userId: agent2.userId, wasThere: true };
    expect(startConsultation.proof(subject, reread(chatting), 35)).toBeNull();
    expect(startConsultation.proof(subject, change(joins(null), before), 35)).toBeNull();
    expect(startConsultation.proof(subject, change(joins(35), before), 35)).toEqual({ consulted: agent2 });
  });

  test('of a queue is proven by whoever comes with our reference id', () => {
    const subject = { targetUri: '', userId: null, wasThere: false };
    const proof = (fact: Fact, known: SessionRecord, referenceId: number | null) =>
      startConsultation.proof(subject, change(fact, known), referenceId);
    expect(proof(joins(35), before, 35)).toEqual({ consulted: agent2 });
    expect(proof(joins(36), before, 35)).toBeNull();
    expect(proof(joins(null), before, null)).toBeNull();
    expect(proof(joins(35), chatting, 35)).toBeNull();
    expect(proof(logFact(textEntry(1, 'a')), before, 35)).toBeNull();
  });
});

describe('removeParticipant', () => {
  const userId = agent2.userId ?? '';
  const known = { targetUri: '', userId, removed: agent2 };
  const unknown = { targetUri: '', userId, removed: null };
  const people = (participants: SessionRecord['participants'], kind: 'PARTICIPANTS' | 'STATUS' | 'PROPERTIES') =>
    change(sessionFact(kind, { id, participants }));

  test('is proven by the notice naming the user, whatever its letters', () => {
    const notice = at(factsOf('remove-participant.agent1.1-new-messages'), 0);
    for (const subject of [known, unknown, { ...unknown, userId: userId.toUpperCase() }]) {
      expect(removeParticipant.proof(subject, change(notice), null)).toEqual({ removed: subject.removed });
    }
    expect(removeParticipant.proof({ ...unknown, userId: '0'.repeat(32) }, change(notice), null)).toBeNull();
  });

  test('is not proven by a notice told before, of an earlier removal', () => {
    const notice = at(factsOf('remove-participant.agent1.1-new-messages'), 0);
    expect(removeParticipant.proof(known, { ...change(notice), events: [] }, null)).toBeNull();
  });

  test('is proven by a participants list without the user, in any notification', () => {
    for (const kind of ['PARTICIPANTS', 'STATUS', 'PROPERTIES'] as const) {
      expect(removeParticipant.proof(known, people([customer, agent1], kind), null)).toEqual({ removed: agent2 });
      expect(removeParticipant.proof(unknown, people([customer, agent1], kind), null)).toEqual({ removed: null });
      expect(removeParticipant.proof(known, people([customer, agent1, agent2], kind), null)).toBeNull();
    }
  });

  test('is proven by an empty list where one is believed, in a ParticipantsUpdated', () => {
    expect(removeParticipant.proof(known, people([], 'PARTICIPANTS'), null)).not.toBeNull();
    expect(removeParticipant.proof(known, people([], 'STATUS'), null)).toBeNull();
    expect(removeParticipant.proof(known, change(sessionFact('PARTICIPANTS', { id })), null)).toBeNull();
  });

  test('is not proven by a list that does not say who its agents are, unless the presence is known', () => {
    const nameless = [customer, agent1, agent2].map((one) => ({ ...one, userId: null }));
    const listed = (list: SessionRecord['participants'], before: SessionRecord | null) =>
      change(sessionFact('PROPERTIES', { id, participants: list }), before);
    for (const list of [nameless, nameless.slice(0, 2)]) {
      expect(removeParticipant.proof(unknown, listed(list, null), null)).toBeNull();
    }
    expect(removeParticipant.proof(known, listed(nameless, null), null)).toBeNull();
    expect(removeParticipant.proof(known, listed(nameless.slice(0, 2), null), null)).not.toBeNull();
    // Who they are may be known from before.
    expect(removeParticipant.proof(unknown, listed(nameless, chatting), null)).toBeNull();
    expect(removeParticipant.proof(unknown, listed(nameless.slice(0, 2), chatting), null)).not.toBeNull();
  });

  test('is proven by a re-read without the user, but not by one that lists nobody', () => {
    expect(
      removeParticipant.proof(known, reread({ ...chatting, participants: [customer, agent1] }), null),
    ).not.toBeNull();
    expect(removeParticipant.proof(known, reread(chatting), null)).toBeNull();
    expect(removeParticipant.proof(known, reread({ ...chatting, participants: [] }), null)).toBeNull();
  });

  test('is not proven by a failure', () => {
    const failure: Fact = { kind: 'failure', sessionId: id, referenceId: 1, code: 'UNKNOWN', message: null };
    expect(removeParticipant.proof(known, change(failure), null)).toBeNull();
  });

  test('refuses a customer, who has no user', async () => {
    const input = { sessionId, participant: { id: customer.id } };
    await expect(removeParticipant.subject(input, callerOf(chatting))).rejects.toMatchObject({
      name: 'Refusal',
      code: 'INVALID_PARAMETER',
    });
  });
});

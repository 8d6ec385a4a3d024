import { describe, expect, test } from 'vitest';
import { emptyView, reduce, type Reduction } from './pure-view.ts';
import type { SessionState } from '../../src/generated/schema.ts';
import { userDataOf } from '../normalise/fixtures.ts';
import { agent1, agent2, at, customer, factsOf, reduceAll, seedSession, sessionId, viewOf } from './given.ts';

// Page "RemoveParticipantFromConference", contract section 3; expectations literally from design/api.md "The seed case".

/** The seed's session as an agent in this state sees it when agent 2 is gone, written out. */
function without2(state: SessionState) {
  return {
    id: '0002EaAY01MT0082',
    mediaType: 'FACEBOOK',
    direction: 'INBOUND',
    state,
    capabilities: [],
    participants: [customer, agent1],
    userData: new Map(Object.entries(userDataOf('remove-participant.agent1.2-participants-updated'))),
    comment: null,
    receivedAt: '2015-10-21T13:12:03.000Z',
    suggestedQueues: [{ __typename: 'Queue', id: '41cc5016-2d18-4a91-93ec-b43748948608' }],
  };
}

const notice = {
  __typename: 'NoticeMessage',
  id: '0002EaAY01MT0082.5.48dc1b96b788',
  index: 5,
  sender: agent1,
  visibility: 'AGENTS',
  sentAt: '2015-10-21T13:13:19.000Z',
  text: 'REMOVE_PARTICIPANT_FROM_CONFERENCEe2c90c960d3d40c79684818983ceb314',
  code: 'PARTICIPANT_REMOVED',
  subjectUserId: 'e2c90c960d3d40c79684818983ceb314',
};

const leftMessage = {
  __typename: 'ParticipantLeftMessage',
  id: '0002EaAY01MT0082.5.977b4b2f4d42',
  index: 5,
  sender: agent1,
  visibility: 'AGENTS',
  sentAt: '2015-10-21T13:13:19.000Z',
};

const remaining = ['agent1.1-new-messages', 'agent1.2-participants-updated', 'agent1.3-new-messages'];
const removed = ['agent2.1-status-change', 'agent2.2-new-messages', 'agent2.3-status-change', 'agent2.4-status-change'];

/** What each notification in turn makes of the view. */
function steps(names: readonly string[], start = viewOf(seedSession())): readonly Reduction[] {
  let view = start;
  return names.map((name) => {
    const facts = factsOf(`remove-participant.${name}`);
    expect(facts).toHaveLength(1);
    const reduction = reduce(view, at(facts, 0));
    view = reduction.view;
    return reduction;
  });
}

describe('the remaining agent', () => {
  const expected = [
    [{ __typename: 'MessageAdded', sessionId, session: seedSession(), message: notice }],
    [{ __typename: 'ParticipantsChanged', session: without2('CHATTING'), joined: [], left: [agent2] }],
    [{ __typename: 'MessageAdded', sessionId, session: without2('CHATTING'), message: leftMessage }],
  ];

  test('A1.1 the notice, A1.2 who left, A1.3 the parting; the session stays CHATTING', () => {
    const reductions = steps(remaining);
    expect(reductions.map(({ events }) => events)).toStrictEqual(expected);
    expect([...at(reductions, 2).view.sessions.values()]).toStrictEqual([without2('CHATTING')]);
  });

  test('each delivered twice in a row: the second gives no event and the very same view', () => {
    const reductions = steps(remaining.flatMap((name) => [name, name]));
    expect(reductions.map(({ events }) => events)).toStrictEqual(expected.flatMap((events) => [events, []]));
    for (const first of [0, 2, 4]) expect(at(reductions, first + 1).view).toBe(at(reductions, first).view);
  });

  test('all delivered again: nothing', () => {
    const { view } = at(steps(remaining), 2);
    for (const { events, view: after } of steps(remaining, view)) {
      expect(events).toEqual([]);
      expect(after).toBe(view);
    }
  });

  test('the state of A1.2 is not believed even of a session never heard of', () => {
    const [first] = steps(['agent1.2-participants-updated'], emptyView);
    expect(first?.events).toStrictEqual([
      { __typename: 'SessionStateChanged', session: without2('UNKNOWN'), state: 'UNKNOWN', previousState: null },
      { __typename: 'ParticipantsChanged', session: without2('UNKNOWN'), joined: [customer, agent1], left: [] },
    ]);
  });

  test('a StatusChange that says Completed after A1.2 is believed', () => {
    const { events } = at(steps([...remaining, 'agent2.4-status-change']), 3);
    expect(events).toStrictEqual([
      {
        __typename: 'SessionStateChanged',
        session: without2('COMPLETED'),
        state: 'COMPLETED',
        previousState: 'CHATTING',
      },
    ]);
  });
});

describe('the removed agent', () => {
  const later = [
    [{ __typename: 'MessageAdded', sessionId, session: without2('CHATTING'), message: leftMessage }],
    [
      {
        __typename: 'SessionStateChanged',
        session: without2('LEFT_CHAT'),
        state: 'LEFT_CHAT',
        previousState: 'CHATTING',
      },
    ],
    [
      {
        __typename: 'SessionStateChanged',
        session: without2('COMPLETED'),
        state: 'COMPLETED',
        previousState: 'LEFT_CHAT',
      },
    ],
  ];
  const gone = { __typename: 'ParticipantsChanged', session: without2('CHATTING'), joined: [], left: [agent2] };

  test('A2.1 who left, A2.2 the parting, A2.3 LEFT_CHAT, A2.4 COMPLETED', () => {
    const reductions = steps(removed);
    expect(reductions.map(({ events }) => events)).toStrictEqual([[gone], ...later]);
    expect([...at(reductions, 3).view.sessions.values()]).toStrictEqual([without2('COMPLETED')]);
  });

  test('A2.1 changes the state too when another was known', () => {
    const [first, ...rest] = steps(removed, viewOf(seedSession('INVITED'))).map(({ events }) => events);
    expect(first).toStrictEqual([
      {
        __typename: 'SessionStateChanged',
        session: without2('CHATTING'),
        state: 'CHATTING',
        previousState: 'INVITED',
      },
      gone,
    ]);
    expect(rest).toStrictEqual(later);
  });

  test('A2.1 of a session never heard of shows it, with nobody leaving', () => {
    const [first, ...rest] = steps(removed, emptyView).map(({ events }) => events);
    expect(first).toStrictEqual([
      { __typename: 'SessionStateChanged', session: without2('CHATTING'), state: 'CHATTING', previousState: null },
    ]);
    expect(rest).toStrictEqual(later);
  });

  test('each delivered twice in a row: the second gives no event and the very same view', () => {
    const reductions = steps(removed.flatMap((name) => [name, name]));
    expect(reductions.map(({ events }) => events)).toStrictEqual([[gone], ...later].flatMap((events) => [events, []]));
  });

  test('both agents in one view (one credential never sees both) still end with one event per news', () => {
    const facts = [...remaining, ...removed].flatMap((name) => factsOf(`remove-participant.${name}`));
    const { events } = reduceAll(viewOf(seedSession()), facts);
    expect(events.map(({ __typename }) => __typename)).toEqual([
      'MessageAdded',
      'ParticipantsChanged',
      'MessageAdded',
      'SessionStateChanged',
      'SessionStateChanged',
    ]);
  });
});

import { describe, expect, test } from 'vitest';
import type { SessionView } from '../../src/agent/session-view.ts';
import { emptyView, reduce } from './pure-view.ts';
import type { ParticipantRecord } from '../../src/normalise/participant.ts';
import { completeSession, type SessionRecord } from '../../src/normalise/session.ts';
import { notification, notificationNames } from '../normalise/fixtures.ts';
import { agent1, factsOf, reduceAll, viewOf } from './given.ts';

const sevenCapabilities: SessionRecord['capabilities'] = [
  'TRANSFER',
  'COMPLETE',
  'LEAVE',
  'SET_IN_FOCUS',
  'SEND_MESSAGE',
  'SEND_START_TYPING_NOTIFICATION',
  'SEND_STOP_TYPING_NOTIFICATION',
];

function older(id: string, role: 'AGENT' | 'CUSTOMER', nickname: string): ParticipantRecord {
  return { __typename: 'Participant', id, role, nickname, visibility: 'UNKNOWN', userId: null };
}

const marat = older('009052C5E743004C', 'AGENT', 'Marat');
const personP = older('009052C5E6D6004A', 'CUSTOMER', 'PersonP');

const offered = completeSession({ id: '0000Na9B26EF002X', state: 'INVITED', capabilities: ['ACCEPT', 'REJECT'] });
const taken: SessionRecord = { ...offered, state: 'CHATTING', capabilities: sevenCapabilities };
const accepted = { __typename: 'SessionStateChanged', session: taken, state: 'CHATTING', previousState: 'INVITED' };

const kept = completeSession({
  id: '0000Na9B26EF003M',
  state: 'CHATTING',
  capabilities: sevenCapabilities,
  participants: [older('009052C73228006D', 'AGENT', 'TestName'), older('009052C73223006B', 'CUSTOMER', 'FirstL')],
  userData: new Map([['Subject', 'kept']]),
});
const disposed = { ...kept, userData: new Map([...kept.userData, ['DispositionCode', 'IssueResolved']]) };
const commented = { ...kept, comment: 'Some chat comment text' };

interface Documented {
  readonly start: SessionView;
  /** The notification under test is the last. */
  readonly names: readonly string[];
  readonly events: readonly unknown[];
}

const documented: Readonly<Record<string, Documented>> = {
  'Accept, step 1, page of 2019': {
    start: viewOf(offered),
    names: ['accept.1-status-change.page-2019'],
    events: [accepted],
  },
  'Accept, step 1, revision of 2016': {
    start: viewOf(offered),
    names: ['accept.1-status-change.rev-2016'],
    events: [accepted],
  },
  'Accept, step 1, participants known already are not erased by its empty list': {
    start: viewOf({ ...offered, participants: [personP] }),
    names: ['accept.1-status-change.page-2019'],
    events: [{ ...accepted, session: { ...taken, participants: [personP] } }],
  },
  'Accept, step 2': {
    start: viewOf(offered),
    names: ['accept.1-status-change.page-2019', 'accept.2-participants-updated.page-2019'],
    events: [
      {
        __typename: 'ParticipantsChanged',
        session: { ...taken, participants: [marat, personP] },
        joined: [marat, personP],
        left: [],
      },
    ],
  },
  Reject: {
    start: viewOf(completeSession({ id: '0000Wa9CAM6W00FF', state: 'INVITED', capabilities: ['ACCEPT', 'REJECT'] })),
    names: ['reject.1-status-change'],
    events: [
      {
        __typename: 'SessionStateChanged',
        session: completeSession({
          id: '0000Wa9CAM6W00FF',
          state: 'COMPLETED',
        }),
        state: 'COMPLETED',
        previousState: 'INVITED',
      },
    ],
  },
  SendMessage: {
    start: viewOf(completeSession({ id: '0000Wa9CAM6W00FN', state: 'CHATTING' })),
    names: ['send-message.1-new-messages.rev-2016'],
    events: [
      {
        __typename: 'MessageAdded',
        sessionId: '0000Wa9CAM6W00FN',
        session: completeSession({ id: '0000Wa9CAM6W00FN', state: 'CHATTING' }),
        message: {
          __typename: 'TextMessage',
          id: '0000Wa9CAM6W00FN.3.19a88edf3f84',
          index: 3,
          sender: older('007352CE72D50290', 'AGENT', 'TestName'),
          visibility: 'ALL',
          sentAt: '2014-01-09T09:58:12.035Z',
          text: 'How may I help you?',
        },
      },
    ],
  },
  'SendToAgents, in a session known by its id only': {
    start: emptyView,
    names: ['send-to-agents.1-new-messages'],
    events: [
      {
        __typename: 'MessageAdded',
        sessionId: '0002EaAY01MT007J',
        session: null,
        message: {
          __typename: 'TextMessage',
          id: '0002EaAY01MT007J.5.9376eb1aa94b',
          index: 5,
          sender: { ...agent1, id: '007356276D330155' },
          visibility: 'AGENTS',
          sentAt: '2015-10-21T10:48:16.000Z',
          text: 'Helloagentslave',
        },
      },
    ],
  },
  'SetDisposition: its partial user data erases nothing': {
    start: viewOf(kept),
    names: ['set-disposition.1-properties-updated'],
    events: [
      {
        __typename: 'SessionPropertiesChanged',
        session: disposed,
        changedKeys: ['DispositionCode'],
        commentChanged: false,
      },
    ],
  },
  'AddComment: absent user data erases nothing': {
    start: viewOf(kept),
    names: ['add-comment.1-properties-updated'],
    events: [{ __typename: 'SessionPropertiesChanged', session: commented, changedKeys: [], commentChanged: true }],
  },
  'CometD notifications, the example, of a session never heard of': {
    start: emptyView,
    names: ['cometd-notifications.state-change-example'],
    events: [{ ...accepted, session: taken, previousState: null }],
  },
};

describe.each(Object.entries(documented))('%s', (_title, { start, names, events }) => {
  const { view } = reduceAll(start, names.slice(0, -1).flatMap(factsOf));
  const last = names.slice(-1).flatMap(factsOf);

  test('gives the events written here', () => {
    expect(reduceAll(view, last).events).toStrictEqual(events);
  });

  test('delivered again gives none, and the very same view', () => {
    const once = reduceAll(view, last).view;
    const twice = reduceAll(once, last);
    expect(twice.events).toEqual([]);
    expect(twice.view).toBe(once);
  });
});

test('every documented Facebook notification has its expectation here or in the seed case', () => {
  const held = new Set(Object.values(documented).flatMap(({ names }) => names));
  const facebook = notificationNames.filter((name) => !/^(sibling|platform)\./.test(name));
  expect(facebook.filter((name) => !held.has(name) && !name.startsWith('remove-participant.'))).toEqual([]);
  expect(facebook.filter((name) => name.startsWith('remove-participant.'))).toHaveLength(7);
});

test.each(notificationNames.filter((name) => name.startsWith('sibling.')))(
  '%s, of another channel, is shown as it is and changes nothing',
  (name) => {
    const [fact, ...rest] = factsOf(name);
    expect(rest).toEqual([]);
    if (fact === undefined) throw new Error('no fact');
    const { view, events } = reduce(emptyView, fact);
    expect(view).toBe(emptyView);
    expect(events).toMatchObject([{ __typename: 'UnrecognizedNotification', payload: notification(name) }]);
  },
);

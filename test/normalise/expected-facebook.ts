import type { Capability } from '../../src/generated/schema.ts';
import type { Fact } from '../../src/normalise/fact.ts';
import type { ParticipantRecord } from '../../src/normalise/participant.ts';
import type { SessionPatch } from '../../src/normalise/session.ts';
import { GivenUserData } from '../../src/normalise/user-data.ts';
import { userDataOf } from './fixtures.ts';

/** The agent who stays in the RemoveParticipantFromConference page, who is also the author in the SendToAgents page. */
const testName: ParticipantRecord = {
  __typename: 'Participant',
  id: '007356278F310173',
  role: 'AGENT',
  nickname: 'TestName',
  visibility: 'ALL',
  userId: '5e101708f14442c7ab79814bb4f799b2',
};

const customer: ParticipantRecord = {
  __typename: 'Participant',
  id: '007356278F230171',
  role: 'CUSTOMER',
  nickname: 'VitaliyOnv',
  visibility: 'ALL',
  userId: null,
};

/** A participant of the older pages, which print three members. */
function older(id: string, role: 'AGENT' | 'CUSTOMER', nickname: string): ParticipantRecord {
  return { __typename: 'Participant', id, role, nickname, visibility: 'UNKNOWN', userId: null };
}

const sevenCapabilities: readonly Capability[] = [
  'TRANSFER',
  'COMPLETE',
  'LEAVE',
  'SET_IN_FOCUS',
  'SEND_MESSAGE',
  'SEND_START_TYPING_NOTIFICATION',
  'SEND_STOP_TYPING_NOTIFICATION',
];

/** The notable ones of these 81 entries are written out in notification.test.ts. */
function removal(name: string, state: 'CHATTING' | 'LEFT_CHAT' | 'COMPLETED'): SessionPatch {
  return {
    id: '0002EaAY01MT0082',
    direction: 'INBOUND',
    state,
    capabilities: [],
    participants: [customer, testName],
    userData: new GivenUserData(userDataOf(name)),
    receivedAt: '2015-10-21T13:12:03.000Z',
    suggestedQueues: [{ __typename: 'Queue', id: '41cc5016-2d18-4a91-93ec-b43748948608' }],
  };
}

const left: Fact = {
  kind: 'log',
  sessionId: '0002EaAY01MT0082',
  entries: [
    {
      kind: 'message',
      message: {
        __typename: 'ParticipantLeftMessage',
        // sha256 of ["participantleft","007356278F310173","","",""]
        id: '0002EaAY01MT0082.5.977b4b2f4d42',
        index: 5,
        sender: testName,
        visibility: 'AGENTS',
        sentAt: '2015-10-21T13:13:19.000Z',
      },
    },
  ],
};

const accepted: Fact = {
  kind: 'session',
  change: 'STATUS',
  patch: { id: '0000Na9B26EF002X', state: 'CHATTING', capabilities: sevenCapabilities, participants: [] },
  referenceId: 17,
};

const properties = {
  id: '0000Na9B26EF003M',
  state: 'CHATTING',
  capabilities: sevenCapabilities,
  participants: [older('009052C73228006D', 'AGENT', 'TestName'), older('009052C73223006B', 'CUSTOMER', 'FirstL')],
} as const satisfies SessionPatch;

export const expectedFacebook: Readonly<Record<string, readonly Fact[]>> = {
  'remove-participant.agent1.1-new-messages': [
    {
      kind: 'log',
      sessionId: '0002EaAY01MT0082',
      entries: [
        {
          kind: 'message',
          message: {
            __typename: 'NoticeMessage',
            // sha256 of ["notice","007356278F310173","REMOVE_...","",""]
            id: '0002EaAY01MT0082.5.48dc1b96b788',
            index: 5,
            sender: testName,
            visibility: 'AGENTS',
            sentAt: '2015-10-21T13:13:19.000Z',
            text: 'REMOVE_PARTICIPANT_FROM_CONFERENCEe2c90c960d3d40c79684818983ceb314',
            code: 'PARTICIPANT_REMOVED',
            subjectUserId: 'e2c90c960d3d40c79684818983ceb314',
          },
        },
      ],
    },
  ],
  'remove-participant.agent1.2-participants-updated': [
    {
      kind: 'session',
      change: 'PARTICIPANTS',
      patch: removal('remove-participant.agent1.2-participants-updated', 'COMPLETED'),
      referenceId: 63,
    },
  ],
  'remove-participant.agent1.3-new-messages': [left],
  'remove-participant.agent2.1-status-change': [
    {
      kind: 'session',
      change: 'STATUS',
      patch: removal('remove-participant.agent2.1-status-change', 'CHATTING'),
      referenceId: 63,
    },
  ],
  'remove-participant.agent2.2-new-messages': [left],
  'remove-participant.agent2.3-status-change': [
    {
      kind: 'session',
      change: 'STATUS',
      patch: removal('remove-participant.agent2.3-status-change', 'LEFT_CHAT'),
      referenceId: 63,
    },
  ],
  'remove-participant.agent2.4-status-change': [
    {
      kind: 'session',
      change: 'STATUS',
      patch: removal('remove-participant.agent2.4-status-change', 'COMPLETED'),
      referenceId: 63,
    },
  ],
  'accept.1-status-change.page-2019': [accepted],
  'accept.1-status-change.rev-2016': [accepted],
  'accept.2-participants-updated.page-2019': [
    {
      kind: 'session',
      change: 'PARTICIPANTS',
      patch: {
        id: '0000Na9B26EF002X',
        state: 'CHATTING',
        capabilities: sevenCapabilities,
        participants: [older('009052C5E743004C', 'AGENT', 'Marat'), older('009052C5E6D6004A', 'CUSTOMER', 'PersonP')],
      },
      referenceId: null,
    },
  ],
  'reject.1-status-change': [
    {
      kind: 'session',
      change: 'STATUS',
      patch: { id: '0000Wa9CAM6W00FF', state: 'COMPLETED', participants: [] },
      referenceId: 5,
    },
  ],
  'send-message.1-new-messages.rev-2016': [
    {
      kind: 'log',
      sessionId: '0000Wa9CAM6W00FN',
      entries: [
        {
          kind: 'message',
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
  ],
  'send-to-agents.1-new-messages': [
    {
      kind: 'log',
      sessionId: '0002EaAY01MT007J',
      entries: [
        {
          kind: 'message',
          message: {
            __typename: 'TextMessage',
            id: '0002EaAY01MT007J.5.9376eb1aa94b',
            index: 5,
            sender: { ...testName, id: '007356276D330155' },
            visibility: 'AGENTS',
            sentAt: '2015-10-21T10:48:16.000Z',
            text: 'Helloagentslave',
          },
        },
      ],
    },
  ],
  'set-disposition.1-properties-updated': [
    {
      kind: 'session',
      change: 'PROPERTIES',
      patch: { ...properties, userData: new GivenUserData({ DispositionCode: 'IssueResolved' }) },
      referenceId: 34,
    },
  ],
  'add-comment.1-properties-updated': [
    {
      kind: 'session',
      change: 'PROPERTIES',
      patch: { ...properties, comment: 'Some chat comment text' },
      referenceId: 34,
    },
  ],
  'cometd-notifications.state-change-example': [accepted],
  'platform.deliver.facebooksession-state': [accepted],
};

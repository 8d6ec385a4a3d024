import { on, proofsIn, type Row, type Section } from './row.ts';

const session = proofsIn('normalise/session.test.ts');
const participant = proofsIn('normalise/participant.test.ts');
const message = proofsIn('normalise/message.test.ts');
const documented = proofsIn('agent/session-view-documented.test.ts');
const rules = proofsIn('agent/session-view-rules.test.ts');
const failure = proofsIn('normalise/user-error-code.test.ts');
const center = proofsIn('agent/contact-center.test.ts');

const removal = on('RemoveParticipantFromConference');
const client = on('none: seen by client code');
const anything = on('none: any other value');
const hex = 'e2c90c960d3d40c79684818983ceb314';

const state = (name: string, value: string, from = removal): Row =>
  from.carried(name, `SessionState.${value}`, session('state %j is %s', name, value));
const direction = (name: string, value: string, from = removal): Row =>
  from.carried(name, `Direction.${value}`, session('facebooksessionType %s is %s', name, value));

function capabilities(page: string, values: Readonly<Record<string, string>>): readonly Row[] {
  return Object.entries(values).map(([name, value]) =>
    on(page).carried(name, `Capability.${value}`, session('capability %s is %s', name, value)),
  );
}

const statusCodes = [
  'MISSING_PARAMETER',
  'INVALID_PARAMETER',
  'FORBIDDEN',
  'INTERNAL_ERROR',
  'PERMISSION_DENIED',
  'NOT_FOUND',
  'PARTIAL_SUCCESS',
  'PASSWORD_CHANGE_REQUIRED',
  'INCOMPLETE',
  'OUT_OF_RANGE',
  'READ_ONLY',
  'CANNOT_RETRIEVE',
  'CANNOT_CREATE',
  'CANNOT_DELETE',
  'CANNOT_UPDATE',
  'CANNOT_ASSIGN',
  'CANNOT_UNASSIGN',
  'ALREADY_EXISTS',
  'IN_USE',
  'NOT_AUTHENTICATED',
];

export const enumerationSections: readonly Section[] = [
  {
    title: 'state',
    rows: [
      state('Chatting', 'CHATTING'),
      state('LeftChat', 'LEFT_CHAT'),
      state('Completed', 'COMPLETED'),
      state('Invited', 'INVITED', client),
      state('Revoked', 'REVOKED', client),
      state('JoinFailed', 'UNKNOWN', anything),
      on('Chat').leftOut('WaitingForAgent', 'of the customers’ API; an agent never sees it'),
    ],
  },
  {
    title: 'facebooksessionType',
    rows: [
      direction('Inbound', 'INBOUND'),
      direction('Outbound', 'OUTBOUND', on('sister channels')),
      direction('Internal', 'UNKNOWN', anything),
    ],
  },
  {
    title: 'capabilities',
    rows: [
      ...capabilities('Accept, SetDisposition, AddComment, CometD notifications', {
        Transfer: 'TRANSFER',
        Complete: 'COMPLETE',
        Leave: 'LEAVE',
        InFocus: 'SET_IN_FOCUS',
        SendMessage: 'SEND_MESSAGE',
        SendStartTypingNotification: 'SEND_START_TYPING_NOTIFICATION',
        SendStopTypingNotification: 'SEND_STOP_TYPING_NOTIFICATION',
      }),
      ...capabilities('sister channels and client code', {
        Accept: 'ACCEPT',
        Reject: 'REJECT',
        Invite: 'INVITE',
        Consult: 'CONSULT',
        SetInFocus: 'SET_IN_FOCUS',
        SetDisposition: 'SET_DISPOSITION',
        AttachUserData: 'ATTACH_USER_DATA',
        UpdateUserData: 'UPDATE_USER_DATA',
        DeleteUserData: 'DELETE_USER_DATA',
        SendToAgents: 'SEND_TO_AGENTS',
        SendStartTypingToAgentsNotification: 'SEND_START_TYPING_TO_AGENTS_NOTIFICATION',
        SendStopTypingToAgentsNotification: 'SEND_STOP_TYPING_TO_AGENTS_NOTIFICATION',
        LeaveAndComplete: 'LEAVE_AND_COMPLETE',
        SendUrl: 'SEND_URL',
        AddComment: 'ADD_COMMENT',
      }),
      ...capabilities('none: in no list ever seen', {
        RemoveParticipantFromConference: 'REMOVE_PARTICIPANT_FROM_CONFERENCE',
      }),
      ...capabilities('none: any other value', { Fly: 'UNKNOWN' }),
    ],
  },
  {
    title: 'type of a participant',
    rows: [
      removal.carried('Agent', 'ParticipantRole.AGENT', participant('cleans ids and URIs, never the nickname')),
      removal.carried('Customer', 'ParticipantRole.CUSTOMER', documented('Accept, step 2')),
      anything.carried('Robot', 'ParticipantRole.UNKNOWN', participant('unknown and absent enum values are UNKNOWN')),
    ],
  },
  {
    title: 'visibility',
    rows: [
      removal.carried('All', 'Visibility.ALL', documented('SendMessage')),
      removal.carried('Agents', 'Visibility.AGENTS', documented('SendToAgents, in a session known by its id only')),
      anything.carried('Supervisors', 'Visibility.UNKNOWN', message('a visibility nobody documented is UNKNOWN')),
    ],
  },
  {
    title: 'type of a message',
    rows: [
      on('SendMessage').carried('Text', 'TextMessage', message('words are passed as they are')),
      removal.carried('Notice', 'NoticeMessage', message('RemoveParticipantFromConference')),
      on('Accept').carried('ParticipantJoined', 'ParticipantJoinedMessage', message('%s', 'ParticipantJoined')),
      removal.carried('ParticipantLeft', 'ParticipantLeftMessage', message('%s', 'ParticipantLeft')),
      on('SMS Session Resource').carried(
        'ParticipantRejoined',
        'ParticipantJoinedMessage.rejoined',
        message('%s', 'ParticipantRejoined'),
      ),
      on('SMS Session Resource').carried(
        'TypingStarted',
        ['TypingChanged', 'TypingChanged.isTyping', 'TypingChanged.participant'],
        message('SendStartTypingNotification'),
        rules('a sign of typing repeated is none; the next one is'),
      ),
      on('SMS Session Resource').carried(
        'TypingStopped',
        'TypingChanged',
        rules('a sign of typing repeated is none; the next one is'),
      ),
      on('SMS Session Resource').carried('PushUrl', 'LinkMessage', message('SendURL')),
      on('SendCustomNotice (Chat)').carried('CustomNotice', 'NoticeCode.CUSTOM', message('SendCustomNotice')),
      anything.carried(
        'FileUploaded',
        ['UnrecognizedMessage', 'UnrecognizedMessage.type', 'UnrecognizedMessage.payload'],
        message('an unknown type keeps the whole entry'),
      ),
    ],
  },
  {
    title: 'text of a Notice',
    rows: [
      removal.carried(
        `REMOVE_PARTICIPANT_FROM_CONFERENCE${hex}`,
        'NoticeCode.PARTICIPANT_REMOVED',
        message('RemoveParticipantFromConference'),
      ),
      anything.carried('SOMETHING_ELSE', 'NoticeCode.UNKNOWN', message('%j names nobody', 'SOMETHING_ELSE')),
    ],
  },
  {
    title: 'statusCode',
    rows: [
      ...statusCodes.map((value, index) =>
        on('Return Values').carried(
          String(index + 1),
          `UserErrorCode.${value}`,
          failure('statusCode %d is %s', index + 1, value),
        ),
      ),
      anything.carried('21', 'UserErrorCode.UNKNOWN', failure('statusCode %d is %s', 21, 'UNKNOWN')),
    ],
  },
  {
    title: 'State of an agent',
    rows: [
      on('Ready').carried(
        'Ready',
        'AgentState.READY',
        center('setAgentState sends Ready or NotReady; the states read anew prove it'),
      ),
      on('NotReady').carried(
        'NotReady',
        'AgentState.NOT_READY',
        center('setAgentState sends Ready or NotReady; the states read anew prove it'),
      ),
    ],
  },
];

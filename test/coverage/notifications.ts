import { on, proofsIn, type Section } from './row.ts';

const seed = proofsIn('agent/session-view-seed.test.ts');
const documented = proofsIn('agent/session-view-documented.test.ts');
const rules = proofsIn('agent/session-view-rules.test.ts');
const ends = proofsIn('agent/operation-proofs.test.ts');
const operations = proofsIn('agent/operations.test.ts');
const message = proofsIn('normalise/message.test.ts');
const damage = proofsIn('normalise/notification-damage.test.ts');
const notification = proofsIn('normalise/notification.test.ts');

const stays = seed('A1.1 the notice, A1.2 who left, A1.3 the parting; the session stays CHATTING');
const goes = seed('A2.1 who left, A2.2 the parting, A2.3 LEFT_CHAT, A2.4 COMPLETED');
const removal = on('RemoveParticipantFromConference');
const cometd = on('CometD notifications');
const told = rules(
  'a failure and what nobody understands are told, and told again when repeated: they have no identity',
);

export const notificationSections: readonly Section[] = [
  {
    title: 'The seven notifications of RemoveParticipantFromConference',
    rows: [
      removal.carried('A1.1 Notice', ['MessageAdded', 'NoticeMessage.code', 'NoticeMessage.subjectUserId'], stays),
      removal.carried('A1.2 ParticipantsUpdated', ['ParticipantsChanged', 'ParticipantsChanged.left'], stays),
      removal.carried('A1.3 ParticipantLeft', ['MessageAdded', 'ParticipantLeftMessage'], stays),
      removal.carried(
        'A2.1 StatusChange, Chatting',
        ['ParticipantsChanged', 'SessionStateChanged'],
        goes,
        seed('A2.1 changes the state too when another was known'),
      ),
      removal.carried('A2.2 ParticipantLeft', ['MessageAdded', 'ParticipantLeftMessage'], goes),
      removal.carried(
        'A2.3 StatusChange, LeftChat',
        ['SessionStateChanged', 'SessionStateChanged.previousState'],
        goes,
      ),
      removal.carried('A2.4 StatusChange, Completed', 'SessionStateChanged', goes),
    ],
  },
  {
    title: 'Notifications of the other operations',
    rows: [
      on('Accept').carried('1 StatusChange', 'SessionStateChanged', documented('Accept, step 1, page of 2019')),
      on('Accept').carried(
        '2 ParticipantsUpdated',
        ['ParticipantsChanged', 'ParticipantsChanged.joined'],
        documented('Accept, step 2'),
      ),
      on('Accept').carried(
        '3 NewMessages, ParticipantJoined',
        ['MessageAdded', 'ParticipantJoinedMessage'],
        message('%s', 'ParticipantJoined'),
      ),
      on('Reject').carried('StatusChange', 'SessionStateChanged', documented('Reject')),
      on('SendMessage').carried('NewMessages', 'MessageAdded', documented('SendMessage')),
      on('SendToAgents').carried(
        'NewMessages',
        'MessageAdded',
        documented('SendToAgents, in a session known by its id only'),
      ),
      on('Consult').carried(
        'ParticipantsUpdated, then one that could not be read',
        'ParticipantsChanged',
        operations('of an agent is proven when they are among the participants, however that is learnt'),
      ),
      on('Leave').carried(
        'StatusChange',
        'SessionStateChanged',
        ends('%s is proven by a StatusChange or a re-read, in the documented states only', 'leaveSession'),
      ),
      on('Complete').carried(
        'StatusChange',
        'SessionStateChanged',
        ends('%s is proven by a StatusChange or a re-read, in the documented states only', 'completeSession'),
      ),
      on('Transfer').leftOut(
        'not documented ("Missing")',
        'whatever comes is told by what it changes; see Mutation.transferSession',
      ),
      on('SetDisposition').carried(
        'PropertiesUpdated',
        ['SessionPropertiesChanged', 'SessionPropertiesChanged.changedKeys'],
        documented('SetDisposition: its partial user data erases nothing'),
      ),
      on('AddComment').carried(
        'PropertiesUpdated',
        ['SessionPropertiesChanged', 'SessionPropertiesChanged.commentChanged'],
        documented('AddComment: absent user data erases nothing'),
      ),
      on('AttachUserData, UpdateUserData, DeleteUserData').carried(
        'PropertiesUpdated',
        'SessionPropertiesChanged',
        rules('a key set anew and a key added are named, others are not'),
      ),
    ],
  },
  {
    title: 'messageType and notificationType',
    rows: [
      cometd.carried(
        'FacebooksessionStateChangeMessage',
        'SessionStateChanged',
        documented('CometD notifications, the example, of a session never heard of'),
      ),
      cometd.carried(
        'StatusChange',
        'SessionStateChanged',
        documented('CometD notifications, the example, of a session never heard of'),
      ),
      cometd.carried('ParticipantsUpdated', 'ParticipantsChanged', documented('Accept, step 2')),
      cometd.carried(
        'PropertiesUpdated',
        'SessionPropertiesChanged',
        documented('AddComment: absent user data erases nothing'),
      ),
      cometd.carried(
        'Error',
        'OperationFailed',
        damage('an Error notification names session, request, code and words'),
        told,
      ),
      cometd.carried('MessageLogUpdated', 'MessageAdded', documented('SendMessage')),
      cometd.carried('NewMessages', 'MessageAdded', documented('SendMessage')),
      cometd.carried('GetInteractionContentMessage (drafts)', 'UnrecognizedNotification', told),
      on('observed').carried(
        'ErrorMessage, any channel',
        'OperationFailed',
        damage('an ErrorMessage of any channel, with as little as it says'),
      ),
      on('CometD notifications of other channels').carried(
        'any other, of calls, devices, chats and so on',
        ['UnrecognizedNotification', 'UnrecognizedNotification.payload'],
        told,
        notification('every one has an expectation'),
      ),
    ],
  },
];

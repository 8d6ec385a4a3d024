import { on, proofsIn, type Section } from './row.ts';

const session = proofsIn('normalise/session.test.ts');
const participant = proofsIn('normalise/participant.test.ts');
const message = proofsIn('normalise/message.test.ts');
const decode = proofsIn('normalise/decode.test.ts');
const instant = proofsIn('normalise/instant.test.ts');
const documented = proofsIn('agent/session-view-documented.test.ts');
const damage = proofsIn('normalise/notification-damage.test.ts');
const seed = proofsIn('agent/session-view-seed.test.ts');
const resolved = proofsIn('resolvers/session.test.ts');
const failures = damage('an Error notification names session, request, code and words');

const chat = session('a chat captured from a server is read by the same rules');
const cleaned = participant('cleans ids and URIs, never the nickname');
const words = message('words are passed as they are');
const namesSession = (value: string) => decode('%j names the session %j', value, '0002EaAY01MT0082');

const ofSession = on('FacebookSession Resource, RemoveParticipantFromConference');
const ofParticipant = on('RemoveParticipantFromConference');
const ofMessage = on('SendMessage, RemoveParticipantFromConference');
const ofNotification = on('CometD notifications');
const sister = on('sister resources');

export const resourceSections: readonly Section[] = [
  {
    title: 'FacebookSession',
    rows: [
      ofSession.carried('id', 'Session.id', chat),
      ofSession.carried(
        'uri',
        'Session.id',
        namesSession('http: //192.168.83.25: 8090/api/v2/facebooksessions/0002EaAY01MT0082'),
      ),
      ofSession.carried('state', 'Session.state', session('state %j is %s', 'Chatting', 'CHATTING')),
      ofSession.carried(
        'facebooksessionType',
        'Session.direction',
        session('facebooksessionType %s is %s', 'Inbound', 'INBOUND'),
      ),
      ofSession.carried(
        'receivedDate',
        'Session.receivedAt',
        chat,
        instant('%s is %s', '2015-10-2116: 13: 19.000+0300', '2015-10-21T13:13:19.000Z'),
      ),
      ofSession.carried('capabilities', 'Session.capabilities', chat),
      ofSession.carried('participants', 'Session.participants', documented('Accept, step 2')),
      ofSession.carried(
        'userData',
        ['Session.userData', 'UserDataEntry.key', 'UserDataEntry.value'],
        session('user data is passed as it is, whatever the key'),
        resolved('is all of it in the upstream’s order, or the keys asked for that there are, each once'),
      ),
      ofSession.carried('userData.Subject', 'Session.subject', resolved('holds the subject, where it is words')),
      ofSession.carried('comment', 'Session.comment', documented('AddComment: absent user data erases nothing')),
      ofSession.carried(
        'suggestedQueueUris',
        ['Session.suggestedQueues', 'Queue.id'],
        session('queues come once each, without blanks'),
      ),
      on('Deploying Facebook Private Messaging').carried(
        'media type facebooksession',
        ['Session.mediaType', 'MediaType.FACEBOOK'],
        session('completeSession gives what was not mentioned a default'),
      ),
      ofSession.leftOut(
        'revelantResponseTemplateGroups',
        'never seen with content, its element type is unknown; it does no harm',
      ),
      sister.leftOut(
        'path, assignedTo, subject, contactId, from, message',
        'in Facebook sessions the contact and the subject are in userData',
      ),
    ],
  },
  {
    title: 'Participant',
    rows: [
      ofParticipant.carried(
        'participantId',
        'Participant.id',
        participant('takes participantId before id, path before uri'),
      ),
      ofParticipant.carried('id', 'Participant.id', participant('takes participantId before id, path before uri')),
      ofParticipant.carried('type', 'Participant.role', cleaned),
      ofParticipant.carried('nickname', 'Participant.nickname', cleaned),
      ofParticipant.carried('uri', 'Participant.userId', cleaned),
      ofParticipant.carried(
        'path',
        ['Participant.userId', 'Participant.isMe'],
        participant('takes participantId before id, path before uri'),
        resolved('by user id, never by having none, at once where the caller is known'),
      ),
      ofParticipant.carried('visibility', 'Participant.visibility', cleaned),
    ],
  },
  {
    title: 'Message',
    rows: [
      ofMessage.carried(
        'index',
        ['Message.index', 'Message.id'],
        words,
        message('differ by session, index, type, sender and content'),
      ),
      ofMessage.carried('type', 'Message', words, message('an unknown type keeps the whole entry')),
      ofMessage.carried('from', 'Message.sender', words),
      ofMessage.carried(
        'text',
        ['TextMessage.text', 'NoticeMessage.text'],
        words,
        seed('A1.1 the notice, A1.2 who left, A1.3 the parting; the session stays CHATTING'),
      ),
      on('SendURL (Chat)').carried('url', 'LinkMessage.url', message('SendURL')),
      on('SendCustomNotice (Chat)').carried('noticeText', 'NoticeMessage.text', message('SendCustomNotice')),
      ofMessage.carried('visibility', 'Message.visibility', words),
      ofMessage.carried('timestamp', 'Message.sentAt', words),
      ofMessage.carried(
        'timestampSeconds',
        'Message.sentAt',
        instant('takes timestampSeconds, which holds milliseconds, before timestamp'),
      ),
      on('SMS Session Resource').leftOut(
        'text of TypingStarted (what is being typed)',
        'a preview that is documented for SMS only; TypingChanged says who types',
      ),
    ],
  },
  {
    title: 'What surrounds a resource in a notification',
    rows: [
      ofNotification.carried(
        'messageType',
        'UnrecognizedNotification.messageType',
        damage('under the key %s, in any case and with blanks', 'facebooksession'),
      ),
      ofNotification.carried(
        'notificationType',
        'UnrecognizedNotification.notificationType',
        damage('a notificationType nobody documented is shown beside the log'),
      ),
      ofNotification.carried(
        'facebooksession',
        'SessionStateChanged.session',
        damage('under the key %s, in any case and with blanks', 'facebooksession'),
      ),
      ofNotification.carried(
        'facebooksessions (Accept)',
        'SessionStateChanged.session',
        damage('under the key %s, in any case and with blanks', 'facebooksessions'),
      ),
      ofNotification.carried(
        'facebooksessionUri, facebooksessionPath',
        'MessageAdded.sessionId',
        namesSession('/facebooksessions/0002EaAY01MT0082'),
      ),
      ofNotification.carried(
        'messages',
        'MessageAdded.message',
        damage('usable entries make one log in order, each other one is shown by itself'),
      ),
      ofNotification.carried('referenceId', 'OperationFailed.referenceId', failures),
      on('none: read by client code').carried(
        'errorCode, errorMessage',
        ['OperationFailed.code', 'OperationFailed.message'],
        failures,
      ),
      on('observed').leftOut(
        'deviceUri, devicePath, metrics of an ErrorMessage',
        'of voice devices; nothing in them says which request failed',
      ),
    ],
  },
];

import { on, proofsIn, type Proof, type Row, type Section } from './row.ts';

const requests = proofsIn('agent/requests.test.ts');
const operations = proofsIn('agent/operations.test.ts');
const ends = proofsIn('agent/operation-proofs.test.ts');
const center = proofsIn('agent/contact-center.test.ts');
const reads = proofsIn('agent/reads.test.ts');

const literally = (name: string): Proof => requests('%s is sent literally', name);
const otherwise = (name: string): Proof => requests('%s names its target otherwise, as contract Q8 allows', name);
const isOver = (mutation: string): Proof =>
  ends('%s is proven by a StatusChange or a re-read, in the documented states only', mutation);
const holds = (mutation: string): Proof => ends('%s is proven by every value, numbers as text too', mutation);

const chatOnly = 'documented for sister channels only';
const typing = on('SendStartTypingNotification (Chat), capabilities of Facebook sessions');
const named = proofsIn('coverage/coverage.test.ts')('calls every operation by the name that is sent');
const sign = ends('setTyping is proven by the same sign of ours');

/** The rows of one page: the operation, then its parameters. */
function page(
  name: string,
  mutation: string,
  proofs: readonly [Proof, ...Proof[]],
  parameters: Readonly<Record<string, readonly [string, ...string[]]>> = {},
): readonly Row[] {
  const { carried } = on(name);
  return [
    carried(name, `Mutation.${mutation}`, ...proofs),
    ...Object.entries(parameters).map(([parameter, fields]) => carried(`${name}: ${parameter}`, fields, proofs[0])),
  ];
}

export const operationSections: readonly Section[] = [
  {
    title: 'Operations and their parameters',
    rows: [
      ...page(
        'Accept',
        'acceptSession',
        [
          literally('accept.request'),
          operations('is proven by a StatusChange or a re-read that says CHATTING, by nothing else'),
        ],
        { nickname: ['AcceptSessionInput.nickname'] },
      ),
      ...page('Reject', 'rejectSession', [literally('reject.request'), isOver('rejectSession')]),
      ...page(
        'SendMessage',
        'sendMessage',
        [literally('send-message.request'), operations('is proven by our text, blanks aside')],
        { text: ['SendMessageInput.text'] },
      ),
      ...page(
        'SendToAgents',
        'sendMessage',
        [
          literally('send-to-agents.request'),
          operations('is not proven by the same words of another, or seen by others than asked'),
        ],
        { text: ['SendMessageInput.text', 'SendMessageInput.visibility'] },
      ),
      ...page('Consult', 'startConsultation', [
        otherwise('consult.request'),
        operations('of an agent is proven when they are among the participants, however that is learnt'),
        operations('of a queue is proven by whoever comes with our reference id'),
      ]),
      on('Consult').carried(
        'Consult: targetUri, targetPath',
        ['ConsultationTarget.userId', 'ConsultationTarget.queueId'],
        otherwise('consult.request'),
        requests('a queue is named by a URI below the base'),
      ),
      ...page('Leave', 'leaveSession', [literally('leave.request'), isOver('leaveSession')]),
      ...page('Complete', 'completeSession', [literally('complete.request'), isOver('completeSession')], {
        queueName: ['CompleteSessionInput.queueName'],
      }),
      ...page('Transfer', 'transferSession', [
        otherwise('transfer-to-agent.request'),
        otherwise('transfer-to-queue.request'),
        isOver('transferSession'),
        ends('of a transfer is also proven by whatever carries the request’s reference id'),
      ]),
      on('Transfer').carried(
        'Transfer: targetUri, targetPath',
        ['TransferTarget.userId', 'TransferTarget.queueId'],
        otherwise('transfer-to-agent.request'),
        otherwise('transfer-to-queue.request'),
      ),
      ...page('RemoveParticipantFromConference', 'removeParticipant', [
        literally('remove-participant.request'),
        operations('is proven by the notice naming the user, whatever its letters'),
        operations('is proven by a participants list without the user, in any notification'),
      ]),
      on('RemoveParticipantFromConference').carried(
        'RemoveParticipantFromConference: targetUri',
        ['ParticipantSelector.userId', 'ParticipantSelector.id'],
        literally('remove-participant.request'),
        requests('a participant chosen by id is removed by the URI of their user'),
      ),
      ...page(
        'SetDisposition',
        'setDisposition',
        [
          literally('set-disposition.request'),
          ends('setDisposition is proven by its key, or by the value where the server chose the key'),
        ],
        { disposition: ['SetDispositionInput.disposition'], dispositionKey: ['SetDispositionInput.key'] },
      ),
      ...page(
        'AddComment',
        'addComment',
        [literally('add-comment.request'), ends('addComment is proven by a comment that contains it, blanks aside')],
        { comment: ['AddCommentInput.comment'] },
      ),
      ...page('AttachUserData', 'attachUserData', [literally('attach-user-data.request'), holds('attachUserData')], {
        userData: ['AttachUserDataInput.userData'],
      }),
      ...page('UpdateUserData', 'updateUserData', [literally('update-user-data.request'), holds('updateUserData')], {
        userData: ['UpdateUserDataInput.userData'],
      }),
      ...page(
        'DeleteUserData',
        'deleteUserData',
        [
          literally('delete-user-data.request'),
          ends('deleteUserData is proven by a re-read without the keys, never by a notification, which may be partial'),
        ],
        { keys: ['DeleteUserDataInput.keys'] },
      ),
    ],
  },
  {
    title: 'Operations without a page in the Facebook section',
    rows: [
      typing.carried('SendStartTypingNotification', 'Mutation.setTyping', named, sign),
      typing.carried('SendStopTypingNotification', 'Mutation.setTyping', named, sign),
      typing.carried('SendStartTypingToAgentsNotification', 'Mutation.setTyping', named, sign),
      typing.carried('SendStopTypingToAgentsNotification', 'Mutation.setTyping', named, sign),
      on('StartContactCenterSession').carried(
        'StartContactCenterSession',
        'Mutation.startContactCenterSession',
        center('startContactCenterSession sends StartContactCenterSession; the channels read anew prove it'),
      ),
      on('EndContactCenterSession').carried(
        'EndContactCenterSession',
        'Mutation.endContactCenterSession',
        center('endContactCenterSession sends EndContactCenterSession, which nothing can prove'),
      ),
      ...['Ready', 'NotReady'].map((name) =>
        on(name).carried(
          name,
          'Mutation.setAgentState',
          center('setAgentState sends Ready or NotReady; the states read anew prove it'),
        ),
      ),
      on('capabilities only').leftOut(
        'InFocus, SetInFocus',
        'a capability without a page: which name is called is unknown',
      ),
      on('Invite (Chat)').leftOut('Invite', `${chatOnly}; no Facebook capability list has it`),
      on('SendURL (Chat)').leftOut('SendUrl', `${chatOnly}; a link that arrives is a LinkMessage`),
      on('SendCustomNotice (Chat)').leftOut(
        'SendCustomNotice, SendCustomNoticeToAgents',
        `${chatOnly}; a notice that arrives is a NoticeMessage`,
      ),
      on('SMS Session Resource').leftOut(
        'LeaveAndComplete',
        `${chatOnly}; leaveSession and completeSession do it in two steps`,
      ),
      on('Chat, SMS').leftOut('parameters text, messageType, treatAs, saveLAR', chatOnly),
    ],
  },
  {
    title: 'Reading',
    rows: [
      on('FacebookSession Resource').carried(
        'GET /me/facebooksessions',
        'Query.sessions',
        reads('are read in full; patches say no more than the answer does'),
      ),
      on('Return Values').carried(
        'GET /me/facebooksessions/{id}',
        'Query.session',
        reads('one by one: null when upstream knows none of this id'),
      ),
      on('FacebookSession Resource, SMS Session Resource').carried(
        'GET /me/facebooksessions/{id}/messages',
        'Session.messages',
        reads('are the transcript in its order, or none'),
      ),
      on('Interpreting a response').carried('GET /me', 'Query.me', reads('is the user of GET /me')),
    ],
  },
];

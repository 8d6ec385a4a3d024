import { suggestedQueueId } from './queues.ts';
import type { AgentState, FacebookSession, LogMessage, Participant, SandboxUser } from './world.ts';
import { agentIds, stateOf } from './world.ts';

/**
 * The shapes on the wire, with the documented names, misspellings included, and the order of the captures of 2015.
 * Sources: pages "RemoveParticipantFromConference", "Accept", "AddComment", "SetDisposition", "Interpreting a response".
 */

/** Channel of everything about Facebook sessions; singular, unlike every sibling. Source: page "CometD notifications". */
export const facebookChannel = '/v2/me/facebooksession';

export type SessionPayload = Readonly<Record<string, unknown>>;
export type NotificationType = 'StatusChange' | 'ParticipantsUpdated' | 'PropertiesUpdated' | 'Error';

const whileAlone = [
  ...['Transfer', 'Complete', 'Leave', 'InFocus', 'SendMessage'],
  ...['SendStartTypingNotification', 'SendStopTypingNotification'],
];
// Known from Chat's Invite only, therefore SetInFocus where Facebook alone says InFocus.
const whileSeveral = [
  ...['Transfer', 'Leave', 'Invite', 'Consult', 'SetInFocus', 'SetDisposition'],
  ...['AttachUserData', 'DeleteUserData', 'UpdateUserData', 'SendToAgents'],
  ...['SendStartTypingToAgentsNotification', 'SendStopTypingToAgentsNotification', 'Complete', 'SendMessage'],
  ...['SendStartTypingNotification', 'SendStopTypingNotification'],
];

export function capabilitiesOf(session: FacebookSession, state: AgentState): readonly string[] {
  switch (state) {
    case 'Invited':
      return ['Accept', 'Reject'];
    case 'Chatting':
      return agentIds(session).length > 1 ? whileSeveral : whileAlone;
    case 'LeftChat':
      return ['Transfer', 'Complete', 'Leave', 'InFocus'];
    case 'Completed':
    case 'Revoked':
      return [];
  }
}

/** Milliseconds since 1970 as `2016-08-16 03:01:21.000+0000`, the form real servers send. */
export function wireDate(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').replace('Z', '+0000');
}

export interface Payloads {
  /** Where a resource is, told in the two ways of newer payloads. */
  located(path: string): { readonly uri: string; readonly path: string };
  user(user: SandboxUser): Readonly<Record<string, unknown>>;
  sessionUri(session: FacebookSession): string;
  /** The whole resource as one agent sees it; `state` and `capabilities` only to print what the documentation prints. */
  session(session: FacebookSession, userId: string, shown?: Shown): SessionPayload;
  /** The short resource of the older samples: no user data, dates or queues; `extra` adds members. */
  shortSession(session: FacebookSession, userId: string, extra?: SessionPayload): SessionPayload;
  message(message: LogMessage): Readonly<Record<string, unknown>>;
  newMessages(session: FacebookSession, messages: readonly LogMessage[]): Readonly<Record<string, unknown>>;
}

export interface Shown {
  readonly state?: AgentState;
  readonly capabilities?: readonly string[];
  readonly participants?: readonly Participant[];
}

/** `base` is the absolute address up to and including `/api/v2`. */
export function createPayloads(base: string): Payloads {
  function participant({ participantId, type, visibility, nickname, userId }: Participant) {
    if (userId === undefined) return { nickname, type, id: participantId, visibility, participantId };
    const path = `/users/${userId}`;
    return { participantId, type, uri: base + path, visibility, path, nickname, id: participantId };
  }
  function located(path: string) {
    return { uri: base + path, path };
  }
  function sessionUri({ id }: FacebookSession): string {
    return `${base}/facebooksessions/${id}`;
  }
  function message({ index, from, text, visibility, at, type }: LogMessage) {
    return {
      index,
      from: participant(from),
      ...(text === undefined ? {} : { text }),
      visibility,
      timestamp: wireDate(at),
      type,
      timestampSeconds: at, // milliseconds, whatever the name says
    };
  }
  function participantsFor(session: FacebookSession, state: AgentState): readonly Participant[] {
    // An offer shows nobody yet.
    return state === 'Invited' || state === 'Revoked' ? [] : session.participants;
  }

  return {
    located,
    sessionUri,
    message,
    user: ({ id, userName, firstName, lastName, role }) => ({
      ...{ id, userName, firstName, lastName, roles: [role], enabled: true, changePasswordOnFirstLogin: false },
      ...located(`/users/${id}`),
    }),
    session(session, userId, shown = {}) {
      const state = shown.state ?? stateOf(session, userId) ?? 'Completed';
      return {
        userData: Object.fromEntries(session.userData),
        receivedDate: wireDate(session.receivedAt),
        facebooksessionType: 'Inbound',
        suggestedQueueUris: [`${base}/queues/${suggestedQueueId}`],
        capabilities: shown.capabilities ?? capabilitiesOf(session, state),
        ...(session.comment === undefined ? {} : { comment: session.comment }),
        uri: sessionUri(session),
        state,
        revelantResponseTemplateGroups: [],
        participants: (shown.participants ?? participantsFor(session, state)).map(participant),
        id: session.id,
      };
    },
    shortSession(session, userId, extra = {}) {
      const state = stateOf(session, userId) ?? 'Completed';
      return {
        state,
        capabilities: capabilitiesOf(session, state),
        id: session.id,
        uri: sessionUri(session),
        participants: participantsFor(session, state).map(participant),
        ...extra,
      };
    },
    newMessages: (session, messages) => ({
      facebooksessionUri: sessionUri(session),
      messages: messages.map(message),
      facebooksessionPath: `/facebooksessions/${session.id}`,
      messageType: 'MessageLogUpdated',
      notificationType: 'NewMessages',
    }),
  };
}

/** A FacebooksessionStateChangeMessage; `referenceId` is absent from those no request caused. */
export function stateChange(
  notificationType: NotificationType,
  facebooksession: SessionPayload,
  referenceId?: number,
): Readonly<Record<string, unknown>> {
  return {
    ...(referenceId === undefined ? {} : { referenceId }),
    notificationType,
    messageType: 'FacebooksessionStateChangeMessage',
    facebooksession,
  };
}

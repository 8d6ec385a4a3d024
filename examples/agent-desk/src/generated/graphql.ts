/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Input of `acceptSession`. */
export type AcceptSessionInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  confirmWithin?: number | null | undefined;
  /** Makes a repeated request harmless. */
  idempotencyKey?: string | null | undefined;
  /** The name the customer sees; the agent's first name (or login name) when absent. */
  nickname?: string | null | undefined;
  /** The session offered. */
  sessionId: string;
};

/** Input of `addComment`. */
export type AddCommentInput = {
  /** The comment, 1 to 65536 characters. Whether a second one replaces the first or adds to it is the server's choice. */
  comment: string;
  /** Milliseconds to wait for the proof; 0 does not wait. */
  confirmWithin?: number | null | undefined;
  /** Makes a repeated request harmless. */
  idempotencyKey?: string | null | undefined;
  /** The session. */
  sessionId: string;
};

/** Input of `attachUserData`. */
export type AttachUserDataInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  confirmWithin?: number | null | undefined;
  /** Makes a repeated request harmless. */
  idempotencyKey?: string | null | undefined;
  /** The session. */
  sessionId: string;
  /** The keys to add, 1 to 200. What happens to a key that exists is the server's choice. */
  userData: Array<UserDataInput>;
};

/** An operation the upstream lists as possible now. Absence is no proof of refusal: `removeParticipant` is in no list ever seen. */
export type Capability =
  /** `acceptSession` */
  | 'ACCEPT'
  /** Set the comment */
  | 'ADD_COMMENT'
  /** Add user data */
  | 'ATTACH_USER_DATA'
  /** Mark the interaction done */
  | 'COMPLETE'
  /** `startConsultation` */
  | 'CONSULT'
  /** Delete user data */
  | 'DELETE_USER_DATA'
  /** Invite another agent in sight of the customer */
  | 'INVITE'
  /** Leave the session */
  | 'LEAVE'
  /** Leave and mark done in one step */
  | 'LEAVE_AND_COMPLETE'
  /** `rejectSession` */
  | 'REJECT'
  /** `removeParticipant` */
  | 'REMOVE_PARTICIPANT_FROM_CONFERENCE'
  /** `sendMessage` to everyone */
  | 'SEND_MESSAGE'
  /** Tell everyone that the agent types */
  | 'SEND_START_TYPING_NOTIFICATION'
  /** Tell the agents that the agent types */
  | 'SEND_START_TYPING_TO_AGENTS_NOTIFICATION'
  /** Tell everyone that the agent stopped typing */
  | 'SEND_STOP_TYPING_NOTIFICATION'
  /** Tell the agents that the agent stopped typing */
  | 'SEND_STOP_TYPING_TO_AGENTS_NOTIFICATION'
  /** `sendMessage` with visibility AGENTS */
  | 'SEND_TO_AGENTS'
  /** Send a link */
  | 'SEND_URL'
  /** Store a disposition */
  | 'SET_DISPOSITION'
  /** Tell the server which session the agent looks at (spelt `InFocus` or `SetInFocus`) */
  | 'SET_IN_FOCUS'
  /** Hand the session over */
  | 'TRANSFER'
  /** A name this gateway does not know */
  | 'UNKNOWN'
  /** Overwrite user data */
  | 'UPDATE_USER_DATA';

/** Input of `completeSession`. */
export type CompleteSessionInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  confirmWithin?: number | null | undefined;
  /** Makes a repeated request harmless. */
  idempotencyKey?: string | null | undefined;
  /** Queue to place the interaction in afterwards, by name, 1 to 255 characters. */
  queueName?: string | null | undefined;
  /** The session to complete. */
  sessionId: string;
};

/** Whom to consult: exactly one. */
export type ConsultationTarget =
  {   /** A queue, by id. Needs `InternalConferenceInvite` in the contact centre's InteractionSubtype attribute. */
  queueId: string; userId?: never; }
  |  { queueId?: never;   /** An agent, by user id. */
  userId: string; };

/** Input of `deleteUserData`. */
export type DeleteUserDataInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  confirmWithin?: number | null | undefined;
  /** Makes a repeated request harmless. */
  idempotencyKey?: string | null | undefined;
  /** The keys to delete, 1 to 200. */
  keys: Array<string>;
  /** The session. */
  sessionId: string;
};

/** Input of `leaveSession`. */
export type LeaveSessionInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  confirmWithin?: number | null | undefined;
  /** Makes a repeated request harmless. */
  idempotencyKey?: string | null | undefined;
  /** The session to leave. */
  sessionId: string;
};

/** What a notice says. */
export type NoticeCode =
  /** A custom notice: read `text`. */
  | 'CUSTOM'
  /** `subjectUserId` was removed from the session. */
  | 'PARTICIPANT_REMOVED'
  /** A code this gateway does not know: read `text`. */
  | 'UNKNOWN';

/** How certain the effect of a mutation is. */
export type OperationOutcome =
  /** The upstream answered 0; no proof came within `confirmWithin`. */
  | 'ACCEPTED'
  /** The upstream's own notification (or a re-read) shows the effect. */
  | 'CONFIRMED'
  /** Nothing was changed; see `userErrors`. */
  | 'REFUSED'
  /** The request may or may not have reached the upstream; it was not repeated. */
  | 'UNDETERMINED';

/** What a participant is. */
export type ParticipantRole =
  /** Someone of the contact centre. */
  | 'AGENT'
  /** The person who wrote in. */
  | 'CUSTOMER'
  /** A value this gateway does not know. */
  | 'UNKNOWN';

/** Which participant: exactly one. */
export type ParticipantSelector =
  {   /** By `Participant.id`. */
  id: string; userId?: never; }
  |  { id?: never;   /** By the agent's user id. */
  userId: string; };

/** Input of `rejectSession`. */
export type RejectSessionInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  confirmWithin?: number | null | undefined;
  /** Makes a repeated request harmless. */
  idempotencyKey?: string | null | undefined;
  /** The session offered. */
  sessionId: string;
};

/** Input of `removeParticipant`. */
export type RemoveParticipantInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  confirmWithin?: number | null | undefined;
  /** Makes a repeated request harmless. */
  idempotencyKey?: string | null | undefined;
  /** Whom to remove. */
  participant: ParticipantSelector;
  /** The session to remove from. */
  sessionId: string;
};

/** Input of `sendMessage`. */
export type SendMessageInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  confirmWithin?: number | null | undefined;
  /** Makes a repeated request harmless. */
  idempotencyKey?: string | null | undefined;
  /** The session to write in. */
  sessionId: string;
  /** The words, 1 to 65536 characters. */
  text: string;
  /** ALL writes to everyone, AGENTS to the agents only; UNKNOWN is refused. */
  visibility?: Visibility | null | undefined;
};

/** Where the calling agent stands in a session. */
export type SessionState =
  /** Taking part. */
  | 'CHATTING'
  /** Over for this agent. */
  | 'COMPLETED'
  /** Offered, not yet accepted. */
  | 'INVITED'
  /** No longer taking part, still open for wrap-up. */
  | 'LEFT_CHAT'
  /** The offer was withdrawn. */
  | 'REVOKED'
  /** A value this gateway does not know. */
  | 'UNKNOWN';

/** Input of `setDisposition`. */
export type SetDispositionInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  confirmWithin?: number | null | undefined;
  /** The disposition, 1 to 255 characters. */
  disposition: string;
  /** Makes a repeated request harmless. */
  idempotencyKey?: string | null | undefined;
  /** The user data key to write; the server's own when absent. */
  key?: string | null | undefined;
  /** The session. */
  sessionId: string;
};

/** Input of `setTyping`. */
export type SetTypingInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  confirmWithin?: number | null | undefined;
  /** Makes a repeated request harmless. */
  idempotencyKey?: string | null | undefined;
  /** True: types. False: stopped. */
  isTyping: boolean;
  /** The session typed in. */
  sessionId: string;
  /** ALL shows it to everyone, AGENTS to the agents only; UNKNOWN is refused. */
  visibility?: Visibility | null | undefined;
};

/** Why a snapshot was sent. */
export type SnapshotReason =
  /** The cursor was too old, malformed, of another run of the log, or another agent's. */
  | 'CURSOR_EXPIRED'
  /** The subscriber read too slowly; its backlog was replaced. */
  | 'SLOW_CONSUMER'
  /** The stream begins. */
  | 'SUBSCRIBED'
  /** The upstream may have dropped notifications; the sessions were read again. */
  | 'UPSTREAM_RECONNECTED';

/** Input of `startConsultation`. */
export type StartConsultationInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  confirmWithin?: number | null | undefined;
  /** Makes a repeated request harmless. */
  idempotencyKey?: string | null | undefined;
  /** The session to consult about. */
  sessionId: string;
  /** Whom to consult. */
  target: ConsultationTarget;
};

/** Input of `transferSession`. */
export type TransferSessionInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  confirmWithin?: number | null | undefined;
  /** Makes a repeated request harmless. */
  idempotencyKey?: string | null | undefined;
  /** The session to hand over. */
  sessionId: string;
  /** Whom to. */
  target: TransferTarget;
};

/** Whom to hand a session to: exactly one. */
export type TransferTarget =
  {   /** A queue, by id. */
  queueId: string; userId?: never; }
  |  { queueId?: never;   /** An agent, by user id. */
  userId: string; };

/** Input of `updateUserData`. */
export type UpdateUserDataInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  confirmWithin?: number | null | undefined;
  /** Makes a repeated request harmless. */
  idempotencyKey?: string | null | undefined;
  /** The session. */
  sessionId: string;
  /** The keys to overwrite, 1 to 200. What happens to a key that does not exist is the server's choice. */
  userData: Array<UserDataInput>;
};

/** State of the connection to the upstream's notifications. */
export type UpstreamStatus =
  /** Notifications flow. */
  | 'CONNECTED'
  /** Trouble; trying again. Events may be late; nothing is lost in silence. */
  | 'DEGRADED'
  /** No connection; trying again. */
  | 'DISCONNECTED';

/** One key to write. */
export type UserDataInput = {
  /** The key, 1 to 255 characters. */
  key: string;
  /** A string or a number: other values are undocumented and refused. */
  value: unknown;
};

/** The upstream's documented status codes 1 to 20. */
export type UserErrorCode =
  /** 18: the resource exists already */
  | 'ALREADY_EXISTS'
  /** 16: cannot assign the resource */
  | 'CANNOT_ASSIGN'
  /** 13: cannot create the resource */
  | 'CANNOT_CREATE'
  /** 14: cannot delete the resource */
  | 'CANNOT_DELETE'
  /** 12: cannot retrieve the resource */
  | 'CANNOT_RETRIEVE'
  /** 17: cannot unassign the resource */
  | 'CANNOT_UNASSIGN'
  /** 15: cannot update the resource */
  | 'CANNOT_UPDATE'
  /** 3: operation forbidden */
  | 'FORBIDDEN'
  /** 9: processing incomplete */
  | 'INCOMPLETE'
  /** 4: internal error of the upstream or a server behind it; also plain user errors, so no retry signal */
  | 'INTERNAL_ERROR'
  /** 2: a parameter is not valid in the current state */
  | 'INVALID_PARAMETER'
  /** 19: the resource is in use */
  | 'IN_USE'
  /** 1: a required parameter is missing */
  | 'MISSING_PARAMETER'
  /** 20: not authenticated (as data only in `OperationFailed`; otherwise the error UNAUTHENTICATED) */
  | 'NOT_AUTHENTICATED'
  /** 6: resource not found */
  | 'NOT_FOUND'
  /** 10: value out of range */
  | 'OUT_OF_RANGE'
  /** 7: partial success of a bulk operation */
  | 'PARTIAL_SUCCESS'
  /** 8: a password change is demanded */
  | 'PASSWORD_CHANGE_REQUIRED'
  /** 5: the user lacks permission */
  | 'PERMISSION_DENIED'
  /** 11: attempt to change a read-only property */
  | 'READ_ONLY'
  /** A code this gateway does not know, or none was given */
  | 'UNKNOWN';

/** Who sees something. */
export type Visibility =
  /** Agents only. */
  | 'AGENTS'
  /** Everyone, the customer included. */
  | 'ALL'
  /** A value this gateway does not know, or none was given. */
  | 'UNKNOWN';

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { me: { id: string, userName: string | null, firstName: string | null, lastName: string | null } };

export type RefusalFieldsFragment = { code: UserErrorCode, message: string };

export type AcceptSessionMutationVariables = Exact<{
  input: AcceptSessionInput;
}>;


export type AcceptSessionMutation = { answer: { outcome: OperationOutcome, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type RejectSessionMutationVariables = Exact<{
  input: RejectSessionInput;
}>;


export type RejectSessionMutation = { answer: { outcome: OperationOutcome, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type LeaveSessionMutationVariables = Exact<{
  input: LeaveSessionInput;
}>;


export type LeaveSessionMutation = { answer: { outcome: OperationOutcome, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type CompleteSessionMutationVariables = Exact<{
  input: CompleteSessionInput;
}>;


export type CompleteSessionMutation = { answer: { outcome: OperationOutcome, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type TransferSessionMutationVariables = Exact<{
  input: TransferSessionInput;
}>;


export type TransferSessionMutation = { answer: { outcome: OperationOutcome, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type StartConsultationMutationVariables = Exact<{
  input: StartConsultationInput;
}>;


export type StartConsultationMutation = { answer: { outcome: OperationOutcome, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type RemoveParticipantMutationVariables = Exact<{
  input: RemoveParticipantInput;
}>;


export type RemoveParticipantMutation = { answer: { outcome: OperationOutcome, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type SendMessageMutationVariables = Exact<{
  input: SendMessageInput;
}>;


export type SendMessageMutation = { answer: { outcome: OperationOutcome, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type SetTypingMutationVariables = Exact<{
  input: SetTypingInput;
}>;


export type SetTypingMutation = { answer: { outcome: OperationOutcome, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type SetDispositionMutationVariables = Exact<{
  input: SetDispositionInput;
}>;


export type SetDispositionMutation = { answer: { outcome: OperationOutcome, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type AddCommentMutationVariables = Exact<{
  input: AddCommentInput;
}>;


export type AddCommentMutation = { answer: { outcome: OperationOutcome, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type AttachUserDataMutationVariables = Exact<{
  input: AttachUserDataInput;
}>;


export type AttachUserDataMutation = { answer: { outcome: OperationOutcome, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type UpdateUserDataMutationVariables = Exact<{
  input: UpdateUserDataInput;
}>;


export type UpdateUserDataMutation = { answer: { outcome: OperationOutcome, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type DeleteUserDataMutationVariables = Exact<{
  input: DeleteUserDataInput;
}>;


export type DeleteUserDataMutation = { answer: { outcome: OperationOutcome, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type SessionEventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type SessionEventsSubscription = { sessionEvents:
    | { __typename: 'MessageAdded', sessionId: string, cursor: string, message:
        | { __typename: 'LinkMessage', url: string, id: string, index: number, visibility: Visibility, sentAt: string, sender: { id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean } }
        | { __typename: 'NoticeMessage', text: string, code: NoticeCode, subjectUserId: string | null, id: string, index: number, visibility: Visibility, sentAt: string, sender: { id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean } }
        | { __typename: 'ParticipantJoinedMessage', rejoined: boolean, id: string, index: number, visibility: Visibility, sentAt: string, sender: { id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean } }
        | { __typename: 'ParticipantLeftMessage', id: string, index: number, visibility: Visibility, sentAt: string, sender: { id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean } }
        | { __typename: 'TextMessage', text: string, id: string, index: number, visibility: Visibility, sentAt: string, sender: { id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean } }
        | { __typename: 'UnrecognizedMessage', type: string | null, id: string, index: number, visibility: Visibility, sentAt: string, sender: { id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean } }
       }
    | { __typename: 'OperationFailed', cursor: string, failure: string | null }
    | { __typename: 'ParticipantsChanged', cursor: string, session: { id: string, state: SessionState, capabilities: Array<Capability>, comment: string | null, subject: string | null, receivedAt: string | null, participants: Array<{ id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean }>, userData: Array<{ key: string, value: unknown }>, suggestedQueues: Array<{ id: string }> }, joined: Array<{ id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean }>, left: Array<{ id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean }> }
    | { __typename: 'SessionPropertiesChanged', cursor: string, session: { id: string, state: SessionState, capabilities: Array<Capability>, comment: string | null, subject: string | null, receivedAt: string | null, participants: Array<{ id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean }>, userData: Array<{ key: string, value: unknown }>, suggestedQueues: Array<{ id: string }> } }
    | { __typename: 'SessionStateChanged', state: SessionState, cursor: string, session: { id: string, state: SessionState, capabilities: Array<Capability>, comment: string | null, subject: string | null, receivedAt: string | null, participants: Array<{ id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean }>, userData: Array<{ key: string, value: unknown }>, suggestedQueues: Array<{ id: string }> } }
    | { __typename: 'SessionsSnapshot', mayHaveMissedEvents: boolean, cursor: string, snapshotReason: SnapshotReason, sessions: Array<{ id: string, state: SessionState, capabilities: Array<Capability>, comment: string | null, subject: string | null, receivedAt: string | null, messages: { nodes: Array<
            | { __typename: 'LinkMessage', url: string, id: string, index: number, visibility: Visibility, sentAt: string, sender: { id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean } }
            | { __typename: 'NoticeMessage', text: string, code: NoticeCode, subjectUserId: string | null, id: string, index: number, visibility: Visibility, sentAt: string, sender: { id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean } }
            | { __typename: 'ParticipantJoinedMessage', rejoined: boolean, id: string, index: number, visibility: Visibility, sentAt: string, sender: { id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean } }
            | { __typename: 'ParticipantLeftMessage', id: string, index: number, visibility: Visibility, sentAt: string, sender: { id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean } }
            | { __typename: 'TextMessage', text: string, id: string, index: number, visibility: Visibility, sentAt: string, sender: { id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean } }
            | { __typename: 'UnrecognizedMessage', type: string | null, id: string, index: number, visibility: Visibility, sentAt: string, sender: { id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean } }
          > }, participants: Array<{ id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean }>, userData: Array<{ key: string, value: unknown }>, suggestedQueues: Array<{ id: string }> }> }
    | { __typename: 'StreamEnding', cursor: string }
    | { __typename: 'TypingChanged', sessionId: string, isTyping: boolean, cursor: string, participant: { id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean } }
    | { __typename: 'UnrecognizedNotification', cursor: string }
    | { __typename: 'UpstreamStatusChanged', status: UpstreamStatus, cursor: string, statusReason: string | null }
   };

export type SessionFieldsFragment = { id: string, state: SessionState, capabilities: Array<Capability>, comment: string | null, subject: string | null, receivedAt: string | null, participants: Array<{ id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean }>, userData: Array<{ key: string, value: unknown }>, suggestedQueues: Array<{ id: string }> };

export type ParticipantFieldsFragment = { id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean };

type MessageFields_LinkMessage_Fragment = { __typename: 'LinkMessage', url: string, id: string, index: number, visibility: Visibility, sentAt: string, sender: { id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean } };

type MessageFields_NoticeMessage_Fragment = { __typename: 'NoticeMessage', text: string, code: NoticeCode, subjectUserId: string | null, id: string, index: number, visibility: Visibility, sentAt: string, sender: { id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean } };

type MessageFields_ParticipantJoinedMessage_Fragment = { __typename: 'ParticipantJoinedMessage', rejoined: boolean, id: string, index: number, visibility: Visibility, sentAt: string, sender: { id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean } };

type MessageFields_ParticipantLeftMessage_Fragment = { __typename: 'ParticipantLeftMessage', id: string, index: number, visibility: Visibility, sentAt: string, sender: { id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean } };

type MessageFields_TextMessage_Fragment = { __typename: 'TextMessage', text: string, id: string, index: number, visibility: Visibility, sentAt: string, sender: { id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean } };

type MessageFields_UnrecognizedMessage_Fragment = { __typename: 'UnrecognizedMessage', type: string | null, id: string, index: number, visibility: Visibility, sentAt: string, sender: { id: string, role: ParticipantRole, nickname: string | null, visibility: Visibility, userId: string | null, isMe: boolean } };

export type MessageFieldsFragment =
  | MessageFields_LinkMessage_Fragment
  | MessageFields_NoticeMessage_Fragment
  | MessageFields_ParticipantJoinedMessage_Fragment
  | MessageFields_ParticipantLeftMessage_Fragment
  | MessageFields_TextMessage_Fragment
  | MessageFields_UnrecognizedMessage_Fragment
;

export const RefusalFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<RefusalFieldsFragment, unknown>;
export const ParticipantFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ParticipantFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Participant"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"nickname"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"isMe"}}]}}]} as unknown as DocumentNode<ParticipantFieldsFragment, unknown>;
export const SessionFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"capabilities"}},{"kind":"Field","name":{"kind":"Name","value":"participants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ParticipantFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userData"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"comment"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"suggestedQueues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ParticipantFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Participant"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"nickname"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"isMe"}}]}}]} as unknown as DocumentNode<SessionFieldsFragment, unknown>;
export const MessageFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MessageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Message"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"sender"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ParticipantFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"sentAt"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TextMessage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NoticeMessage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"subjectUserId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ParticipantJoinedMessage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rejoined"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LinkMessage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnrecognizedMessage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ParticipantFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Participant"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"nickname"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"isMe"}}]}}]} as unknown as DocumentNode<MessageFieldsFragment, unknown>;
export const MeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"userName"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"lastName"}}]}}]}}]} as unknown as DocumentNode<MeQuery, MeQueryVariables>;
export const AcceptSessionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AcceptSession"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AcceptSessionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"answer"},"name":{"kind":"Name","value":"acceptSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<AcceptSessionMutation, AcceptSessionMutationVariables>;
export const RejectSessionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RejectSession"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RejectSessionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"answer"},"name":{"kind":"Name","value":"rejectSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<RejectSessionMutation, RejectSessionMutationVariables>;
export const LeaveSessionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"LeaveSession"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LeaveSessionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"answer"},"name":{"kind":"Name","value":"leaveSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<LeaveSessionMutation, LeaveSessionMutationVariables>;
export const CompleteSessionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CompleteSession"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CompleteSessionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"answer"},"name":{"kind":"Name","value":"completeSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<CompleteSessionMutation, CompleteSessionMutationVariables>;
export const TransferSessionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TransferSession"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TransferSessionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"answer"},"name":{"kind":"Name","value":"transferSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<TransferSessionMutation, TransferSessionMutationVariables>;
export const StartConsultationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartConsultation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StartConsultationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"answer"},"name":{"kind":"Name","value":"startConsultation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<StartConsultationMutation, StartConsultationMutationVariables>;
export const RemoveParticipantDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveParticipant"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveParticipantInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"answer"},"name":{"kind":"Name","value":"removeParticipant"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<RemoveParticipantMutation, RemoveParticipantMutationVariables>;
export const SendMessageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SendMessage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SendMessageInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"answer"},"name":{"kind":"Name","value":"sendMessage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<SendMessageMutation, SendMessageMutationVariables>;
export const SetTypingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetTyping"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetTypingInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"answer"},"name":{"kind":"Name","value":"setTyping"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<SetTypingMutation, SetTypingMutationVariables>;
export const SetDispositionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetDisposition"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetDispositionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"answer"},"name":{"kind":"Name","value":"setDisposition"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<SetDispositionMutation, SetDispositionMutationVariables>;
export const AddCommentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddComment"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddCommentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"answer"},"name":{"kind":"Name","value":"addComment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<AddCommentMutation, AddCommentMutationVariables>;
export const AttachUserDataDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AttachUserData"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AttachUserDataInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"answer"},"name":{"kind":"Name","value":"attachUserData"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<AttachUserDataMutation, AttachUserDataMutationVariables>;
export const UpdateUserDataDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateUserData"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateUserDataInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"answer"},"name":{"kind":"Name","value":"updateUserData"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<UpdateUserDataMutation, UpdateUserDataMutationVariables>;
export const DeleteUserDataDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteUserData"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteUserDataInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"answer"},"name":{"kind":"Name","value":"deleteUserData"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RefusalFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RefusalFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UserError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]} as unknown as DocumentNode<DeleteUserDataMutation, DeleteUserDataMutationVariables>;
export const SessionEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"SessionEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Cursor"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sessionEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SessionsSnapshot"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"snapshotReason"},"name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"mayHaveMissedEvents"}},{"kind":"Field","name":{"kind":"Name","value":"sessions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionFields"}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MessageFields"}}]}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SessionStateChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ParticipantsChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"joined"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ParticipantFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"left"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ParticipantFields"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MessageAdded"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sessionId"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MessageFields"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TypingChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sessionId"}},{"kind":"Field","name":{"kind":"Name","value":"participant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ParticipantFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"isTyping"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SessionPropertiesChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SessionFields"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OperationFailed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"failure"},"name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpstreamStatusChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","alias":{"kind":"Name","value":"statusReason"},"name":{"kind":"Name","value":"reason"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ParticipantFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Participant"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"nickname"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"isMe"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SessionFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"capabilities"}},{"kind":"Field","name":{"kind":"Name","value":"participants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ParticipantFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userData"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"comment"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"suggestedQueues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MessageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Message"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"sender"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ParticipantFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"sentAt"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TextMessage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NoticeMessage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"subjectUserId"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ParticipantJoinedMessage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rejoined"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LinkMessage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnrecognizedMessage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}}]}}]}}]} as unknown as DocumentNode<SessionEventsSubscription, SessionEventsSubscriptionVariables>;
/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Input of `addComment`. */
export type AddCommentInput = {
  /** The comment, 1 to 65536 characters. Whether a second one replaces the first or adds to it is the server's choice. */
  readonly comment: string;
  /** Milliseconds to wait for the proof; 0 does not wait. */
  readonly confirmWithin?: number | null | undefined;
  /** Makes a repeated request harmless. */
  readonly idempotencyKey?: string | null | undefined;
  /** The session. */
  readonly sessionId: string | number;
};

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

/** State of the connection to the upstream's notifications. */
export type UpstreamStatus =
  /** Notifications flow. */
  | 'CONNECTED'
  /** Trouble; trying again. Events may be late; nothing is lost in silence. */
  | 'DEGRADED'
  /** No connection; trying again. */
  | 'DISCONNECTED';

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

export type SessionEventsSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type SessionEventsSubscription = { readonly sessionEvents:
    | { readonly __typename: 'MessageAdded', readonly sessionId: string, readonly cursor: string, readonly message:
        | { readonly __typename: 'LinkMessage', readonly id: string, readonly index: number, readonly sender: { readonly id: string, readonly nickname: string | null } }
        | { readonly __typename: 'NoticeMessage', readonly id: string, readonly index: number, readonly sender: { readonly id: string, readonly nickname: string | null } }
        | { readonly __typename: 'ParticipantJoinedMessage', readonly id: string, readonly index: number, readonly sender: { readonly id: string, readonly nickname: string | null } }
        | { readonly __typename: 'ParticipantLeftMessage', readonly id: string, readonly index: number, readonly sender: { readonly id: string, readonly nickname: string | null } }
        | { readonly __typename: 'TextMessage', readonly text: string, readonly id: string, readonly index: number, readonly sender: { readonly id: string, readonly nickname: string | null } }
        | { readonly __typename: 'UnrecognizedMessage', readonly id: string, readonly index: number, readonly sender: { readonly id: string, readonly nickname: string | null } }
       }
    | { readonly __typename: 'OperationFailed', readonly cursor: string }
    | { readonly __typename: 'ParticipantsChanged', readonly cursor: string, readonly session: { readonly id: string, readonly state: SessionState, readonly comment: string | null, readonly participants: ReadonlyArray<{ readonly id: string, readonly nickname: string | null, readonly role: ParticipantRole }> }, readonly left: ReadonlyArray<{ readonly id: string }> }
    | { readonly __typename: 'SessionPropertiesChanged', readonly cursor: string, readonly session: { readonly id: string, readonly state: SessionState, readonly comment: string | null, readonly participants: ReadonlyArray<{ readonly id: string, readonly nickname: string | null, readonly role: ParticipantRole }> } }
    | { readonly __typename: 'SessionStateChanged', readonly cursor: string, readonly session: { readonly id: string, readonly state: SessionState, readonly comment: string | null, readonly participants: ReadonlyArray<{ readonly id: string, readonly nickname: string | null, readonly role: ParticipantRole }> } }
    | { readonly __typename: 'SessionsSnapshot', readonly mayHaveMissedEvents: boolean, readonly cursor: string, readonly sessions: ReadonlyArray<{ readonly id: string, readonly state: SessionState, readonly comment: string | null, readonly participants: ReadonlyArray<{ readonly id: string, readonly nickname: string | null, readonly role: ParticipantRole }> }> }
    | { readonly __typename: 'StreamEnding', readonly cursor: string }
    | { readonly __typename: 'TypingChanged', readonly sessionId: string, readonly isTyping: boolean, readonly cursor: string, readonly participant: { readonly id: string, readonly nickname: string | null } }
    | { readonly __typename: 'UnrecognizedNotification', readonly cursor: string }
    | { readonly __typename: 'UpstreamStatusChanged', readonly status: UpstreamStatus, readonly cursor: string }
   };

export type ListedSessionFragment = { readonly id: string, readonly state: SessionState, readonly comment: string | null, readonly participants: ReadonlyArray<{ readonly id: string, readonly nickname: string | null, readonly role: ParticipantRole }> };

type ListedMessage_LinkMessage_Fragment = { readonly __typename: 'LinkMessage', readonly id: string, readonly index: number, readonly sender: { readonly id: string, readonly nickname: string | null } };

type ListedMessage_NoticeMessage_Fragment = { readonly __typename: 'NoticeMessage', readonly id: string, readonly index: number, readonly sender: { readonly id: string, readonly nickname: string | null } };

type ListedMessage_ParticipantJoinedMessage_Fragment = { readonly __typename: 'ParticipantJoinedMessage', readonly id: string, readonly index: number, readonly sender: { readonly id: string, readonly nickname: string | null } };

type ListedMessage_ParticipantLeftMessage_Fragment = { readonly __typename: 'ParticipantLeftMessage', readonly id: string, readonly index: number, readonly sender: { readonly id: string, readonly nickname: string | null } };

type ListedMessage_TextMessage_Fragment = { readonly __typename: 'TextMessage', readonly text: string, readonly id: string, readonly index: number, readonly sender: { readonly id: string, readonly nickname: string | null } };

type ListedMessage_UnrecognizedMessage_Fragment = { readonly __typename: 'UnrecognizedMessage', readonly id: string, readonly index: number, readonly sender: { readonly id: string, readonly nickname: string | null } };

export type ListedMessageFragment =
  | ListedMessage_LinkMessage_Fragment
  | ListedMessage_NoticeMessage_Fragment
  | ListedMessage_ParticipantJoinedMessage_Fragment
  | ListedMessage_ParticipantLeftMessage_Fragment
  | ListedMessage_TextMessage_Fragment
  | ListedMessage_UnrecognizedMessage_Fragment
;

export type SessionsQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionsQuery = { readonly sessions: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly state: SessionState, readonly comment: string | null, readonly participants: ReadonlyArray<{ readonly id: string, readonly nickname: string | null, readonly role: ParticipantRole }> }> } };

export type AddCommentMutationVariables = Exact<{
  input: AddCommentInput;
}>;


export type AddCommentMutation = { readonly addComment: { readonly outcome: OperationOutcome, readonly session: { readonly id: string, readonly state: SessionState, readonly comment: string | null, readonly participants: ReadonlyArray<{ readonly id: string, readonly nickname: string | null, readonly role: ParticipantRole }> } | null, readonly userErrors: ReadonlyArray<{ readonly code: UserErrorCode, readonly message: string }> } };

export const ListedSessionFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListedSession"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"comment"}},{"kind":"Field","name":{"kind":"Name","value":"participants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nickname"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]}}]} as unknown as DocumentNode<ListedSessionFragment, unknown>;
export const ListedMessageFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListedMessage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Message"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"sender"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nickname"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TextMessage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]} as unknown as DocumentNode<ListedMessageFragment, unknown>;
export const SessionEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"SessionEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Cursor"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sessionEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SessionsSnapshot"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mayHaveMissedEvents"}},{"kind":"Field","name":{"kind":"Name","value":"sessions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedSession"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SessionStateChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedSession"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ParticipantsChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedSession"}}]}},{"kind":"Field","name":{"kind":"Name","value":"left"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SessionPropertiesChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedSession"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MessageAdded"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sessionId"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedMessage"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TypingChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sessionId"}},{"kind":"Field","name":{"kind":"Name","value":"participant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nickname"}}]}},{"kind":"Field","name":{"kind":"Name","value":"isTyping"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpstreamStatusChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListedSession"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"comment"}},{"kind":"Field","name":{"kind":"Name","value":"participants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nickname"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListedMessage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Message"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"sender"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nickname"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TextMessage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]} as unknown as DocumentNode<SessionEventsSubscription, SessionEventsSubscriptionVariables>;
export const SessionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Sessions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sessions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedSession"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListedSession"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"comment"}},{"kind":"Field","name":{"kind":"Name","value":"participants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nickname"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]}}]} as unknown as DocumentNode<SessionsQuery, SessionsQueryVariables>;
export const AddCommentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddComment"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddCommentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addComment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListedSession"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListedSession"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Session"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"comment"}},{"kind":"Field","name":{"kind":"Name","value":"participants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"nickname"}},{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]}}]} as unknown as DocumentNode<AddCommentMutation, AddCommentMutationVariables>;
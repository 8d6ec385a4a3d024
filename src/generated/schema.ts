import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AgentRecord } from '../normalise/answer.ts';
import type { SessionRecord } from '../normalise/session.ts';
import type { ParticipantRecord } from '../normalise/participant.ts';
import type { Context } from '../resolvers/context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /**
   * A position in the calling agent's event log. Opaque: store it, send it back as `after`, never read it.
   * A cursor means nothing to another agent, nor to another run of the log.
   */
  Cursor: { input: string; output: string; }
  /** An instant in RFC 3339, always UTC with milliseconds: `2015-10-21T13:13:19.000Z`. */
  DateTime: { input: string; output: string; }
  /** Any JSON value, passed through as the upstream sent it. */
  JSON: { input: unknown; output: unknown; }
};

/** Input of `acceptSession`. */
export type AcceptSessionInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  readonly confirmWithin?: InputMaybe<Scalars['Int']['input']>;
  /** Makes a repeated request harmless. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The name the customer sees; the agent's first name (or login name) when absent. */
  readonly nickname?: InputMaybe<Scalars['String']['input']>;
  /** The session offered. */
  readonly sessionId: Scalars['ID']['input'];
};

/** Answer of `acceptSession`. */
export type AcceptSessionPayload = {
  readonly __typename: 'AcceptSessionPayload';
  /** How certain the effect is. */
  readonly outcome: OperationOutcome;
  /** The session as of the outcome; null when it is not known. */
  readonly session: Maybe<Session>;
  /** Why it was refused; empty otherwise. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Input of `addComment`. */
export type AddCommentInput = {
  /** The comment, 1 to 65536 characters. Whether a second one replaces the first or adds to it is the server's choice. */
  readonly comment: Scalars['String']['input'];
  /** Milliseconds to wait for the proof; 0 does not wait. */
  readonly confirmWithin?: InputMaybe<Scalars['Int']['input']>;
  /** Makes a repeated request harmless. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The session. */
  readonly sessionId: Scalars['ID']['input'];
};

/** Answer of `addComment`. */
export type AddCommentPayload = {
  readonly __typename: 'AddCommentPayload';
  /** How certain the effect is. */
  readonly outcome: OperationOutcome;
  /** The session as of the outcome; null when it is not known. */
  readonly session: Maybe<Session>;
  /** Why it was refused; empty otherwise. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** The person whose credentials the request carries. */
export type Agent = Node & {
  readonly __typename: 'Agent';
  /** Channels the agent is logged in to; null when the upstream does not tell. */
  readonly channels: Maybe<ReadonlyArray<Channel>>;
  /** Ids of the features enabled for this agent, for example `api-multimedia`; null when the upstream does not tell. Absence of one is no proof that an operation is refused. */
  readonly features: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Given name; null when the upstream omits it. */
  readonly firstName: Maybe<Scalars['String']['output']>;
  /** The user id, 32 hexadecimal digits: the last segment of the upstream's user path. */
  readonly id: Scalars['ID']['output'];
  /** Family name; null when the upstream omits it. */
  readonly lastName: Maybe<Scalars['String']['output']>;
  /** Role names as the upstream spells them, for example `ROLE_AGENT`. */
  readonly roles: ReadonlyArray<Scalars['String']['output']>;
  /** The upstream's back-end servers; null when the upstream does not tell. */
  readonly services: Maybe<ReadonlyArray<Service>>;
  /** Login name; null when the upstream omits it. */
  readonly userName: Maybe<Scalars['String']['output']>;
};

/** Ready for work, or not. */
export type AgentState =
  /** Takes none. */
  | 'NOT_READY'
  /** Takes new work. */
  | 'READY';

/** Input of `attachUserData`. */
export type AttachUserDataInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  readonly confirmWithin?: InputMaybe<Scalars['Int']['input']>;
  /** Makes a repeated request harmless. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The session. */
  readonly sessionId: Scalars['ID']['input'];
  /** The keys to add, 1 to 200. What happens to a key that exists is the server's choice. */
  readonly userData: ReadonlyArray<UserDataInput>;
};

/** Answer of `attachUserData`. */
export type AttachUserDataPayload = {
  readonly __typename: 'AttachUserDataPayload';
  /** How certain the effect is. */
  readonly outcome: OperationOutcome;
  /** The session as of the outcome; null when it is not known. */
  readonly session: Maybe<Session>;
  /** Why it was refused; empty otherwise. */
  readonly userErrors: ReadonlyArray<UserError>;
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

/** A channel the agent is logged in to. */
export type Channel = {
  readonly __typename: 'Channel';
  /** The upstream's name, for example `chat`. */
  readonly name: Scalars['String']['output'];
  /** The agent's state on it as the upstream spells it, for example `Ready`; null when the upstream omits it. */
  readonly state: Maybe<Scalars['String']['output']>;
};

/** What became of one channel. */
export type ChannelResult = {
  readonly __typename: 'ChannelResult';
  /** The upstream's name: one of the same family as asked for, `multimedia` for `chat`. */
  readonly channel: Scalars['String']['output'];
  /** The upstream's words; null when it gave none. */
  readonly message: Maybe<Scalars['String']['output']>;
  /** The upstream's statusCode for it; null when it gave none. */
  readonly upstreamStatusCode: Maybe<Scalars['Int']['output']>;
};

/** Input of `completeSession`. */
export type CompleteSessionInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  readonly confirmWithin?: InputMaybe<Scalars['Int']['input']>;
  /** Makes a repeated request harmless. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Queue to place the interaction in afterwards, by name, 1 to 255 characters. */
  readonly queueName?: InputMaybe<Scalars['String']['input']>;
  /** The session to complete. */
  readonly sessionId: Scalars['ID']['input'];
};

/** Answer of `completeSession`. */
export type CompleteSessionPayload = {
  readonly __typename: 'CompleteSessionPayload';
  /** How certain the effect is. */
  readonly outcome: OperationOutcome;
  /** The session as of the outcome; null when it is not known. */
  readonly session: Maybe<Session>;
  /** Why it was refused; empty otherwise. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Whom to consult: exactly one. */
export type ConsultationTarget =
  /** A queue, by id. Needs `InternalConferenceInvite` in the contact centre's InteractionSubtype attribute. */
  { readonly queueId: Scalars['ID']['input']; readonly userId?: never; }
  |  /** An agent, by user id. */
  { readonly queueId?: never; readonly userId: Scalars['ID']['input']; };

/** Input of `deleteUserData`. */
export type DeleteUserDataInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  readonly confirmWithin?: InputMaybe<Scalars['Int']['input']>;
  /** Makes a repeated request harmless. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The keys to delete, 1 to 200. */
  readonly keys: ReadonlyArray<Scalars['String']['input']>;
  /** The session. */
  readonly sessionId: Scalars['ID']['input'];
};

/** Answer of `deleteUserData`. */
export type DeleteUserDataPayload = {
  readonly __typename: 'DeleteUserDataPayload';
  /** How certain the effect is. */
  readonly outcome: OperationOutcome;
  /** The session as of the outcome; null when it is not known. */
  readonly session: Maybe<Session>;
  /** Why it was refused; empty otherwise. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Who began a conversation. */
export type Direction =
  /** The customer wrote first. */
  | 'INBOUND'
  /** The contact centre wrote first (seen on sister channels only). */
  | 'OUTBOUND'
  /** A value this gateway does not know. */
  | 'UNKNOWN';

/** Input of `endContactCenterSession`. */
export type EndContactCenterSessionInput = {
  /** Makes a repeated request harmless. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of `endContactCenterSession`. */
export type EndContactCenterSessionPayload = {
  readonly __typename: 'EndContactCenterSessionPayload';
  /** How certain the effect is. */
  readonly outcome: OperationOutcome;
  /** Why it was refused, or which channels were; empty otherwise. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Input of `leaveSession`. */
export type LeaveSessionInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  readonly confirmWithin?: InputMaybe<Scalars['Int']['input']>;
  /** Makes a repeated request harmless. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The session to leave. */
  readonly sessionId: Scalars['ID']['input'];
};

/** Answer of `leaveSession`. */
export type LeaveSessionPayload = {
  readonly __typename: 'LeaveSessionPayload';
  /** How certain the effect is. */
  readonly outcome: OperationOutcome;
  /** The session as of the outcome; null when it is not known. */
  readonly session: Maybe<Session>;
  /** Why it was refused; empty otherwise. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A link. */
export type LinkMessage = Message & {
  readonly __typename: 'LinkMessage';
  /** Stable and unique; the same message read twice has the same id. */
  readonly id: Scalars['ID']['output'];
  /** The upstream's running number, neither unique nor contiguous. */
  readonly index: Scalars['Int']['output'];
  /** The author. */
  readonly sender: Participant;
  /** When it was sent. */
  readonly sentAt: Scalars['DateTime']['output'];
  /** The address as upstream sent it, unchecked: treat it as hostile. */
  readonly url: Scalars['String']['output'];
  /** Who sees the message. */
  readonly visibility: Visibility;
};

/** The channel a session belongs to. */
export type MediaType =
  /** Facebook private messages. */
  | 'FACEBOOK';

/** An entry of a session's transcript. */
export type Message = {
  /** Stable and unique; the same message read twice has the same id. */
  readonly id: Scalars['ID']['output'];
  /** The upstream's running number. Neither unique nor contiguous: a notice and the leaving it announces share one. */
  readonly index: Scalars['Int']['output'];
  /** Whom the upstream names as author. On `ParticipantLeftMessage` this may be the agent who stayed. */
  readonly sender: Participant;
  /** When it was sent. */
  readonly sentAt: Scalars['DateTime']['output'];
  /** Who sees the message; the sender's own visibility may differ. */
  readonly visibility: Visibility;
};

/** The transcript grew. */
export type MessageAdded = SessionEvent & {
  readonly __typename: 'MessageAdded';
  /** Send it back as `after` to go on from here. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The new entry. */
  readonly message: Message;
  /** When the gateway took it in. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** The session as of this event; null when only its id is known. */
  readonly session: Maybe<Session>;
  /** Whose transcript. */
  readonly sessionId: Scalars['ID']['output'];
};

/** A page of messages. */
export type MessageConnection = {
  readonly __typename: 'MessageConnection';
  /** The messages of this page with their cursors. */
  readonly edges: ReadonlyArray<MessageEdge>;
  /** The messages of this page. */
  readonly nodes: ReadonlyArray<Message>;
  /** Where this page begins and ends. */
  readonly pageInfo: PageInfo;
};

/** A message in a page. */
export type MessageEdge = {
  readonly __typename: 'MessageEdge';
  /** Send it back as `after` or `before`. */
  readonly cursor: Scalars['String']['output'];
  /** The message. */
  readonly node: Message;
};

/**
 * Each mutation sends one upstream operation, at most once, and can wait for the proof of its effect.
 * `confirmWithin` is how long to wait for that proof, in milliseconds, 0 to 30000; 0 answers as soon as the upstream has.
 * `idempotencyKey` (1 to 255 characters): the same caller, key and input within 10 minutes give the same answer from one
 * upstream call; the same key with another input is BAD_USER_INPUT.
 */
export type Mutation = {
  readonly __typename: 'Mutation';
  /** Takes an offered session (upstream: Accept). Proof: the session is CHATTING. */
  readonly acceptSession: AcceptSessionPayload;
  /** Sets the comment (upstream: AddComment). Proof: the session carries it. */
  readonly addComment: AddCommentPayload;
  /** Adds user data (upstream: AttachUserData). Proof: the session carries it. */
  readonly attachUserData: AttachUserDataPayload;
  /** Marks the interaction done (upstream: Complete). Proof: the session is COMPLETED. */
  readonly completeSession: CompleteSessionPayload;
  /** Deletes user data (upstream: DeleteUserData). Proof: the session lacks the keys. */
  readonly deleteUserData: DeleteUserDataPayload;
  /** Logs the agent out; the upstream ends its HTTP session too, so it comes last (upstream: EndContactCenterSession). Never CONFIRMED: nothing can be read after it. */
  readonly endContactCenterSession: EndContactCenterSessionPayload;
  /** Leaves a session (upstream: Leave). Proof: the session is LEFT_CHAT (alone with the customer) or COMPLETED (others go on). */
  readonly leaveSession: LeaveSessionPayload;
  /** Turns down an offered session (upstream: Reject). Proof: the session is COMPLETED. */
  readonly rejectSession: RejectSessionPayload;
  /**
   * Removes another agent from a consultation (upstream: RemoveParticipantFromConference; allowed to agents the customer sees).
   * Proof: the notice naming the user, or a participants list without the user.
   */
  readonly removeParticipant: RemoveParticipantPayload;
  /** Sends text (upstream: SendMessage, or SendToAgents for visibility AGENTS). Proof: the message appears in the transcript. */
  readonly sendMessage: SendMessagePayload;
  /** Makes the agent ready for work, or not (upstream: Ready, NotReady). Proof: a re-read of the agent shows it. */
  readonly setAgentState: SetAgentStatePayload;
  /** Stores a disposition as user data (upstream: SetDisposition). Proof: the user data holds it. */
  readonly setDisposition: SetDispositionPayload;
  /** Shows or hides that this agent types (upstream: SendStartTypingNotification and its three sisters). Proof: the sign comes back. */
  readonly setTyping: SetTypingPayload;
  /** Brings a second agent into the session, unseen by the customer (upstream: Consult). Proof: the agent is among the participants. */
  readonly startConsultation: StartConsultationPayload;
  /** Logs the agent in to channels (upstream: StartContactCenterSession). Proof: a re-read of the agent shows them. */
  readonly startContactCenterSession: StartContactCenterSessionPayload;
  /** Hands the session to another agent or a queue (upstream: Transfer). Proof: the session is over for this agent. */
  readonly transferSession: TransferSessionPayload;
  /** Overwrites user data (upstream: UpdateUserData). Proof: the session carries it. */
  readonly updateUserData: UpdateUserDataPayload;
};


/**
 * Each mutation sends one upstream operation, at most once, and can wait for the proof of its effect.
 * `confirmWithin` is how long to wait for that proof, in milliseconds, 0 to 30000; 0 answers as soon as the upstream has.
 * `idempotencyKey` (1 to 255 characters): the same caller, key and input within 10 minutes give the same answer from one
 * upstream call; the same key with another input is BAD_USER_INPUT.
 */
export type MutationAcceptSessionArgs = {
  input: AcceptSessionInput;
};


/**
 * Each mutation sends one upstream operation, at most once, and can wait for the proof of its effect.
 * `confirmWithin` is how long to wait for that proof, in milliseconds, 0 to 30000; 0 answers as soon as the upstream has.
 * `idempotencyKey` (1 to 255 characters): the same caller, key and input within 10 minutes give the same answer from one
 * upstream call; the same key with another input is BAD_USER_INPUT.
 */
export type MutationAddCommentArgs = {
  input: AddCommentInput;
};


/**
 * Each mutation sends one upstream operation, at most once, and can wait for the proof of its effect.
 * `confirmWithin` is how long to wait for that proof, in milliseconds, 0 to 30000; 0 answers as soon as the upstream has.
 * `idempotencyKey` (1 to 255 characters): the same caller, key and input within 10 minutes give the same answer from one
 * upstream call; the same key with another input is BAD_USER_INPUT.
 */
export type MutationAttachUserDataArgs = {
  input: AttachUserDataInput;
};


/**
 * Each mutation sends one upstream operation, at most once, and can wait for the proof of its effect.
 * `confirmWithin` is how long to wait for that proof, in milliseconds, 0 to 30000; 0 answers as soon as the upstream has.
 * `idempotencyKey` (1 to 255 characters): the same caller, key and input within 10 minutes give the same answer from one
 * upstream call; the same key with another input is BAD_USER_INPUT.
 */
export type MutationCompleteSessionArgs = {
  input: CompleteSessionInput;
};


/**
 * Each mutation sends one upstream operation, at most once, and can wait for the proof of its effect.
 * `confirmWithin` is how long to wait for that proof, in milliseconds, 0 to 30000; 0 answers as soon as the upstream has.
 * `idempotencyKey` (1 to 255 characters): the same caller, key and input within 10 minutes give the same answer from one
 * upstream call; the same key with another input is BAD_USER_INPUT.
 */
export type MutationDeleteUserDataArgs = {
  input: DeleteUserDataInput;
};


/**
 * Each mutation sends one upstream operation, at most once, and can wait for the proof of its effect.
 * `confirmWithin` is how long to wait for that proof, in milliseconds, 0 to 30000; 0 answers as soon as the upstream has.
 * `idempotencyKey` (1 to 255 characters): the same caller, key and input within 10 minutes give the same answer from one
 * upstream call; the same key with another input is BAD_USER_INPUT.
 */
export type MutationEndContactCenterSessionArgs = {
  input: EndContactCenterSessionInput;
};


/**
 * Each mutation sends one upstream operation, at most once, and can wait for the proof of its effect.
 * `confirmWithin` is how long to wait for that proof, in milliseconds, 0 to 30000; 0 answers as soon as the upstream has.
 * `idempotencyKey` (1 to 255 characters): the same caller, key and input within 10 minutes give the same answer from one
 * upstream call; the same key with another input is BAD_USER_INPUT.
 */
export type MutationLeaveSessionArgs = {
  input: LeaveSessionInput;
};


/**
 * Each mutation sends one upstream operation, at most once, and can wait for the proof of its effect.
 * `confirmWithin` is how long to wait for that proof, in milliseconds, 0 to 30000; 0 answers as soon as the upstream has.
 * `idempotencyKey` (1 to 255 characters): the same caller, key and input within 10 minutes give the same answer from one
 * upstream call; the same key with another input is BAD_USER_INPUT.
 */
export type MutationRejectSessionArgs = {
  input: RejectSessionInput;
};


/**
 * Each mutation sends one upstream operation, at most once, and can wait for the proof of its effect.
 * `confirmWithin` is how long to wait for that proof, in milliseconds, 0 to 30000; 0 answers as soon as the upstream has.
 * `idempotencyKey` (1 to 255 characters): the same caller, key and input within 10 minutes give the same answer from one
 * upstream call; the same key with another input is BAD_USER_INPUT.
 */
export type MutationRemoveParticipantArgs = {
  input: RemoveParticipantInput;
};


/**
 * Each mutation sends one upstream operation, at most once, and can wait for the proof of its effect.
 * `confirmWithin` is how long to wait for that proof, in milliseconds, 0 to 30000; 0 answers as soon as the upstream has.
 * `idempotencyKey` (1 to 255 characters): the same caller, key and input within 10 minutes give the same answer from one
 * upstream call; the same key with another input is BAD_USER_INPUT.
 */
export type MutationSendMessageArgs = {
  input: SendMessageInput;
};


/**
 * Each mutation sends one upstream operation, at most once, and can wait for the proof of its effect.
 * `confirmWithin` is how long to wait for that proof, in milliseconds, 0 to 30000; 0 answers as soon as the upstream has.
 * `idempotencyKey` (1 to 255 characters): the same caller, key and input within 10 minutes give the same answer from one
 * upstream call; the same key with another input is BAD_USER_INPUT.
 */
export type MutationSetAgentStateArgs = {
  input: SetAgentStateInput;
};


/**
 * Each mutation sends one upstream operation, at most once, and can wait for the proof of its effect.
 * `confirmWithin` is how long to wait for that proof, in milliseconds, 0 to 30000; 0 answers as soon as the upstream has.
 * `idempotencyKey` (1 to 255 characters): the same caller, key and input within 10 minutes give the same answer from one
 * upstream call; the same key with another input is BAD_USER_INPUT.
 */
export type MutationSetDispositionArgs = {
  input: SetDispositionInput;
};


/**
 * Each mutation sends one upstream operation, at most once, and can wait for the proof of its effect.
 * `confirmWithin` is how long to wait for that proof, in milliseconds, 0 to 30000; 0 answers as soon as the upstream has.
 * `idempotencyKey` (1 to 255 characters): the same caller, key and input within 10 minutes give the same answer from one
 * upstream call; the same key with another input is BAD_USER_INPUT.
 */
export type MutationSetTypingArgs = {
  input: SetTypingInput;
};


/**
 * Each mutation sends one upstream operation, at most once, and can wait for the proof of its effect.
 * `confirmWithin` is how long to wait for that proof, in milliseconds, 0 to 30000; 0 answers as soon as the upstream has.
 * `idempotencyKey` (1 to 255 characters): the same caller, key and input within 10 minutes give the same answer from one
 * upstream call; the same key with another input is BAD_USER_INPUT.
 */
export type MutationStartConsultationArgs = {
  input: StartConsultationInput;
};


/**
 * Each mutation sends one upstream operation, at most once, and can wait for the proof of its effect.
 * `confirmWithin` is how long to wait for that proof, in milliseconds, 0 to 30000; 0 answers as soon as the upstream has.
 * `idempotencyKey` (1 to 255 characters): the same caller, key and input within 10 minutes give the same answer from one
 * upstream call; the same key with another input is BAD_USER_INPUT.
 */
export type MutationStartContactCenterSessionArgs = {
  input: StartContactCenterSessionInput;
};


/**
 * Each mutation sends one upstream operation, at most once, and can wait for the proof of its effect.
 * `confirmWithin` is how long to wait for that proof, in milliseconds, 0 to 30000; 0 answers as soon as the upstream has.
 * `idempotencyKey` (1 to 255 characters): the same caller, key and input within 10 minutes give the same answer from one
 * upstream call; the same key with another input is BAD_USER_INPUT.
 */
export type MutationTransferSessionArgs = {
  input: TransferSessionInput;
};


/**
 * Each mutation sends one upstream operation, at most once, and can wait for the proof of its effect.
 * `confirmWithin` is how long to wait for that proof, in milliseconds, 0 to 30000; 0 answers as soon as the upstream has.
 * `idempotencyKey` (1 to 255 characters): the same caller, key and input within 10 minutes give the same answer from one
 * upstream call; the same key with another input is BAD_USER_INPUT.
 */
export type MutationUpdateUserDataArgs = {
  input: UpdateUserDataInput;
};

/** Something with an identity that normalised client caches may key on. */
export type Node = {
  /** Stable and unique within its type. */
  readonly id: Scalars['ID']['output'];
};

/** What a notice says. */
export type NoticeCode =
  /** A custom notice: read `text`. */
  | 'CUSTOM'
  /** `subjectUserId` was removed from the session. */
  | 'PARTICIPANT_REMOVED'
  /** A code this gateway does not know: read `text`. */
  | 'UNKNOWN';

/** A machine's remark to agents. */
export type NoticeMessage = Message & {
  readonly __typename: 'NoticeMessage';
  /** What the notice says. */
  readonly code: NoticeCode;
  /** Stable and unique; the same message read twice has the same id. */
  readonly id: Scalars['ID']['output'];
  /** The upstream's running number, neither unique nor contiguous. */
  readonly index: Scalars['Int']['output'];
  /** Who caused the notice. */
  readonly sender: Participant;
  /** When it was sent. */
  readonly sentAt: Scalars['DateTime']['output'];
  /** The user whom the notice is about, where it names one. */
  readonly subjectUserId: Maybe<Scalars['ID']['output']>;
  /** The notice as upstream sent it: a machine code or custom text. */
  readonly text: Scalars['String']['output'];
  /** Who sees the message. */
  readonly visibility: Visibility;
};

/** The upstream says that something asked of it failed. It does not always say what. */
export type OperationFailed = SessionEvent & {
  readonly __typename: 'OperationFailed';
  /** What kind. */
  readonly code: UserErrorCode;
  /** Send it back as `after` to go on from here. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The upstream's words; null when it gave none. */
  readonly message: Maybe<Scalars['String']['output']>;
  /** When the gateway took it in. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** The upstream's number of the request; null when it does not say. */
  readonly referenceId: Maybe<Scalars['Int']['output']>;
  /** Where; null when the upstream does not say. */
  readonly sessionId: Maybe<Scalars['ID']['output']>;
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

/** Where a page begins and ends (Relay cursor connections). */
export type PageInfo = {
  readonly __typename: 'PageInfo';
  /** Cursor of the last edge; null on an empty page. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
  /** More edges follow the last one. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Edges precede the first one. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first edge; null on an empty page. */
  readonly startCursor: Maybe<Scalars['String']['output']>;
};

/**
 * One presence in one session, not a person: the same agent has another `id` in another session.
 * Nicknames are not unique.
 */
export type Participant = {
  readonly __typename: 'Participant';
  /** The participant id of this presence, 16 hexadecimal digits. */
  readonly id: Scalars['ID']['output'];
  /** True for the calling agent's own presence; false when the upstream does not say whose it is. */
  readonly isMe: Scalars['Boolean']['output'];
  /** The name shown; null when the upstream omits it. */
  readonly nickname: Maybe<Scalars['String']['output']>;
  /** Agent or customer. */
  readonly role: ParticipantRole;
  /** The agent's user id; null for customers, and for agents on servers that omit it. */
  readonly userId: Maybe<Scalars['ID']['output']>;
  /** Who sees this participant. */
  readonly visibility: Visibility;
};

/** Someone came. */
export type ParticipantJoinedMessage = Message & {
  readonly __typename: 'ParticipantJoinedMessage';
  /** Stable and unique; the same message read twice has the same id. */
  readonly id: Scalars['ID']['output'];
  /** The upstream's running number, neither unique nor contiguous. */
  readonly index: Scalars['Int']['output'];
  /** True when the upstream calls it a return (`ParticipantRejoined`). */
  readonly rejoined: Scalars['Boolean']['output'];
  /** Who came. */
  readonly sender: Participant;
  /** When it happened. */
  readonly sentAt: Scalars['DateTime']['output'];
  /** Who sees the message. */
  readonly visibility: Visibility;
};

/** Someone went. Who: see `ParticipantsChanged.left`; `sender` may name the agent who stayed. */
export type ParticipantLeftMessage = Message & {
  readonly __typename: 'ParticipantLeftMessage';
  /** Stable and unique; the same message read twice has the same id. */
  readonly id: Scalars['ID']['output'];
  /** The upstream's running number, neither unique nor contiguous. */
  readonly index: Scalars['Int']['output'];
  /** Whom the upstream names; not reliably the one who left. */
  readonly sender: Participant;
  /** When it happened. */
  readonly sentAt: Scalars['DateTime']['output'];
  /** Who sees the message. */
  readonly visibility: Visibility;
};

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
  /** By `Participant.id`. */
  { readonly id: Scalars['ID']['input']; readonly userId?: never; }
  |  /** By the agent's user id. */
  { readonly id?: never; readonly userId: Scalars['ID']['input']; };

/** Someone came or went. */
export type ParticipantsChanged = SessionEvent & {
  readonly __typename: 'ParticipantsChanged';
  /** Send it back as `after` to go on from here. */
  readonly cursor: Scalars['Cursor']['output'];
  /** Who is new. */
  readonly joined: ReadonlyArray<Participant>;
  /** Who is gone, by comparison with those known before. */
  readonly left: ReadonlyArray<Participant>;
  /** When the gateway took it in. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** The session as of this event. */
  readonly session: Session;
};

/** Reads go to the upstream at the time of asking, with the caller's own credentials. */
export type Query = {
  readonly __typename: 'Query';
  /** The calling agent. */
  readonly me: Agent;
  /** The agent or session of this id, for clients that refetch by `Node`. */
  readonly node: Maybe<Node>;
  /** One session of the calling agent; null when the upstream knows none of this id. */
  readonly session: Maybe<Session>;
  /** The calling agent's sessions, oldest first. */
  readonly sessions: SessionConnection;
};


/** Reads go to the upstream at the time of asking, with the caller's own credentials. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** Reads go to the upstream at the time of asking, with the caller's own credentials. */
export type QuerySessionArgs = {
  id: Scalars['ID']['input'];
};


/** Reads go to the upstream at the time of asking, with the caller's own credentials. */
export type QuerySessionsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  states: InputMaybe<ReadonlyArray<SessionState>>;
};

/** A place where interactions wait. */
export type Queue = {
  readonly __typename: 'Queue';
  /** The queue's id: the last segment of its URI. */
  readonly id: Scalars['ID']['output'];
};

/** Input of `rejectSession`. */
export type RejectSessionInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  readonly confirmWithin?: InputMaybe<Scalars['Int']['input']>;
  /** Makes a repeated request harmless. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The session offered. */
  readonly sessionId: Scalars['ID']['input'];
};

/** Answer of `rejectSession`. */
export type RejectSessionPayload = {
  readonly __typename: 'RejectSessionPayload';
  /** How certain the effect is. */
  readonly outcome: OperationOutcome;
  /** The session as of the outcome; null when it is not known. */
  readonly session: Maybe<Session>;
  /** Why it was refused; empty otherwise. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Input of `removeParticipant`. */
export type RemoveParticipantInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  readonly confirmWithin?: InputMaybe<Scalars['Int']['input']>;
  /** Makes a repeated request harmless. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Whom to remove. */
  readonly participant: ParticipantSelector;
  /** The session to remove from. */
  readonly sessionId: Scalars['ID']['input'];
};

/** Answer of `removeParticipant`. */
export type RemoveParticipantPayload = {
  readonly __typename: 'RemoveParticipantPayload';
  /** How certain the effect is. */
  readonly outcome: OperationOutcome;
  /** The participant as they were before the removal; null when the gateway did not know them, or nothing was removed. */
  readonly removed: Maybe<Participant>;
  /** The session as of the outcome; null when it is not known. */
  readonly session: Maybe<Session>;
  /** Why it was refused; empty otherwise. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Input of `sendMessage`. */
export type SendMessageInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  readonly confirmWithin?: InputMaybe<Scalars['Int']['input']>;
  /** Makes a repeated request harmless. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The session to write in. */
  readonly sessionId: Scalars['ID']['input'];
  /** The words, 1 to 65536 characters. */
  readonly text: Scalars['String']['input'];
  /** ALL writes to everyone, AGENTS to the agents only; UNKNOWN is refused. */
  readonly visibility?: InputMaybe<Visibility>;
};

/** Answer of `sendMessage`. */
export type SendMessagePayload = {
  readonly __typename: 'SendMessagePayload';
  /** The message as the transcript has it; null unless CONFIRMED. */
  readonly message: Maybe<Message>;
  /** How certain the effect is. */
  readonly outcome: OperationOutcome;
  /** The session as of the outcome; null when it is not known. */
  readonly session: Maybe<Session>;
  /** Why it was refused; empty otherwise. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A server behind the upstream. */
export type Service = {
  readonly __typename: 'Service';
  /** The upstream's id. */
  readonly id: Scalars['ID']['output'];
  /** Its name; null when the upstream omits it. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** Its state, for example `Active`; null when the upstream omits it. `MultiMediaState` not being Active predicts that multimedia logins fail. */
  readonly state: Maybe<Scalars['String']['output']>;
  /** Its kind, for example `MultiMediaState` (Interaction Server); null when the upstream omits it. */
  readonly type: Maybe<Scalars['String']['output']>;
};

/** One conversation as the calling agent sees it; `state` is this agent's own: two agents may hold different states for one id. */
export type Session = Node & {
  readonly __typename: 'Session';
  /** What this agent may do now, as far as the upstream lists it; the list may be empty on older servers even while chatting. */
  readonly capabilities: ReadonlyArray<Capability>;
  /** The agents' comment; null until one was set. */
  readonly comment: Maybe<Scalars['String']['output']>;
  /** Who began it; null when the upstream does not say. */
  readonly direction: Maybe<Direction>;
  /** The interaction id, for example `0002EaAY01MT0082`. */
  readonly id: Scalars['ID']['output'];
  /** The channel. */
  readonly mediaType: MediaType;
  /** The transcript, oldest first. At most one of `first` and `last`; 50 from the start when both are absent. */
  readonly messages: MessageConnection;
  /** Everyone present now. A removed agent does not find themselves here. */
  readonly participants: ReadonlyArray<Participant>;
  /** When the conversation reached the contact centre; null when the upstream does not say. */
  readonly receivedAt: Maybe<Scalars['DateTime']['output']>;
  /** Where this agent stands in the conversation. */
  readonly state: SessionState;
  /** The subject from the attached data (`Subject`); null when there is none. */
  readonly subject: Maybe<Scalars['String']['output']>;
  /** Queues the server suggests for a transfer. */
  readonly suggestedQueues: ReadonlyArray<Queue>;
  /** Attached data in the upstream's order. Keys are open: any string the contact centre's configuration makes. */
  readonly userData: ReadonlyArray<UserDataEntry>;
};


/** One conversation as the calling agent sees it; `state` is this agent's own: two agents may hold different states for one id. */
export type SessionMessagesArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
};


/** One conversation as the calling agent sees it; `state` is this agent's own: two agents may hold different states for one id. */
export type SessionUserDataArgs = {
  keys: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** A page of sessions. */
export type SessionConnection = {
  readonly __typename: 'SessionConnection';
  /** The sessions of this page with their cursors. */
  readonly edges: ReadonlyArray<SessionEdge>;
  /** The sessions of this page. */
  readonly nodes: ReadonlyArray<Session>;
  /** Where this page begins and ends. */
  readonly pageInfo: PageInfo;
  /** How many sessions match in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A session in a page. */
export type SessionEdge = {
  readonly __typename: 'SessionEdge';
  /** Send it back as `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The session. */
  readonly node: Session;
};

/** Something that happened. One upstream notification gives zero or more events; repeats give none. */
export type SessionEvent = {
  /** Send it back as `after` to go on from here. */
  readonly cursor: Scalars['Cursor']['output'];
  /** When the gateway took it in. */
  readonly receivedAt: Scalars['DateTime']['output'];
};

/** The types of `SessionEvent`, for filtering. */
export type SessionEventType =
  /** `MessageAdded` */
  | 'MESSAGE_ADDED'
  /** `OperationFailed` */
  | 'OPERATION_FAILED'
  /** `ParticipantsChanged` */
  | 'PARTICIPANTS_CHANGED'
  /** `SessionsSnapshot` */
  | 'SESSIONS_SNAPSHOT'
  /** `SessionPropertiesChanged` */
  | 'SESSION_PROPERTIES_CHANGED'
  /** `SessionStateChanged` */
  | 'SESSION_STATE_CHANGED'
  /** `StreamEnding` */
  | 'STREAM_ENDING'
  /** `TypingChanged` */
  | 'TYPING_CHANGED'
  /** `UnrecognizedNotification` */
  | 'UNRECOGNIZED_NOTIFICATION'
  /** `UpstreamStatusChanged` */
  | 'UPSTREAM_STATUS_CHANGED';

/** User data, the comment or capabilities changed. */
export type SessionPropertiesChanged = SessionEvent & {
  readonly __typename: 'SessionPropertiesChanged';
  /** User data keys that are new, have another value or are gone; see `Session.userData`. */
  readonly changedKeys: ReadonlyArray<Scalars['String']['output']>;
  /** The comment is another one. */
  readonly commentChanged: Scalars['Boolean']['output'];
  /** Send it back as `after` to go on from here. */
  readonly cursor: Scalars['Cursor']['output'];
  /** When the gateway took it in. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** The session as of this event. */
  readonly session: Session;
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

/** This agent's state in a session changed, or a session appeared. */
export type SessionStateChanged = SessionEvent & {
  readonly __typename: 'SessionStateChanged';
  /** Send it back as `after` to go on from here. */
  readonly cursor: Scalars['Cursor']['output'];
  /** The state before; null when the session was not known. */
  readonly previousState: Maybe<SessionState>;
  /** When the gateway took it in. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** The session as of this event. */
  readonly session: Session;
  /** The state now. */
  readonly state: SessionState;
};

/** All sessions as they are now: the start of a stream, or what to go on from when events may have been lost. */
export type SessionsSnapshot = SessionEvent & {
  readonly __typename: 'SessionsSnapshot';
  /** Send it back as `after` to go on from here. */
  readonly cursor: Scalars['Cursor']['output'];
  /** True when events between the last one seen and this may be missing. */
  readonly mayHaveMissedEvents: Scalars['Boolean']['output'];
  /** Why a snapshot and not events. */
  readonly reason: SnapshotReason;
  /** When the gateway took it in. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** Every session known, or the one asked for. */
  readonly sessions: ReadonlyArray<Session>;
};

/** Input of `setAgentState`. */
export type SetAgentStateInput = {
  /** Only this channel, by the upstream's name; all when absent. */
  readonly channel?: InputMaybe<Scalars['String']['input']>;
  /** Makes a repeated request harmless. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The state wanted. */
  readonly state: AgentState;
};

/** Answer of `setAgentState`. */
export type SetAgentStatePayload = {
  readonly __typename: 'SetAgentStatePayload';
  /** How certain the effect is. */
  readonly outcome: OperationOutcome;
  /** Why it was refused, or which channels were; empty otherwise. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Input of `setDisposition`. */
export type SetDispositionInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  readonly confirmWithin?: InputMaybe<Scalars['Int']['input']>;
  /** The disposition, 1 to 255 characters. */
  readonly disposition: Scalars['String']['input'];
  /** Makes a repeated request harmless. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The user data key to write; the server's own when absent. */
  readonly key?: InputMaybe<Scalars['String']['input']>;
  /** The session. */
  readonly sessionId: Scalars['ID']['input'];
};

/** Answer of `setDisposition`. */
export type SetDispositionPayload = {
  readonly __typename: 'SetDispositionPayload';
  /** How certain the effect is. */
  readonly outcome: OperationOutcome;
  /** The session as of the outcome; null when it is not known. */
  readonly session: Maybe<Session>;
  /** Why it was refused; empty otherwise. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Input of `setTyping`. */
export type SetTypingInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  readonly confirmWithin?: InputMaybe<Scalars['Int']['input']>;
  /** Makes a repeated request harmless. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** True: types. False: stopped. */
  readonly isTyping: Scalars['Boolean']['input'];
  /** The session typed in. */
  readonly sessionId: Scalars['ID']['input'];
  /** ALL shows it to everyone, AGENTS to the agents only; UNKNOWN is refused. */
  readonly visibility?: InputMaybe<Visibility>;
};

/** Answer of `setTyping`. */
export type SetTypingPayload = {
  readonly __typename: 'SetTypingPayload';
  /** How certain the effect is. */
  readonly outcome: OperationOutcome;
  /** The session as of the outcome; null when it is not known. */
  readonly session: Maybe<Session>;
  /** Why it was refused; empty otherwise. */
  readonly userErrors: ReadonlyArray<UserError>;
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
  readonly confirmWithin?: InputMaybe<Scalars['Int']['input']>;
  /** Makes a repeated request harmless. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The session to consult about. */
  readonly sessionId: Scalars['ID']['input'];
  /** Whom to consult. */
  readonly target: ConsultationTarget;
};

/** Answer of `startConsultation`. */
export type StartConsultationPayload = {
  readonly __typename: 'StartConsultationPayload';
  /** The agent who came; null unless CONFIRMED. */
  readonly consulted: Maybe<Participant>;
  /** How certain the effect is. */
  readonly outcome: OperationOutcome;
  /** The session as of the outcome; null when it is not known. */
  readonly session: Maybe<Session>;
  /** Why it was refused; empty otherwise. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Input of `startContactCenterSession`. */
export type StartContactCenterSessionInput = {
  /** Channels to log in to, by the upstream's names, 1 to 20, for example `chat`. The name for Facebook private messages is not documented. */
  readonly channels: ReadonlyArray<Scalars['String']['input']>;
  /** Makes a repeated request harmless. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The place to work from; the agent's default when absent. */
  readonly place?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of `startContactCenterSession`. */
export type StartContactCenterSessionPayload = {
  readonly __typename: 'StartContactCenterSessionPayload';
  /** Channels that are not; each is among `userErrors` too. */
  readonly failed: ReadonlyArray<ChannelResult>;
  /** How certain the effect is. */
  readonly outcome: OperationOutcome;
  /** Channels that are in. Empty when the upstream named none: on plain success all are. */
  readonly succeeded: ReadonlyArray<ChannelResult>;
  /** Why it was refused, or which channels were; empty otherwise. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Why the gateway ends a stream. */
export type StreamEndReason =
  /** The connection has reached the age at which connections are renewed. */
  | 'LIFETIME'
  /** The gateway shuts down; another may take over at the same address. */
  | 'SHUTTING_DOWN';

/**
 * The last event of a stream that the gateway ends although all is well. Nothing is lost with it: subscribe again with its cursor.
 * It is not in the log; its cursor is that of the event before.
 */
export type StreamEnding = SessionEvent & {
  readonly __typename: 'StreamEnding';
  /** Send it back as `after` to go on from here. */
  readonly cursor: Scalars['Cursor']['output'];
  /** Why. */
  readonly endReason: StreamEndReason;
  /** When the gateway said so. */
  readonly receivedAt: Scalars['DateTime']['output'];
};

/** Live data. */
export type Subscription = {
  readonly __typename: 'Subscription';
  /**
   * Everything that happens in the calling agent's sessions, in order, without gaps: whatever may have been lost is announced
   * by a `SessionsSnapshot`. Without `after` the first event is a snapshot (SUBSCRIBED); with `after` every event since that
   * cursor, once, or a snapshot (CURSOR_EXPIRED) when that is no longer possible.
   */
  readonly sessionEvents: SessionEvent;
};


/** Live data. */
export type SubscriptionSessionEventsArgs = {
  after: InputMaybe<Scalars['Cursor']['input']>;
  sessionId: InputMaybe<Scalars['ID']['input']>;
  types: InputMaybe<ReadonlyArray<SessionEventType>>;
};

/** Words. */
export type TextMessage = Message & {
  readonly __typename: 'TextMessage';
  /** Stable and unique; the same message read twice has the same id. */
  readonly id: Scalars['ID']['output'];
  /** The upstream's running number, neither unique nor contiguous. */
  readonly index: Scalars['Int']['output'];
  /** The author. */
  readonly sender: Participant;
  /** When it was sent. */
  readonly sentAt: Scalars['DateTime']['output'];
  /** The words as upstream sent them. */
  readonly text: Scalars['String']['output'];
  /** Who sees the message. */
  readonly visibility: Visibility;
};

/** Input of `transferSession`. */
export type TransferSessionInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  readonly confirmWithin?: InputMaybe<Scalars['Int']['input']>;
  /** Makes a repeated request harmless. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The session to hand over. */
  readonly sessionId: Scalars['ID']['input'];
  /** Whom to. */
  readonly target: TransferTarget;
};

/** Answer of `transferSession`. */
export type TransferSessionPayload = {
  readonly __typename: 'TransferSessionPayload';
  /** How certain the effect is. */
  readonly outcome: OperationOutcome;
  /** The session as of the outcome; null when it is not known. */
  readonly session: Maybe<Session>;
  /** Why it was refused; empty otherwise. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Whom to hand a session to: exactly one. */
export type TransferTarget =
  /** A queue, by id. */
  { readonly queueId: Scalars['ID']['input']; readonly userId?: never; }
  |  /** An agent, by user id. */
  { readonly queueId?: never; readonly userId: Scalars['ID']['input']; };

/** Someone types, or stopped. */
export type TypingChanged = SessionEvent & {
  readonly __typename: 'TypingChanged';
  /** Send it back as `after` to go on from here. */
  readonly cursor: Scalars['Cursor']['output'];
  /** True: types. False: stopped. */
  readonly isTyping: Scalars['Boolean']['output'];
  /** Who. */
  readonly participant: Participant;
  /** When the gateway took it in. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** Where. */
  readonly sessionId: Scalars['ID']['output'];
};

/** A message of a type this gateway does not know. */
export type UnrecognizedMessage = Message & {
  readonly __typename: 'UnrecognizedMessage';
  /** Stable and unique; the same message read twice has the same id. */
  readonly id: Scalars['ID']['output'];
  /** The upstream's running number, neither unique nor contiguous. */
  readonly index: Scalars['Int']['output'];
  /** The whole message as upstream sent it. */
  readonly payload: Scalars['JSON']['output'];
  /** The author. */
  readonly sender: Participant;
  /** When it was sent. */
  readonly sentAt: Scalars['DateTime']['output'];
  /** The type as upstream spells it; null when it has none. */
  readonly type: Maybe<Scalars['String']['output']>;
  /** Who sees the message. */
  readonly visibility: Visibility;
};

/** A notification this gateway cannot interpret, shown rather than dropped. */
export type UnrecognizedNotification = SessionEvent & {
  readonly __typename: 'UnrecognizedNotification';
  /** Send it back as `after` to go on from here. */
  readonly cursor: Scalars['Cursor']['output'];
  /** `messageType` as the upstream spells it; null when absent. */
  readonly messageType: Maybe<Scalars['String']['output']>;
  /** `notificationType` as the upstream spells it; null when absent. */
  readonly notificationType: Maybe<Scalars['String']['output']>;
  /** The notification's data as the upstream sent it. */
  readonly payload: Scalars['JSON']['output'];
  /** When the gateway took it in. */
  readonly receivedAt: Scalars['DateTime']['output'];
};

/** Input of `updateUserData`. */
export type UpdateUserDataInput = {
  /** Milliseconds to wait for the proof; 0 does not wait. */
  readonly confirmWithin?: InputMaybe<Scalars['Int']['input']>;
  /** Makes a repeated request harmless. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The session. */
  readonly sessionId: Scalars['ID']['input'];
  /** The keys to overwrite, 1 to 200. What happens to a key that does not exist is the server's choice. */
  readonly userData: ReadonlyArray<UserDataInput>;
};

/** Answer of `updateUserData`. */
export type UpdateUserDataPayload = {
  readonly __typename: 'UpdateUserDataPayload';
  /** How certain the effect is. */
  readonly outcome: OperationOutcome;
  /** The session as of the outcome; null when it is not known. */
  readonly session: Maybe<Session>;
  /** Why it was refused; empty otherwise. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** State of the connection to the upstream's notifications. */
export type UpstreamStatus =
  /** Notifications flow. */
  | 'CONNECTED'
  /** Trouble; trying again. Events may be late; nothing is lost in silence. */
  | 'DEGRADED'
  /** No connection; trying again. */
  | 'DISCONNECTED';

/** The connection to the upstream's notifications changed; or it is not well, told right after a snapshot. */
export type UpstreamStatusChanged = SessionEvent & {
  readonly __typename: 'UpstreamStatusChanged';
  /** Send it back as `after` to go on from here. */
  readonly cursor: Scalars['Cursor']['output'];
  /** Why, for people; null when all is well. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** When the gateway took it in. */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** The status now. */
  readonly status: UpstreamStatus;
};

/** One key of the attached data. */
export type UserDataEntry = {
  readonly __typename: 'UserDataEntry';
  /** The key exactly as upstream spells it; it may hold blanks and hyphens. */
  readonly key: Scalars['String']['output'];
  /** A string, a number, null or a nested object, as upstream sent it. */
  readonly value: Maybe<Scalars['JSON']['output']>;
};

/** One key to write. */
export type UserDataInput = {
  /** The key, 1 to 255 characters. */
  readonly key: Scalars['String']['input'];
  /** A string or a number: other values are undocumented and refused. */
  readonly value: Scalars['JSON']['input'];
};

/** A refusal by the upstream's rules, or by a rule checked before sending. */
export type UserError = {
  readonly __typename: 'UserError';
  /** What kind. */
  readonly code: UserErrorCode;
  /** For people; the upstream's own words where it gave any. */
  readonly message: Scalars['String']['output'];
  /** The input field at fault, from `input` down, where one can be named. */
  readonly path: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The upstream's statusCode; null when the gateway itself refused. */
  readonly upstreamStatusCode: Maybe<Scalars['Int']['output']>;
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



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;




/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Message:
    | ( Omit<LinkMessage, 'sender'> & { sender: _RefType['Participant'] } )
    | ( Omit<NoticeMessage, 'sender'> & { sender: _RefType['Participant'] } )
    | ( Omit<ParticipantJoinedMessage, 'sender'> & { sender: _RefType['Participant'] } )
    | ( Omit<ParticipantLeftMessage, 'sender'> & { sender: _RefType['Participant'] } )
    | ( Omit<TextMessage, 'sender'> & { sender: _RefType['Participant'] } )
    | ( Omit<UnrecognizedMessage, 'sender'> & { sender: _RefType['Participant'] } )
  ;
  Node:
    | ( AgentRecord )
    | ( SessionRecord )
  ;
  SessionEvent:
    | ( Omit<MessageAdded, 'message' | 'session'> & { message: _RefType['Message'], session?: Maybe<_RefType['Session']> } )
    | ( OperationFailed )
    | ( Omit<ParticipantsChanged, 'joined' | 'left' | 'session'> & { joined: ReadonlyArray<_RefType['Participant']>, left: ReadonlyArray<_RefType['Participant']>, session: _RefType['Session'] } )
    | ( Omit<SessionPropertiesChanged, 'session'> & { session: _RefType['Session'] } )
    | ( Omit<SessionStateChanged, 'session'> & { session: _RefType['Session'] } )
    | ( Omit<SessionsSnapshot, 'sessions'> & { sessions: ReadonlyArray<_RefType['Session']> } )
    | ( StreamEnding )
    | ( Omit<TypingChanged, 'participant'> & { participant: _RefType['Participant'] } )
    | ( UnrecognizedNotification )
    | ( UpstreamStatusChanged )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcceptSessionInput: AcceptSessionInput;
  AcceptSessionPayload: ResolverTypeWrapper<Omit<AcceptSessionPayload, 'session'> & { session?: Maybe<ResolversTypes['Session']> }>;
  AddCommentInput: AddCommentInput;
  AddCommentPayload: ResolverTypeWrapper<Omit<AddCommentPayload, 'session'> & { session?: Maybe<ResolversTypes['Session']> }>;
  Agent: ResolverTypeWrapper<AgentRecord>;
  AgentState: AgentState;
  AttachUserDataInput: AttachUserDataInput;
  AttachUserDataPayload: ResolverTypeWrapper<Omit<AttachUserDataPayload, 'session'> & { session?: Maybe<ResolversTypes['Session']> }>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Capability: Capability;
  Channel: ResolverTypeWrapper<Channel>;
  ChannelResult: ResolverTypeWrapper<ChannelResult>;
  CompleteSessionInput: CompleteSessionInput;
  CompleteSessionPayload: ResolverTypeWrapper<Omit<CompleteSessionPayload, 'session'> & { session?: Maybe<ResolversTypes['Session']> }>;
  ConsultationTarget: ConsultationTarget;
  Cursor: ResolverTypeWrapper<Scalars['Cursor']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteUserDataInput: DeleteUserDataInput;
  DeleteUserDataPayload: ResolverTypeWrapper<Omit<DeleteUserDataPayload, 'session'> & { session?: Maybe<ResolversTypes['Session']> }>;
  Direction: Direction;
  EndContactCenterSessionInput: EndContactCenterSessionInput;
  EndContactCenterSessionPayload: ResolverTypeWrapper<EndContactCenterSessionPayload>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  LeaveSessionInput: LeaveSessionInput;
  LeaveSessionPayload: ResolverTypeWrapper<Omit<LeaveSessionPayload, 'session'> & { session?: Maybe<ResolversTypes['Session']> }>;
  LinkMessage: ResolverTypeWrapper<Omit<LinkMessage, 'sender'> & { sender: ResolversTypes['Participant'] }>;
  MediaType: MediaType;
  Message: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Message']>;
  MessageAdded: ResolverTypeWrapper<Omit<MessageAdded, 'message' | 'session'> & { message: ResolversTypes['Message'], session?: Maybe<ResolversTypes['Session']> }>;
  MessageConnection: ResolverTypeWrapper<Omit<MessageConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['MessageEdge']>, nodes: ReadonlyArray<ResolversTypes['Message']> }>;
  MessageEdge: ResolverTypeWrapper<Omit<MessageEdge, 'node'> & { node: ResolversTypes['Message'] }>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  NoticeCode: NoticeCode;
  NoticeMessage: ResolverTypeWrapper<Omit<NoticeMessage, 'sender'> & { sender: ResolversTypes['Participant'] }>;
  OperationFailed: ResolverTypeWrapper<OperationFailed>;
  OperationOutcome: OperationOutcome;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Participant: ResolverTypeWrapper<ParticipantRecord>;
  ParticipantJoinedMessage: ResolverTypeWrapper<Omit<ParticipantJoinedMessage, 'sender'> & { sender: ResolversTypes['Participant'] }>;
  ParticipantLeftMessage: ResolverTypeWrapper<Omit<ParticipantLeftMessage, 'sender'> & { sender: ResolversTypes['Participant'] }>;
  ParticipantRole: ParticipantRole;
  ParticipantSelector: ParticipantSelector;
  ParticipantsChanged: ResolverTypeWrapper<Omit<ParticipantsChanged, 'joined' | 'left' | 'session'> & { joined: ReadonlyArray<ResolversTypes['Participant']>, left: ReadonlyArray<ResolversTypes['Participant']>, session: ResolversTypes['Session'] }>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Queue: ResolverTypeWrapper<Queue>;
  RejectSessionInput: RejectSessionInput;
  RejectSessionPayload: ResolverTypeWrapper<Omit<RejectSessionPayload, 'session'> & { session?: Maybe<ResolversTypes['Session']> }>;
  RemoveParticipantInput: RemoveParticipantInput;
  RemoveParticipantPayload: ResolverTypeWrapper<Omit<RemoveParticipantPayload, 'removed' | 'session'> & { removed?: Maybe<ResolversTypes['Participant']>, session?: Maybe<ResolversTypes['Session']> }>;
  SendMessageInput: SendMessageInput;
  SendMessagePayload: ResolverTypeWrapper<Omit<SendMessagePayload, 'message' | 'session'> & { message?: Maybe<ResolversTypes['Message']>, session?: Maybe<ResolversTypes['Session']> }>;
  Service: ResolverTypeWrapper<Service>;
  Session: ResolverTypeWrapper<SessionRecord>;
  SessionConnection: ResolverTypeWrapper<Omit<SessionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['SessionEdge']>, nodes: ReadonlyArray<ResolversTypes['Session']> }>;
  SessionEdge: ResolverTypeWrapper<Omit<SessionEdge, 'node'> & { node: ResolversTypes['Session'] }>;
  SessionEvent: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['SessionEvent']>;
  SessionEventType: SessionEventType;
  SessionPropertiesChanged: ResolverTypeWrapper<Omit<SessionPropertiesChanged, 'session'> & { session: ResolversTypes['Session'] }>;
  SessionState: SessionState;
  SessionStateChanged: ResolverTypeWrapper<Omit<SessionStateChanged, 'session'> & { session: ResolversTypes['Session'] }>;
  SessionsSnapshot: ResolverTypeWrapper<Omit<SessionsSnapshot, 'sessions'> & { sessions: ReadonlyArray<ResolversTypes['Session']> }>;
  SetAgentStateInput: SetAgentStateInput;
  SetAgentStatePayload: ResolverTypeWrapper<SetAgentStatePayload>;
  SetDispositionInput: SetDispositionInput;
  SetDispositionPayload: ResolverTypeWrapper<Omit<SetDispositionPayload, 'session'> & { session?: Maybe<ResolversTypes['Session']> }>;
  SetTypingInput: SetTypingInput;
  SetTypingPayload: ResolverTypeWrapper<Omit<SetTypingPayload, 'session'> & { session?: Maybe<ResolversTypes['Session']> }>;
  SnapshotReason: SnapshotReason;
  StartConsultationInput: StartConsultationInput;
  StartConsultationPayload: ResolverTypeWrapper<Omit<StartConsultationPayload, 'consulted' | 'session'> & { consulted?: Maybe<ResolversTypes['Participant']>, session?: Maybe<ResolversTypes['Session']> }>;
  StartContactCenterSessionInput: StartContactCenterSessionInput;
  StartContactCenterSessionPayload: ResolverTypeWrapper<StartContactCenterSessionPayload>;
  StreamEndReason: StreamEndReason;
  StreamEnding: ResolverTypeWrapper<StreamEnding>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TextMessage: ResolverTypeWrapper<Omit<TextMessage, 'sender'> & { sender: ResolversTypes['Participant'] }>;
  TransferSessionInput: TransferSessionInput;
  TransferSessionPayload: ResolverTypeWrapper<Omit<TransferSessionPayload, 'session'> & { session?: Maybe<ResolversTypes['Session']> }>;
  TransferTarget: TransferTarget;
  TypingChanged: ResolverTypeWrapper<Omit<TypingChanged, 'participant'> & { participant: ResolversTypes['Participant'] }>;
  UnrecognizedMessage: ResolverTypeWrapper<Omit<UnrecognizedMessage, 'sender'> & { sender: ResolversTypes['Participant'] }>;
  UnrecognizedNotification: ResolverTypeWrapper<UnrecognizedNotification>;
  UpdateUserDataInput: UpdateUserDataInput;
  UpdateUserDataPayload: ResolverTypeWrapper<Omit<UpdateUserDataPayload, 'session'> & { session?: Maybe<ResolversTypes['Session']> }>;
  UpstreamStatus: UpstreamStatus;
  UpstreamStatusChanged: ResolverTypeWrapper<UpstreamStatusChanged>;
  UserDataEntry: ResolverTypeWrapper<UserDataEntry>;
  UserDataInput: UserDataInput;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  Visibility: Visibility;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcceptSessionInput: AcceptSessionInput;
  AcceptSessionPayload: Omit<AcceptSessionPayload, 'session'> & { session?: Maybe<ResolversParentTypes['Session']> };
  AddCommentInput: AddCommentInput;
  AddCommentPayload: Omit<AddCommentPayload, 'session'> & { session?: Maybe<ResolversParentTypes['Session']> };
  Agent: AgentRecord;
  AttachUserDataInput: AttachUserDataInput;
  AttachUserDataPayload: Omit<AttachUserDataPayload, 'session'> & { session?: Maybe<ResolversParentTypes['Session']> };
  Boolean: Scalars['Boolean']['output'];
  Channel: Channel;
  ChannelResult: ChannelResult;
  CompleteSessionInput: CompleteSessionInput;
  CompleteSessionPayload: Omit<CompleteSessionPayload, 'session'> & { session?: Maybe<ResolversParentTypes['Session']> };
  ConsultationTarget: ConsultationTarget;
  Cursor: Scalars['Cursor']['output'];
  DateTime: Scalars['DateTime']['output'];
  DeleteUserDataInput: DeleteUserDataInput;
  DeleteUserDataPayload: Omit<DeleteUserDataPayload, 'session'> & { session?: Maybe<ResolversParentTypes['Session']> };
  EndContactCenterSessionInput: EndContactCenterSessionInput;
  EndContactCenterSessionPayload: EndContactCenterSessionPayload;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  JSON: Scalars['JSON']['output'];
  LeaveSessionInput: LeaveSessionInput;
  LeaveSessionPayload: Omit<LeaveSessionPayload, 'session'> & { session?: Maybe<ResolversParentTypes['Session']> };
  LinkMessage: Omit<LinkMessage, 'sender'> & { sender: ResolversParentTypes['Participant'] };
  Message: ResolversInterfaceTypes<ResolversParentTypes>['Message'];
  MessageAdded: Omit<MessageAdded, 'message' | 'session'> & { message: ResolversParentTypes['Message'], session?: Maybe<ResolversParentTypes['Session']> };
  MessageConnection: Omit<MessageConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['MessageEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Message']> };
  MessageEdge: Omit<MessageEdge, 'node'> & { node: ResolversParentTypes['Message'] };
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  NoticeMessage: Omit<NoticeMessage, 'sender'> & { sender: ResolversParentTypes['Participant'] };
  OperationFailed: OperationFailed;
  PageInfo: PageInfo;
  Participant: ParticipantRecord;
  ParticipantJoinedMessage: Omit<ParticipantJoinedMessage, 'sender'> & { sender: ResolversParentTypes['Participant'] };
  ParticipantLeftMessage: Omit<ParticipantLeftMessage, 'sender'> & { sender: ResolversParentTypes['Participant'] };
  ParticipantSelector: ParticipantSelector;
  ParticipantsChanged: Omit<ParticipantsChanged, 'joined' | 'left' | 'session'> & { joined: ReadonlyArray<ResolversParentTypes['Participant']>, left: ReadonlyArray<ResolversParentTypes['Participant']>, session: ResolversParentTypes['Session'] };
  Query: Record<PropertyKey, never>;
  Queue: Queue;
  RejectSessionInput: RejectSessionInput;
  RejectSessionPayload: Omit<RejectSessionPayload, 'session'> & { session?: Maybe<ResolversParentTypes['Session']> };
  RemoveParticipantInput: RemoveParticipantInput;
  RemoveParticipantPayload: Omit<RemoveParticipantPayload, 'removed' | 'session'> & { removed?: Maybe<ResolversParentTypes['Participant']>, session?: Maybe<ResolversParentTypes['Session']> };
  SendMessageInput: SendMessageInput;
  SendMessagePayload: Omit<SendMessagePayload, 'message' | 'session'> & { message?: Maybe<ResolversParentTypes['Message']>, session?: Maybe<ResolversParentTypes['Session']> };
  Service: Service;
  Session: SessionRecord;
  SessionConnection: Omit<SessionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['SessionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Session']> };
  SessionEdge: Omit<SessionEdge, 'node'> & { node: ResolversParentTypes['Session'] };
  SessionEvent: ResolversInterfaceTypes<ResolversParentTypes>['SessionEvent'];
  SessionPropertiesChanged: Omit<SessionPropertiesChanged, 'session'> & { session: ResolversParentTypes['Session'] };
  SessionStateChanged: Omit<SessionStateChanged, 'session'> & { session: ResolversParentTypes['Session'] };
  SessionsSnapshot: Omit<SessionsSnapshot, 'sessions'> & { sessions: ReadonlyArray<ResolversParentTypes['Session']> };
  SetAgentStateInput: SetAgentStateInput;
  SetAgentStatePayload: SetAgentStatePayload;
  SetDispositionInput: SetDispositionInput;
  SetDispositionPayload: Omit<SetDispositionPayload, 'session'> & { session?: Maybe<ResolversParentTypes['Session']> };
  SetTypingInput: SetTypingInput;
  SetTypingPayload: Omit<SetTypingPayload, 'session'> & { session?: Maybe<ResolversParentTypes['Session']> };
  StartConsultationInput: StartConsultationInput;
  StartConsultationPayload: Omit<StartConsultationPayload, 'consulted' | 'session'> & { consulted?: Maybe<ResolversParentTypes['Participant']>, session?: Maybe<ResolversParentTypes['Session']> };
  StartContactCenterSessionInput: StartContactCenterSessionInput;
  StartContactCenterSessionPayload: StartContactCenterSessionPayload;
  StreamEnding: StreamEnding;
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  TextMessage: Omit<TextMessage, 'sender'> & { sender: ResolversParentTypes['Participant'] };
  TransferSessionInput: TransferSessionInput;
  TransferSessionPayload: Omit<TransferSessionPayload, 'session'> & { session?: Maybe<ResolversParentTypes['Session']> };
  TransferTarget: TransferTarget;
  TypingChanged: Omit<TypingChanged, 'participant'> & { participant: ResolversParentTypes['Participant'] };
  UnrecognizedMessage: Omit<UnrecognizedMessage, 'sender'> & { sender: ResolversParentTypes['Participant'] };
  UnrecognizedNotification: UnrecognizedNotification;
  UpdateUserDataInput: UpdateUserDataInput;
  UpdateUserDataPayload: Omit<UpdateUserDataPayload, 'session'> & { session?: Maybe<ResolversParentTypes['Session']> };
  UpstreamStatusChanged: UpstreamStatusChanged;
  UserDataEntry: UserDataEntry;
  UserDataInput: UserDataInput;
  UserError: UserError;
};

export type AcceptSessionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcceptSessionPayload'] = ResolversParentTypes['AcceptSessionPayload']> = {
  outcome?: Resolver<ResolversTypes['OperationOutcome'], ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AddCommentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddCommentPayload'] = ResolversParentTypes['AddCommentPayload']> = {
  outcome?: Resolver<ResolversTypes['OperationOutcome'], ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AgentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Agent'] = ResolversParentTypes['Agent']> = {
  channels?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Channel']>>, ParentType, ContextType>;
  features?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  firstName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  services?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Service']>>, ParentType, ContextType>;
  userName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AttachUserDataPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AttachUserDataPayload'] = ResolversParentTypes['AttachUserDataPayload']> = {
  outcome?: Resolver<ResolversTypes['OperationOutcome'], ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ChannelResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Channel'] = ResolversParentTypes['Channel']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ChannelResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChannelResult'] = ResolversParentTypes['ChannelResult']> = {
  channel?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  upstreamStatusCode?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type CompleteSessionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CompleteSessionPayload'] = ResolversParentTypes['CompleteSessionPayload']> = {
  outcome?: Resolver<ResolversTypes['OperationOutcome'], ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface CursorScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Cursor'], any> {
  name: 'Cursor';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteUserDataPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteUserDataPayload'] = ResolversParentTypes['DeleteUserDataPayload']> = {
  outcome?: Resolver<ResolversTypes['OperationOutcome'], ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type EndContactCenterSessionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EndContactCenterSessionPayload'] = ResolversParentTypes['EndContactCenterSessionPayload']> = {
  outcome?: Resolver<ResolversTypes['OperationOutcome'], ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type LeaveSessionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LeaveSessionPayload'] = ResolversParentTypes['LeaveSessionPayload']> = {
  outcome?: Resolver<ResolversTypes['OperationOutcome'], ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type LinkMessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LinkMessage'] = ResolversParentTypes['LinkMessage']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sender?: Resolver<ResolversTypes['Participant'], ParentType, ContextType>;
  sentAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  visibility?: Resolver<ResolversTypes['Visibility'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Message'] = ResolversParentTypes['Message']> = {
  __resolveType?: TypeResolveFn<'LinkMessage' | 'NoticeMessage' | 'ParticipantJoinedMessage' | 'ParticipantLeftMessage' | 'TextMessage' | 'UnrecognizedMessage', ParentType, ContextType>;
};

export type MessageAddedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageAdded'] = ResolversParentTypes['MessageAdded']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['Message'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  sessionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MessageConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageConnection'] = ResolversParentTypes['MessageConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['MessageEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Message']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type MessageEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MessageEdge'] = ResolversParentTypes['MessageEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Message'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acceptSession?: Resolver<ResolversTypes['AcceptSessionPayload'], ParentType, ContextType, RequireFields<MutationAcceptSessionArgs, 'input'>>;
  addComment?: Resolver<ResolversTypes['AddCommentPayload'], ParentType, ContextType, RequireFields<MutationAddCommentArgs, 'input'>>;
  attachUserData?: Resolver<ResolversTypes['AttachUserDataPayload'], ParentType, ContextType, RequireFields<MutationAttachUserDataArgs, 'input'>>;
  completeSession?: Resolver<ResolversTypes['CompleteSessionPayload'], ParentType, ContextType, RequireFields<MutationCompleteSessionArgs, 'input'>>;
  deleteUserData?: Resolver<ResolversTypes['DeleteUserDataPayload'], ParentType, ContextType, RequireFields<MutationDeleteUserDataArgs, 'input'>>;
  endContactCenterSession?: Resolver<ResolversTypes['EndContactCenterSessionPayload'], ParentType, ContextType, RequireFields<MutationEndContactCenterSessionArgs, 'input'>>;
  leaveSession?: Resolver<ResolversTypes['LeaveSessionPayload'], ParentType, ContextType, RequireFields<MutationLeaveSessionArgs, 'input'>>;
  rejectSession?: Resolver<ResolversTypes['RejectSessionPayload'], ParentType, ContextType, RequireFields<MutationRejectSessionArgs, 'input'>>;
  removeParticipant?: Resolver<ResolversTypes['RemoveParticipantPayload'], ParentType, ContextType, RequireFields<MutationRemoveParticipantArgs, 'input'>>;
  sendMessage?: Resolver<ResolversTypes['SendMessagePayload'], ParentType, ContextType, RequireFields<MutationSendMessageArgs, 'input'>>;
  setAgentState?: Resolver<ResolversTypes['SetAgentStatePayload'], ParentType, ContextType, RequireFields<MutationSetAgentStateArgs, 'input'>>;
  setDisposition?: Resolver<ResolversTypes['SetDispositionPayload'], ParentType, ContextType, RequireFields<MutationSetDispositionArgs, 'input'>>;
  setTyping?: Resolver<ResolversTypes['SetTypingPayload'], ParentType, ContextType, RequireFields<MutationSetTypingArgs, 'input'>>;
  startConsultation?: Resolver<ResolversTypes['StartConsultationPayload'], ParentType, ContextType, RequireFields<MutationStartConsultationArgs, 'input'>>;
  startContactCenterSession?: Resolver<ResolversTypes['StartContactCenterSessionPayload'], ParentType, ContextType, RequireFields<MutationStartContactCenterSessionArgs, 'input'>>;
  transferSession?: Resolver<ResolversTypes['TransferSessionPayload'], ParentType, ContextType, RequireFields<MutationTransferSessionArgs, 'input'>>;
  updateUserData?: Resolver<ResolversTypes['UpdateUserDataPayload'], ParentType, ContextType, RequireFields<MutationUpdateUserDataArgs, 'input'>>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType?: TypeResolveFn<'Agent' | 'Session', ParentType, ContextType>;
};

export type NoticeMessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NoticeMessage'] = ResolversParentTypes['NoticeMessage']> = {
  code?: Resolver<ResolversTypes['NoticeCode'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sender?: Resolver<ResolversTypes['Participant'], ParentType, ContextType>;
  sentAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  subjectUserId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  visibility?: Resolver<ResolversTypes['Visibility'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OperationFailedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OperationFailed'] = ResolversParentTypes['OperationFailed']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  referenceId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  sessionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ParticipantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Participant'] = ResolversParentTypes['Participant']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isMe?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nickname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['ParticipantRole'], ParentType, ContextType>;
  userId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  visibility?: Resolver<ResolversTypes['Visibility'], ParentType, ContextType>;
};

export type ParticipantJoinedMessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ParticipantJoinedMessage'] = ResolversParentTypes['ParticipantJoinedMessage']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rejoined?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sender?: Resolver<ResolversTypes['Participant'], ParentType, ContextType>;
  sentAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  visibility?: Resolver<ResolversTypes['Visibility'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ParticipantLeftMessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ParticipantLeftMessage'] = ResolversParentTypes['ParticipantLeftMessage']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sender?: Resolver<ResolversTypes['Participant'], ParentType, ContextType>;
  sentAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  visibility?: Resolver<ResolversTypes['Visibility'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ParticipantsChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ParticipantsChanged'] = ResolversParentTypes['ParticipantsChanged']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  joined?: Resolver<ReadonlyArray<ResolversTypes['Participant']>, ParentType, ContextType>;
  left?: Resolver<ReadonlyArray<ResolversTypes['Participant']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  session?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  me?: Resolver<ResolversTypes['Agent'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType, RequireFields<QuerySessionArgs, 'id'>>;
  sessions?: Resolver<ResolversTypes['SessionConnection'], ParentType, ContextType, RequireFields<QuerySessionsArgs, 'first'>>;
};

export type QueueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Queue'] = ResolversParentTypes['Queue']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type RejectSessionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RejectSessionPayload'] = ResolversParentTypes['RejectSessionPayload']> = {
  outcome?: Resolver<ResolversTypes['OperationOutcome'], ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RemoveParticipantPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveParticipantPayload'] = ResolversParentTypes['RemoveParticipantPayload']> = {
  outcome?: Resolver<ResolversTypes['OperationOutcome'], ParentType, ContextType>;
  removed?: Resolver<Maybe<ResolversTypes['Participant']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SendMessagePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SendMessagePayload'] = ResolversParentTypes['SendMessagePayload']> = {
  message?: Resolver<Maybe<ResolversTypes['Message']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['OperationOutcome'], ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ServiceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Service'] = ResolversParentTypes['Service']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session']> = {
  capabilities?: Resolver<ReadonlyArray<ResolversTypes['Capability']>, ParentType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  direction?: Resolver<Maybe<ResolversTypes['Direction']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mediaType?: Resolver<ResolversTypes['MediaType'], ParentType, ContextType>;
  messages?: Resolver<ResolversTypes['MessageConnection'], ParentType, ContextType, Partial<SessionMessagesArgs>>;
  participants?: Resolver<ReadonlyArray<ResolversTypes['Participant']>, ParentType, ContextType>;
  receivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SessionState'], ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  suggestedQueues?: Resolver<ReadonlyArray<ResolversTypes['Queue']>, ParentType, ContextType>;
  userData?: Resolver<ReadonlyArray<ResolversTypes['UserDataEntry']>, ParentType, ContextType, Partial<SessionUserDataArgs>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SessionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionConnection'] = ResolversParentTypes['SessionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SessionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Session']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SessionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionEdge'] = ResolversParentTypes['SessionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
};

export type SessionEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionEvent'] = ResolversParentTypes['SessionEvent']> = {
  __resolveType?: TypeResolveFn<'MessageAdded' | 'OperationFailed' | 'ParticipantsChanged' | 'SessionPropertiesChanged' | 'SessionStateChanged' | 'SessionsSnapshot' | 'StreamEnding' | 'TypingChanged' | 'UnrecognizedNotification' | 'UpstreamStatusChanged', ParentType, ContextType>;
};

export type SessionPropertiesChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionPropertiesChanged'] = ResolversParentTypes['SessionPropertiesChanged']> = {
  changedKeys?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  commentChanged?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  session?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SessionStateChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionStateChanged'] = ResolversParentTypes['SessionStateChanged']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  previousState?: Resolver<Maybe<ResolversTypes['SessionState']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  session?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SessionState'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SessionsSnapshotResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionsSnapshot'] = ResolversParentTypes['SessionsSnapshot']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  mayHaveMissedEvents?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['SnapshotReason'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  sessions?: Resolver<ReadonlyArray<ResolversTypes['Session']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SetAgentStatePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetAgentStatePayload'] = ResolversParentTypes['SetAgentStatePayload']> = {
  outcome?: Resolver<ResolversTypes['OperationOutcome'], ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SetDispositionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetDispositionPayload'] = ResolversParentTypes['SetDispositionPayload']> = {
  outcome?: Resolver<ResolversTypes['OperationOutcome'], ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SetTypingPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetTypingPayload'] = ResolversParentTypes['SetTypingPayload']> = {
  outcome?: Resolver<ResolversTypes['OperationOutcome'], ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StartConsultationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartConsultationPayload'] = ResolversParentTypes['StartConsultationPayload']> = {
  consulted?: Resolver<Maybe<ResolversTypes['Participant']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['OperationOutcome'], ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StartContactCenterSessionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartContactCenterSessionPayload'] = ResolversParentTypes['StartContactCenterSessionPayload']> = {
  failed?: Resolver<ReadonlyArray<ResolversTypes['ChannelResult']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['OperationOutcome'], ParentType, ContextType>;
  succeeded?: Resolver<ReadonlyArray<ResolversTypes['ChannelResult']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StreamEndingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StreamEnding'] = ResolversParentTypes['StreamEnding']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  endReason?: Resolver<ResolversTypes['StreamEndReason'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  sessionEvents?: SubscriptionResolver<ResolversTypes['SessionEvent'], "sessionEvents", ParentType, ContextType, Partial<SubscriptionSessionEventsArgs>>;
};

export type TextMessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TextMessage'] = ResolversParentTypes['TextMessage']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sender?: Resolver<ResolversTypes['Participant'], ParentType, ContextType>;
  sentAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  visibility?: Resolver<ResolversTypes['Visibility'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TransferSessionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TransferSessionPayload'] = ResolversParentTypes['TransferSessionPayload']> = {
  outcome?: Resolver<ResolversTypes['OperationOutcome'], ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type TypingChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TypingChanged'] = ResolversParentTypes['TypingChanged']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  isTyping?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  participant?: Resolver<ResolversTypes['Participant'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  sessionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UnrecognizedMessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnrecognizedMessage'] = ResolversParentTypes['UnrecognizedMessage']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  payload?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  sender?: Resolver<ResolversTypes['Participant'], ParentType, ContextType>;
  sentAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  visibility?: Resolver<ResolversTypes['Visibility'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UnrecognizedNotificationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnrecognizedNotification'] = ResolversParentTypes['UnrecognizedNotification']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  messageType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  notificationType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  payload?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateUserDataPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateUserDataPayload'] = ResolversParentTypes['UpdateUserDataPayload']> = {
  outcome?: Resolver<ResolversTypes['OperationOutcome'], ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpstreamStatusChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpstreamStatusChanged'] = ResolversParentTypes['UpstreamStatusChanged']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['UpstreamStatus'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserDataEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserDataEntry'] = ResolversParentTypes['UserDataEntry']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  upstreamStatusCode?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AcceptSessionPayload?: AcceptSessionPayloadResolvers<ContextType>;
  AddCommentPayload?: AddCommentPayloadResolvers<ContextType>;
  Agent?: AgentResolvers<ContextType>;
  AttachUserDataPayload?: AttachUserDataPayloadResolvers<ContextType>;
  Channel?: ChannelResolvers<ContextType>;
  ChannelResult?: ChannelResultResolvers<ContextType>;
  CompleteSessionPayload?: CompleteSessionPayloadResolvers<ContextType>;
  Cursor?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DeleteUserDataPayload?: DeleteUserDataPayloadResolvers<ContextType>;
  EndContactCenterSessionPayload?: EndContactCenterSessionPayloadResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  LeaveSessionPayload?: LeaveSessionPayloadResolvers<ContextType>;
  LinkMessage?: LinkMessageResolvers<ContextType>;
  Message?: MessageResolvers<ContextType>;
  MessageAdded?: MessageAddedResolvers<ContextType>;
  MessageConnection?: MessageConnectionResolvers<ContextType>;
  MessageEdge?: MessageEdgeResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  NoticeMessage?: NoticeMessageResolvers<ContextType>;
  OperationFailed?: OperationFailedResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Participant?: ParticipantResolvers<ContextType>;
  ParticipantJoinedMessage?: ParticipantJoinedMessageResolvers<ContextType>;
  ParticipantLeftMessage?: ParticipantLeftMessageResolvers<ContextType>;
  ParticipantsChanged?: ParticipantsChangedResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Queue?: QueueResolvers<ContextType>;
  RejectSessionPayload?: RejectSessionPayloadResolvers<ContextType>;
  RemoveParticipantPayload?: RemoveParticipantPayloadResolvers<ContextType>;
  SendMessagePayload?: SendMessagePayloadResolvers<ContextType>;
  Service?: ServiceResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  SessionConnection?: SessionConnectionResolvers<ContextType>;
  SessionEdge?: SessionEdgeResolvers<ContextType>;
  SessionEvent?: SessionEventResolvers<ContextType>;
  SessionPropertiesChanged?: SessionPropertiesChangedResolvers<ContextType>;
  SessionStateChanged?: SessionStateChangedResolvers<ContextType>;
  SessionsSnapshot?: SessionsSnapshotResolvers<ContextType>;
  SetAgentStatePayload?: SetAgentStatePayloadResolvers<ContextType>;
  SetDispositionPayload?: SetDispositionPayloadResolvers<ContextType>;
  SetTypingPayload?: SetTypingPayloadResolvers<ContextType>;
  StartConsultationPayload?: StartConsultationPayloadResolvers<ContextType>;
  StartContactCenterSessionPayload?: StartContactCenterSessionPayloadResolvers<ContextType>;
  StreamEnding?: StreamEndingResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TextMessage?: TextMessageResolvers<ContextType>;
  TransferSessionPayload?: TransferSessionPayloadResolvers<ContextType>;
  TypingChanged?: TypingChangedResolvers<ContextType>;
  UnrecognizedMessage?: UnrecognizedMessageResolvers<ContextType>;
  UnrecognizedNotification?: UnrecognizedNotificationResolvers<ContextType>;
  UpdateUserDataPayload?: UpdateUserDataPayloadResolvers<ContextType>;
  UpstreamStatusChanged?: UpstreamStatusChangedResolvers<ContextType>;
  UserDataEntry?: UserDataEntryResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};


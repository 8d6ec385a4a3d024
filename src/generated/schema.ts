import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
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

/** The person whose credentials the request carries. */
export type Agent = Node & {
  readonly __typename: 'Agent';
  /** Given name; null when the upstream omits it. */
  readonly firstName: Maybe<Scalars['String']['output']>;
  /** The user id, 32 hexadecimal digits: the last segment of the upstream's user path. */
  readonly id: Scalars['ID']['output'];
  /** Family name; null when the upstream omits it. */
  readonly lastName: Maybe<Scalars['String']['output']>;
  /** Role names as the upstream spells them, for example `ROLE_AGENT`. */
  readonly roles: ReadonlyArray<Scalars['String']['output']>;
  /** Login name; null when the upstream omits it. */
  readonly userName: Maybe<Scalars['String']['output']>;
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

/** Whom to consult: exactly one. */
export type ConsultationTarget =
  /** A queue, by id. Needs `InternalConferenceInvite` in the contact centre's InteractionSubtype attribute. */
  { readonly queueId: Scalars['ID']['input']; readonly userId?: never; }
  |  /** An agent, by user id. */
  { readonly queueId?: never; readonly userId: Scalars['ID']['input']; };

/** Who began a conversation. */
export type Direction =
  /** The customer wrote first. */
  | 'INBOUND'
  /** The contact centre wrote first (seen on sister channels only). */
  | 'OUTBOUND'
  /** A value this gateway does not know. */
  | 'UNKNOWN';

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
  /**
   * Removes another agent from a consultation (upstream: RemoveParticipantFromConference; allowed to agents the customer sees).
   * Proof: the notice naming the user, or a participants list without the user.
   */
  readonly removeParticipant: RemoveParticipantPayload;
  /** Sends text (upstream: SendMessage, or SendToAgents for visibility AGENTS). Proof: the message appears in the transcript. */
  readonly sendMessage: SendMessagePayload;
  /** Brings a second agent into the session, unseen by the customer (upstream: Consult). Proof: the agent is among the participants. */
  readonly startConsultation: StartConsultationPayload;
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
export type MutationStartConsultationArgs = {
  input: StartConsultationInput;
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
  /** `TypingChanged` */
  | 'TYPING_CHANGED'
  /** `UnrecognizedNotification` */
  | 'UNRECOGNIZED_NOTIFICATION'
  /** `UpstreamStatusChanged` */
  | 'UPSTREAM_STATUS_CHANGED';

/** User data, the comment or capabilities changed. */
export type SessionPropertiesChanged = SessionEvent & {
  readonly __typename: 'SessionPropertiesChanged';
  /** User data keys that are new or have another value; see `Session.userData`. */
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

/** State of the connection to the upstream's notifications. */
export type UpstreamStatus =
  /** Notifications flow. */
  | 'CONNECTED'
  /** Trouble; trying again. Events may be late; nothing is lost in silence. */
  | 'DEGRADED'
  /** No connection; trying again. */
  | 'DISCONNECTED';

/** The connection to the upstream's notifications changed. */
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
    | ( Agent )
    | ( SessionRecord )
  ;
  SessionEvent:
    | ( Omit<MessageAdded, 'message' | 'session'> & { message: _RefType['Message'], session?: Maybe<_RefType['Session']> } )
    | ( OperationFailed )
    | ( Omit<ParticipantsChanged, 'joined' | 'left' | 'session'> & { joined: ReadonlyArray<_RefType['Participant']>, left: ReadonlyArray<_RefType['Participant']>, session: _RefType['Session'] } )
    | ( Omit<SessionPropertiesChanged, 'session'> & { session: _RefType['Session'] } )
    | ( Omit<SessionStateChanged, 'session'> & { session: _RefType['Session'] } )
    | ( Omit<SessionsSnapshot, 'sessions'> & { sessions: ReadonlyArray<_RefType['Session']> } )
    | ( Omit<TypingChanged, 'participant'> & { participant: _RefType['Participant'] } )
    | ( UnrecognizedNotification )
    | ( UpstreamStatusChanged )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcceptSessionInput: AcceptSessionInput;
  AcceptSessionPayload: ResolverTypeWrapper<Omit<AcceptSessionPayload, 'session'> & { session?: Maybe<ResolversTypes['Session']> }>;
  Agent: ResolverTypeWrapper<Agent>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Capability: Capability;
  ConsultationTarget: ConsultationTarget;
  Cursor: ResolverTypeWrapper<Scalars['Cursor']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Direction: Direction;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
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
  RemoveParticipantInput: RemoveParticipantInput;
  RemoveParticipantPayload: ResolverTypeWrapper<Omit<RemoveParticipantPayload, 'removed' | 'session'> & { removed?: Maybe<ResolversTypes['Participant']>, session?: Maybe<ResolversTypes['Session']> }>;
  SendMessageInput: SendMessageInput;
  SendMessagePayload: ResolverTypeWrapper<Omit<SendMessagePayload, 'message' | 'session'> & { message?: Maybe<ResolversTypes['Message']>, session?: Maybe<ResolversTypes['Session']> }>;
  Session: ResolverTypeWrapper<SessionRecord>;
  SessionConnection: ResolverTypeWrapper<Omit<SessionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['SessionEdge']>, nodes: ReadonlyArray<ResolversTypes['Session']> }>;
  SessionEdge: ResolverTypeWrapper<Omit<SessionEdge, 'node'> & { node: ResolversTypes['Session'] }>;
  SessionEvent: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['SessionEvent']>;
  SessionEventType: SessionEventType;
  SessionPropertiesChanged: ResolverTypeWrapper<Omit<SessionPropertiesChanged, 'session'> & { session: ResolversTypes['Session'] }>;
  SessionState: SessionState;
  SessionStateChanged: ResolverTypeWrapper<Omit<SessionStateChanged, 'session'> & { session: ResolversTypes['Session'] }>;
  SessionsSnapshot: ResolverTypeWrapper<Omit<SessionsSnapshot, 'sessions'> & { sessions: ReadonlyArray<ResolversTypes['Session']> }>;
  SnapshotReason: SnapshotReason;
  StartConsultationInput: StartConsultationInput;
  StartConsultationPayload: ResolverTypeWrapper<Omit<StartConsultationPayload, 'consulted' | 'session'> & { consulted?: Maybe<ResolversTypes['Participant']>, session?: Maybe<ResolversTypes['Session']> }>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TextMessage: ResolverTypeWrapper<Omit<TextMessage, 'sender'> & { sender: ResolversTypes['Participant'] }>;
  TypingChanged: ResolverTypeWrapper<Omit<TypingChanged, 'participant'> & { participant: ResolversTypes['Participant'] }>;
  UnrecognizedMessage: ResolverTypeWrapper<Omit<UnrecognizedMessage, 'sender'> & { sender: ResolversTypes['Participant'] }>;
  UnrecognizedNotification: ResolverTypeWrapper<UnrecognizedNotification>;
  UpstreamStatus: UpstreamStatus;
  UpstreamStatusChanged: ResolverTypeWrapper<UpstreamStatusChanged>;
  UserDataEntry: ResolverTypeWrapper<UserDataEntry>;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  Visibility: Visibility;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcceptSessionInput: AcceptSessionInput;
  AcceptSessionPayload: Omit<AcceptSessionPayload, 'session'> & { session?: Maybe<ResolversParentTypes['Session']> };
  Agent: Agent;
  Boolean: Scalars['Boolean']['output'];
  ConsultationTarget: ConsultationTarget;
  Cursor: Scalars['Cursor']['output'];
  DateTime: Scalars['DateTime']['output'];
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  JSON: Scalars['JSON']['output'];
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
  RemoveParticipantInput: RemoveParticipantInput;
  RemoveParticipantPayload: Omit<RemoveParticipantPayload, 'removed' | 'session'> & { removed?: Maybe<ResolversParentTypes['Participant']>, session?: Maybe<ResolversParentTypes['Session']> };
  SendMessageInput: SendMessageInput;
  SendMessagePayload: Omit<SendMessagePayload, 'message' | 'session'> & { message?: Maybe<ResolversParentTypes['Message']>, session?: Maybe<ResolversParentTypes['Session']> };
  Session: SessionRecord;
  SessionConnection: Omit<SessionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['SessionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Session']> };
  SessionEdge: Omit<SessionEdge, 'node'> & { node: ResolversParentTypes['Session'] };
  SessionEvent: ResolversInterfaceTypes<ResolversParentTypes>['SessionEvent'];
  SessionPropertiesChanged: Omit<SessionPropertiesChanged, 'session'> & { session: ResolversParentTypes['Session'] };
  SessionStateChanged: Omit<SessionStateChanged, 'session'> & { session: ResolversParentTypes['Session'] };
  SessionsSnapshot: Omit<SessionsSnapshot, 'sessions'> & { sessions: ReadonlyArray<ResolversParentTypes['Session']> };
  StartConsultationInput: StartConsultationInput;
  StartConsultationPayload: Omit<StartConsultationPayload, 'consulted' | 'session'> & { consulted?: Maybe<ResolversParentTypes['Participant']>, session?: Maybe<ResolversParentTypes['Session']> };
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  TextMessage: Omit<TextMessage, 'sender'> & { sender: ResolversParentTypes['Participant'] };
  TypingChanged: Omit<TypingChanged, 'participant'> & { participant: ResolversParentTypes['Participant'] };
  UnrecognizedMessage: Omit<UnrecognizedMessage, 'sender'> & { sender: ResolversParentTypes['Participant'] };
  UnrecognizedNotification: UnrecognizedNotification;
  UpstreamStatusChanged: UpstreamStatusChanged;
  UserDataEntry: UserDataEntry;
  UserError: UserError;
};

export type AcceptSessionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcceptSessionPayload'] = ResolversParentTypes['AcceptSessionPayload']> = {
  outcome?: Resolver<ResolversTypes['OperationOutcome'], ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AgentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Agent'] = ResolversParentTypes['Agent']> = {
  firstName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  userName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface CursorScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Cursor'], any> {
  name: 'Cursor';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

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
  removeParticipant?: Resolver<ResolversTypes['RemoveParticipantPayload'], ParentType, ContextType, RequireFields<MutationRemoveParticipantArgs, 'input'>>;
  sendMessage?: Resolver<ResolversTypes['SendMessagePayload'], ParentType, ContextType, RequireFields<MutationSendMessageArgs, 'input'>>;
  startConsultation?: Resolver<ResolversTypes['StartConsultationPayload'], ParentType, ContextType, RequireFields<MutationStartConsultationArgs, 'input'>>;
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
  __resolveType?: TypeResolveFn<'MessageAdded' | 'OperationFailed' | 'ParticipantsChanged' | 'SessionPropertiesChanged' | 'SessionStateChanged' | 'SessionsSnapshot' | 'TypingChanged' | 'UnrecognizedNotification' | 'UpstreamStatusChanged', ParentType, ContextType>;
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

export type StartConsultationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartConsultationPayload'] = ResolversParentTypes['StartConsultationPayload']> = {
  consulted?: Resolver<Maybe<ResolversTypes['Participant']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['OperationOutcome'], ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
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
  Agent?: AgentResolvers<ContextType>;
  Cursor?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  JSON?: GraphQLScalarType;
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
  RemoveParticipantPayload?: RemoveParticipantPayloadResolvers<ContextType>;
  SendMessagePayload?: SendMessagePayloadResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  SessionConnection?: SessionConnectionResolvers<ContextType>;
  SessionEdge?: SessionEdgeResolvers<ContextType>;
  SessionEvent?: SessionEventResolvers<ContextType>;
  SessionPropertiesChanged?: SessionPropertiesChangedResolvers<ContextType>;
  SessionStateChanged?: SessionStateChangedResolvers<ContextType>;
  SessionsSnapshot?: SessionsSnapshotResolvers<ContextType>;
  StartConsultationPayload?: StartConsultationPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TextMessage?: TextMessageResolvers<ContextType>;
  TypingChanged?: TypingChangedResolvers<ContextType>;
  UnrecognizedMessage?: UnrecognizedMessageResolvers<ContextType>;
  UnrecognizedNotification?: UnrecognizedNotificationResolvers<ContextType>;
  UpstreamStatusChanged?: UpstreamStatusChangedResolvers<ContextType>;
  UserDataEntry?: UserDataEntryResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};


/**
 * What the feed reads of an event; select what you like besides. A field that is not selected is not followed.
 * GraphQL does not merge fields of one name and different types, so the other types' `sessionId`, `message` and `reason`
 * need aliases (docs/recipes.md).
 */
export type SessionEventLike =
  | {
      readonly __typename: 'SessionsSnapshot';
      readonly cursor: string;
      readonly mayHaveMissedEvents?: boolean;
      readonly sessions?: readonly SnapshotSession[];
    }
  | {
      readonly __typename: 'SessionStateChanged' | 'SessionPropertiesChanged';
      readonly cursor: string;
      readonly session?: Identified;
    }
  | {
      readonly __typename: 'ParticipantsChanged';
      readonly cursor: string;
      readonly session?: Identified;
      readonly left?: readonly Identified[];
    }
  | {
      readonly __typename: 'MessageAdded';
      readonly cursor: string;
      readonly sessionId?: string;
      readonly message?: Entry;
    }
  | {
      readonly __typename: 'TypingChanged';
      readonly cursor: string;
      readonly sessionId?: string;
      readonly participant?: Identified;
      readonly isTyping?: boolean;
    }
  | { readonly __typename: 'UpstreamStatusChanged'; readonly cursor: string; readonly status?: UpstreamStatus }
  | {
      readonly __typename: 'OperationFailed' | 'UnrecognizedNotification' | 'StreamEnding';
      readonly cursor: string;
    };

export interface Identified {
  readonly id: string;
}

/** An entry of a transcript. With `index`, entries that come late are put where they belong. */
export interface Entry extends Identified {
  readonly index?: number;
  readonly sender?: Identified;
}

/** With `messages`, a snapshot brings the transcript that later messages are added to. */
export interface SnapshotSession extends Identified {
  readonly messages?: { readonly nodes?: readonly Entry[] };
}

export type UpstreamStatus = 'CONNECTED' | 'DEGRADED' | 'DISCONNECTED';

/** What a document selects of a session: one type where snapshot and events share a fragment, else what either selects. */
export type SessionOf<Event> = Event extends { readonly sessions: readonly (infer Session)[] }
  ? Session
  : Event extends { readonly session: infer Session extends Identified }
    ? Session
    : never;

/** What a document selects of a message, be it in a snapshot's transcripts or told as an event. */
export type MessageOf<Event> = Event extends { readonly __typename: 'MessageAdded'; readonly message: infer Message }
  ? Message
  : Event extends {
        readonly sessions: readonly { readonly messages: { readonly nodes: readonly (infer Message)[] } }[];
      }
    ? Message
    : never;

/** What a document selects of who types. */
export type TypistOf<Event> = Event extends { readonly __typename: 'TypingChanged'; readonly participant: infer Typist }
  ? Typist
  : never;

/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "subscription SessionEvents($after: Cursor) {\n  sessionEvents(after: $after) {\n    __typename\n    cursor\n    ... on SessionsSnapshot {\n      mayHaveMissedEvents\n      sessions {\n        ...ListedSession\n      }\n    }\n    ... on SessionStateChanged {\n      session {\n        ...ListedSession\n      }\n    }\n    ... on ParticipantsChanged {\n      session {\n        ...ListedSession\n      }\n      left {\n        id\n      }\n    }\n    ... on SessionPropertiesChanged {\n      session {\n        ...ListedSession\n      }\n    }\n    ... on MessageAdded {\n      sessionId\n      message {\n        ...ListedMessage\n      }\n    }\n    ... on TypingChanged {\n      sessionId\n      participant {\n        id\n        nickname\n      }\n      isTyping\n    }\n    ... on UpstreamStatusChanged {\n      status\n    }\n  }\n}\n\nfragment ListedSession on Session {\n  id\n  state\n  comment\n  participants {\n    id\n    nickname\n    role\n  }\n}\n\nfragment ListedMessage on Message {\n  __typename\n  id\n  index\n  sender {\n    id\n    nickname\n  }\n  ... on TextMessage {\n    text\n  }\n}\n\nquery Sessions {\n  sessions {\n    nodes {\n      ...ListedSession\n    }\n  }\n}\n\nmutation AddComment($input: AddCommentInput!) {\n  addComment(input: $input) {\n    outcome\n    session {\n      ...ListedSession\n    }\n    userErrors {\n      code\n      message\n    }\n  }\n}": typeof types.SessionEventsDocument,
};
const documents: Documents = {
    "subscription SessionEvents($after: Cursor) {\n  sessionEvents(after: $after) {\n    __typename\n    cursor\n    ... on SessionsSnapshot {\n      mayHaveMissedEvents\n      sessions {\n        ...ListedSession\n      }\n    }\n    ... on SessionStateChanged {\n      session {\n        ...ListedSession\n      }\n    }\n    ... on ParticipantsChanged {\n      session {\n        ...ListedSession\n      }\n      left {\n        id\n      }\n    }\n    ... on SessionPropertiesChanged {\n      session {\n        ...ListedSession\n      }\n    }\n    ... on MessageAdded {\n      sessionId\n      message {\n        ...ListedMessage\n      }\n    }\n    ... on TypingChanged {\n      sessionId\n      participant {\n        id\n        nickname\n      }\n      isTyping\n    }\n    ... on UpstreamStatusChanged {\n      status\n    }\n  }\n}\n\nfragment ListedSession on Session {\n  id\n  state\n  comment\n  participants {\n    id\n    nickname\n    role\n  }\n}\n\nfragment ListedMessage on Message {\n  __typename\n  id\n  index\n  sender {\n    id\n    nickname\n  }\n  ... on TextMessage {\n    text\n  }\n}\n\nquery Sessions {\n  sessions {\n    nodes {\n      ...ListedSession\n    }\n  }\n}\n\nmutation AddComment($input: AddCommentInput!) {\n  addComment(input: $input) {\n    outcome\n    session {\n      ...ListedSession\n    }\n    userErrors {\n      code\n      message\n    }\n  }\n}": types.SessionEventsDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription SessionEvents($after: Cursor) {\n  sessionEvents(after: $after) {\n    __typename\n    cursor\n    ... on SessionsSnapshot {\n      mayHaveMissedEvents\n      sessions {\n        ...ListedSession\n      }\n    }\n    ... on SessionStateChanged {\n      session {\n        ...ListedSession\n      }\n    }\n    ... on ParticipantsChanged {\n      session {\n        ...ListedSession\n      }\n      left {\n        id\n      }\n    }\n    ... on SessionPropertiesChanged {\n      session {\n        ...ListedSession\n      }\n    }\n    ... on MessageAdded {\n      sessionId\n      message {\n        ...ListedMessage\n      }\n    }\n    ... on TypingChanged {\n      sessionId\n      participant {\n        id\n        nickname\n      }\n      isTyping\n    }\n    ... on UpstreamStatusChanged {\n      status\n    }\n  }\n}\n\nfragment ListedSession on Session {\n  id\n  state\n  comment\n  participants {\n    id\n    nickname\n    role\n  }\n}\n\nfragment ListedMessage on Message {\n  __typename\n  id\n  index\n  sender {\n    id\n    nickname\n  }\n  ... on TextMessage {\n    text\n  }\n}\n\nquery Sessions {\n  sessions {\n    nodes {\n      ...ListedSession\n    }\n  }\n}\n\nmutation AddComment($input: AddCommentInput!) {\n  addComment(input: $input) {\n    outcome\n    session {\n      ...ListedSession\n    }\n    userErrors {\n      code\n      message\n    }\n  }\n}"): (typeof documents)["subscription SessionEvents($after: Cursor) {\n  sessionEvents(after: $after) {\n    __typename\n    cursor\n    ... on SessionsSnapshot {\n      mayHaveMissedEvents\n      sessions {\n        ...ListedSession\n      }\n    }\n    ... on SessionStateChanged {\n      session {\n        ...ListedSession\n      }\n    }\n    ... on ParticipantsChanged {\n      session {\n        ...ListedSession\n      }\n      left {\n        id\n      }\n    }\n    ... on SessionPropertiesChanged {\n      session {\n        ...ListedSession\n      }\n    }\n    ... on MessageAdded {\n      sessionId\n      message {\n        ...ListedMessage\n      }\n    }\n    ... on TypingChanged {\n      sessionId\n      participant {\n        id\n        nickname\n      }\n      isTyping\n    }\n    ... on UpstreamStatusChanged {\n      status\n    }\n  }\n}\n\nfragment ListedSession on Session {\n  id\n  state\n  comment\n  participants {\n    id\n    nickname\n    role\n  }\n}\n\nfragment ListedMessage on Message {\n  __typename\n  id\n  index\n  sender {\n    id\n    nickname\n  }\n  ... on TextMessage {\n    text\n  }\n}\n\nquery Sessions {\n  sessions {\n    nodes {\n      ...ListedSession\n    }\n  }\n}\n\nmutation AddComment($input: AddCommentInput!) {\n  addComment(input: $input) {\n    outcome\n    session {\n      ...ListedSession\n    }\n    userErrors {\n      code\n      message\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;
import { example, type Example } from './example.ts';
import { agent1, talk } from './sandbox-ids.ts';

export const reading: readonly Example[] = [
  example(
    'me',
    'Who you are, and your sessions with transcripts.',
    `query me {
  me {
    id
    userName
    firstName
    lastName
    roles
    channels {
      name
      state
    }
  }
  sessions(first: 10) {
    totalCount
    nodes {
      id
      state
      subject
      receivedAt
      capabilities
      participants {
        id
        role
        nickname
        visibility
        userId
        isMe
      }
      messages(last: 10) {
        nodes {
          __typename
          index
          sentAt
          sender {
            nickname
          }
          ... on TextMessage {
            text
          }
          ... on NoticeMessage {
            code
            subjectUserId
          }
        }
      }
    }
  }
}`,
  ),
  example(
    'session',
    'One session, with its attached data and the first page of its transcript. For the next page put endCursor into "after".',
    `query session($id: ID!, $after: String) {
  session(id: $id) {
    id
    mediaType
    direction
    state
    capabilities
    comment
    suggestedQueues {
      id
    }
    userData(keys: ["Subject", "FirstName", "LastName", "DispositionCode"]) {
      key
      value
    }
    messages(first: 3, after: $after) {
      nodes {
        __typename
        sentAt
        sender {
          nickname
        }
        ... on TextMessage {
          text
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}`,
    { id: talk, after: null },
  ),
  example(
    'sessions',
    'Your sessions page by page, oldest first, here only those that go on. For the next page put endCursor into "after".',
    `query sessions($states: [SessionState!], $first: Int, $after: String) {
  sessions(states: $states, first: $first, after: $after) {
    totalCount
    nodes {
      id
      state
      subject
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`,
    { states: ['INVITED', 'CHATTING', 'LEFT_CHAT'], first: 2, after: null },
  ),
  example(
    'node',
    'An agent or a session by id, as caching clients read it again.',
    `query node($id: ID!) {
  node(id: $id) {
    __typename
    id
    ... on Agent {
      userName
    }
    ... on Session {
      state
    }
  }
}`,
    { id: agent1 },
  ),
];

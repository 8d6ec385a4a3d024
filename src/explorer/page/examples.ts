import { sessionEvents } from './session-events.ts';

/** The tabs of a first visit, named by their operation. The ids are those of the sandbox's first sessions. */
export const examples: readonly string[] = [
  sessionEvents,
  `# Who you are, and your sessions with transcripts.
query me {
  me {
    id
    userName
    firstName
    lastName
    roles
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
}
`,
  `# Ends the consultation: agent2 is removed.
# CONFIRMED: the upstream's notification shows it.
mutation removeParticipant {
  removeParticipant(
    input: {
      sessionId: "0002EaAY01MT0082"
      participant: {
        userId: "e2c90c960d3d40c79684818983ceb314"
      }
      confirmWithin: 5000
    }
  ) {
    outcome
    removed {
      id
      nickname
      userId
    }
    session {
      id
      state
      participants {
        nickname
        role
        visibility
      }
    }
    userErrors {
      code
      message
      path
      upstreamStatusCode
    }
  }
}
`,
  `# Brings agent2 (back), unseen by the customer.
mutation startConsultation {
  startConsultation(
    input: {
      sessionId: "0002EaAY01MT0082"
      target: {
        userId: "e2c90c960d3d40c79684818983ceb314"
      }
      confirmWithin: 5000
    }
  ) {
    outcome
    consulted {
      id
      nickname
      userId
      visibility
    }
    session {
      id
      state
      participants {
        nickname
        role
        visibility
      }
    }
    userErrors {
      code
      message
      path
      upstreamStatusCode
    }
  }
}
`,
  `# Writes to everyone; visibility AGENTS: not to the
# customer.
mutation sendMessage {
  sendMessage(
    input: {
      sessionId: "0002EaAY01MT0082"
      text: "Hello, how can I help?"
      visibility: ALL
    }
  ) {
    outcome
    message {
      id
      index
      sentAt
      visibility
      ... on TextMessage {
        text
      }
    }
    userErrors {
      code
      message
      path
      upstreamStatusCode
    }
  }
}
`,
  `# Takes an offered session (state INVITED).
mutation acceptSession {
  acceptSession(
    input: {
      sessionId: "0002EaAY01MT0083"
      confirmWithin: 5000
    }
  ) {
    outcome
    session {
      id
      state
      participants {
        nickname
        role
        visibility
      }
    }
    userErrors {
      code
      message
      path
      upstreamStatusCode
    }
  }
}
`,
];

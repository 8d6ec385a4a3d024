/** What an agent desk subscribes to: every event with all that it shows. */
export const deskDocument = /* GraphQL */ `
  subscription Desk {
    sessionEvents {
      __typename
      cursor
      receivedAt
      ... on SessionsSnapshot {
        reason
        mayHaveMissedEvents
        sessions {
          ...Desk
        }
      }
      ... on SessionStateChanged {
        session {
          ...Desk
        }
        state
        previousState
      }
      ... on ParticipantsChanged {
        session {
          ...Desk
        }
        joined {
          id
          nickname
        }
        left {
          id
          nickname
        }
      }
      ... on SessionPropertiesChanged {
        session {
          ...Desk
        }
        changedKeys
        commentChanged
      }
      ... on MessageAdded {
        sessionId
        message {
          __typename
          id
          index
          sentAt
          visibility
          sender {
            id
            nickname
          }
          ... on TextMessage {
            text
          }
        }
      }
      ... on UpstreamStatusChanged {
        status
        statusReason: reason
      }
      ... on StreamEnding {
        endReason
      }
    }
  }
  fragment Desk on Session {
    id
    state
    capabilities
    comment
    participants {
      id
      nickname
      role
      visibility
      isMe
    }
    userData {
      key
      value
    }
  }
`;

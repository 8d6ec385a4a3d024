import { example } from './example.ts';

/** The event stream, with every type of event and every type of message; the timeline watches with it too. */
export const sessionEvents = example(
  'sessionEvents',
  'What happens in your sessions, as it happens. Newest on top; what came before is in "earlier". A cursor in "after" goes on from there. Leaving the tab ends it; what Watch in the timeline began goes on.',
  `subscription sessionEvents($after: Cursor) {
  sessionEvents(after: $after) {
    __typename
    cursor
    receivedAt
    ... on SessionsSnapshot {
      reason
      mayHaveMissedEvents
      sessions {
        ...session
      }
    }
    ... on SessionStateChanged {
      previousState
      state
      session {
        ...session
      }
    }
    ... on ParticipantsChanged {
      joined {
        ...participant
      }
      left {
        ...participant
      }
      session {
        ...session
      }
    }
    ... on MessageAdded {
      sessionId
      message {
        ...message
      }
    }
    ... on TypingChanged {
      sessionId
      isTyping
      participant {
        ...participant
      }
    }
    ... on SessionPropertiesChanged {
      changedKeys
      commentChanged
      session {
        id
        comment
        userData {
          key
          value
        }
      }
    }
    # Aliases: elsewhere these have other types.
    ... on OperationFailed {
      failedSessionId: sessionId
      referenceId
      code
      failure: message
    }
    ... on UnrecognizedNotification {
      messageType
      notificationType
      payload
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

fragment session on Session {
  id
  state
  subject
  participants {
    ...participant
  }
}

fragment participant on Participant {
  id
  role
  nickname
  visibility
  userId
  isMe
}

fragment message on Message {
  __typename
  id
  index
  sentAt
  visibility
  sender {
    ...participant
  }
  ... on TextMessage {
    text
  }
  ... on NoticeMessage {
    code
    subjectUserId
    text
  }
  ... on ParticipantJoinedMessage {
    rejoined
  }
  ... on LinkMessage {
    url
  }
  ... on UnrecognizedMessage {
    type
    payload
  }
}`,
  { after: null },
);

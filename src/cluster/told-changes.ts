import type { Change } from '../agent/confirmations.ts';
import type { LoggedEvent } from '../agent/session-event.ts';
import type { SessionRecord } from '../normalise/session.ts';
import type { Turn } from './turn.ts';

/**
 * What a turn of the shared log shows to those who wait for the effect of a request that they sent from another replica: new messages
 * and failures as a notification tells them, sessions as if they were read.
 */
export function toldChanges({ events, changes }: Turn): readonly Change[] {
  const told = events.flatMap((event) => changeOf(event) ?? []);
  const read = changes.flatMap((change): readonly SessionRecord[] => {
    switch (change.kind) {
      case 'session':
        return [change.session];
      case 'all':
        return change.sessions;
      case 'told':
      case 'known':
        return [];
    }
  });
  return [...told, ...read.map((session): Change => ({ sessionId: session.id, fact: null, events: [], session }))];
}

function changeOf(event: LoggedEvent): Change | null {
  switch (event.__typename) {
    case 'MessageAdded': {
      const { sessionId, session } = event;
      const fact = { kind: 'log', sessionId, entries: [] } as const;
      return { sessionId, fact, events: [event], session: session ?? null };
    }
    case 'OperationFailed': {
      const { sessionId, referenceId, code, message } = event;
      if (sessionId === null) return null;
      return { sessionId, fact: { kind: 'failure', sessionId, referenceId, code, message }, events: [], session: null };
    }
    case 'SessionStateChanged':
    case 'ParticipantsChanged':
    case 'SessionPropertiesChanged': {
      const { session } = event;
      return { sessionId: session.id, fact: null, events: [event], session };
    }
    case 'TypingChanged':
    case 'SessionsSnapshot':
    case 'UpstreamStatusChanged':
    case 'UnrecognizedNotification':
    case 'StreamEnding':
      return null;
  }
}

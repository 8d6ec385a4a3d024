import type { ExecutionResult } from 'graphql-ws';
import { words } from './event-words.ts';
import { fieldsOf, textOf, type Fields } from './fields.ts';

/** What the eye should find: events that may be lost, trouble, an end that is none of trouble, and that all is well again. */
export type Mark = 'loss' | 'trouble' | 'ending' | 'well';

export interface Description {
  /** RFC 3339; null when it was not asked for. */
  readonly receivedAt: string | null;
  readonly type: string;
  readonly sessionId: string | null;
  /** What happened, in a short line. */
  readonly words: string;
  readonly mark: Mark | null;
  readonly cursor: string | null;
}

const longestWords = 200;

/** A result of any subscription; the more of an event's fields are selected, the more is said. */
export function describeResult({ data, errors }: ExecutionResult): Description {
  const event = fieldsOf(Object.values(fieldsOf(data))[0]);
  const error = errors?.[0];
  const typeName = textOf(event['__typename']) ?? 'Event';
  return {
    receivedAt: textOf(event['receivedAt']),
    type: error === undefined ? typeName : 'Error',
    sessionId:
      textOf(event['sessionId']) ?? textOf(event['failedSessionId']) ?? textOf(fieldsOf(event['session'])['id']),
    words: (error?.message ?? words(typeName, event)).slice(0, longestWords),
    mark: error === undefined ? markOf(typeName, event) : 'trouble',
    cursor: textOf(event['cursor']),
  };
}

function markOf(typeName: string, event: Fields): Mark | null {
  switch (typeName) {
    case 'SessionsSnapshot':
      return event['mayHaveMissedEvents'] === true ? 'loss' : null;
    case 'UpstreamStatusChanged':
      return event['status'] === 'CONNECTED' ? 'well' : 'trouble';
    case 'OperationFailed':
      return 'trouble';
    case 'StreamEnding':
      return 'ending';
    default:
      return null;
  }
}

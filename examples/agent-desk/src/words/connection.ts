import type { FeedConnection, UpstreamStatus } from 'gws-graphql/client';
import { refusalWords } from './refusal.ts';
import type { Tone } from './report.ts';

export interface ConnectionWords {
  readonly tone: Tone;
  readonly text: string;
}

/** The state of the whole way, the weakest part of it. */
export function connectionWords(connection: FeedConnection, upstream: UpstreamStatus, isCut: boolean): ConnectionWords {
  if (isCut) return { tone: 'bad', text: 'Network cut' };
  switch (connection.status) {
    case 'CONNECTING':
      return { tone: 'open', text: 'Connecting…' };
    case 'WAITING':
      return { tone: 'open', text: `Connection lost; attempt ${connection.attempt} follows` };
    case 'STOPPED':
      return { tone: 'bad', text: connection.reason === null ? 'Closed' : refusalWords(connection.reason) };
    case 'LIVE':
      return upstreamWords(upstream);
  }
}

function upstreamWords(upstream: UpstreamStatus): ConnectionWords {
  switch (upstream) {
    case 'CONNECTED':
      return { tone: 'good', text: 'Live' };
    case 'DEGRADED':
      return { tone: 'open', text: 'Live; the upstream has trouble, news may be late' };
    case 'DISCONNECTED':
      return { tone: 'bad', text: 'Live; the upstream is away' };
  }
}

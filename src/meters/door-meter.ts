import { createCounts, type Counts } from './counts.ts';
import type { Metric } from './metric.ts';

/** How connections end. */
export interface DoorMeter {
  /** A WebSocket is closed. @param code as the one who closed it gave it */
  closed(code: number): void;
  /** Clients that were cut because they do not read. */
  readonly cut: Counts<'websocket' | 'sse' | 'multipart'>;
  readonly metrics: readonly Metric[];
}

/** Any number can be given by a client: the others count together. */
const codes = [
  '1000',
  '1001',
  '1005',
  '1006',
  '1009',
  '1011',
  '1012',
  '1013',
  '4400',
  '4403',
  '4408',
  'other',
] as const;

export function createDoorMeter(): DoorMeter {
  const closes = createCounts<string>({
    name: 'gws_graphql_websocket_closes_total',
    help: 'WebSockets closed, by close code.',
    label: 'code',
    values: codes,
  });
  const cut = createCounts({
    name: 'gws_graphql_clients_cut_total',
    help: 'Clients that were cut because they do not read.',
    label: 'door',
    values: ['websocket', 'sse', 'multipart'],
  });
  const known = new Set<string>(codes);

  return {
    closed(code) {
      const name = String(code);
      closes.add(known.has(name) ? name : 'other');
    },
    cut,
    metrics: [closes.metric, cut.metric],
  };
}

import type { Row, Table } from '../harness/result.ts';
import { figure } from '../report/figures.ts';
import { besides } from './measure.ts';

export interface NotesOptions {
  /** Of the Redis. */
  readonly version: string;
  /** Cores that all replicas of one contender have together; null where nothing is pinned. */
  readonly gatewayCores: number | null;
}

/** What the costs say about growing, in words. @param costs by contender; the first one is alone, the last one has most replicas */
export function notesOf({ rows }: Pick<Table, 'rows'>, { version, gatewayCores }: NotesOptions): readonly string[] {
  const [alone, ...shared] = rows;
  const most = shared.at(-1);
  if (alone === undefined || most === undefined) return [];
  const where =
    gatewayCores === null
      ? 'Replicas, Redis and the load share the cores here'
      : gatewayCores === 1
        ? 'All replicas have one core here'
        : `All replicas have ${gatewayCores} cores here, as many as there are`;
  const redis =
    most.besides[besides.redis] === undefined
      ? `Redis ${version} is another's, so its processor time was not counted.`
      : `Redis ${version}, one for each contender.`;
  return [
    `${where}: more of them cannot deliver more in all than that carries. What an event costs tells how it grows, for replicas with a core each deliver what their cores carry. ${redis}`,
    `One core of gateway carries ${carried(alone, besides.perGatewayCore)} events/s alone, and ${list(shared, besides.perGatewayCore)}.${ofRedis(shared)}`,
  ];
}

function ofRedis(shared: readonly Row[]): string {
  const last = shared.at(-1);
  const [redis, gateway] = [last?.besides[besides.perRedisCore], last?.besides[besides.perGatewayCore]];
  if (redis === undefined || gateway === undefined) return '';
  return ` One core of Redis, which has one for its commands, carries ${list(shared, besides.perRedisCore)}: as much as ${figure(redis / gateway)} busy cores of gateway, by the last of these.`;
}

function list(rows: readonly Row[], name: string): string {
  return rows.map((row) => `${carried(row, name)} with ${row.contender.replace(/^gateway, /, '')}`).join(', ');
}

function carried({ besides: figures }: Row, name: string): string {
  return figure(figures[name] ?? NaN);
}

import { hkdfSync } from 'node:crypto';
import type { Share } from '../agent/allowances.ts';
import type { Idempotent } from '../agent/idempotency.ts';
import type { LiveTerms } from '../agent/live-options.ts';
import type { Live } from '../agent/live.ts';
import type { Log } from '../log.ts';
import type { Metric } from '../meters/metric.ts';
import { createAgentStore } from './agent-store.ts';
import { createClusterMeter } from './cluster-meter.ts';
import { createEngine, type Engine } from './engine.ts';
import { createSharedDocuments, type SharedDocuments } from './shared-documents.ts';
import { createSharedIdempotency } from './shared-idempotency.ts';
import { createSharedLive } from './shared-live.ts';
import { createSharedRates } from './shared-rates.ts';

/** What this process shares with other replicas. */
export interface Cluster {
  readonly engine: Engine;
  readonly createSharedLive: (terms: LiveTerms) => Live;
  readonly metrics: readonly Metric[];
  readonly idempotent: Idempotent;
  readonly rates: Share;
  readonly documents: SharedDocuments;
  close(): Promise<void>;
}

export interface ClusterOptions {
  readonly url: string;
  readonly prefix: string;
  /** 32 bytes each: the first one encrypts, each decrypts. At least one. */
  readonly secrets: readonly Uint8Array[];
  /** Milliseconds. */
  readonly lease: number;
  readonly keep: { readonly events: number; readonly bytes: number; readonly age: number };
  /** The upstream whose agents these are: its base. */
  readonly upstream: string;
  readonly log: Log;
}

/** Loaded only where an engine is configured. */
export function createCluster({ url, prefix, secrets, lease, keep, upstream, log }: ClusterOptions): Cluster {
  const meter = createClusterMeter(() => engine.isUp());
  const engine = createEngine({ url, prefix, onCall: meter.call, log });
  const cursorSecrets = secrets.map((secret) => new Uint8Array(hkdfSync('sha256', secret, '', 'cursors', 32)));
  const idempotency = createSharedIdempotency({ engine, upstream, secrets, lease });
  const rates = createSharedRates({ engine, upstream });
  return {
    engine,
    createSharedLive: (terms) =>
      createSharedLive(terms, {
        engine,
        store: createAgentStore({ engine, agent: [upstream, terms.me], secrets, lease, keep }),
        lease,
        keep,
        cursorSecrets,
        meter,
      }),
    metrics: meter.metrics,
    idempotent: idempotency.idempotent,
    rates,
    documents: createSharedDocuments({ engine, secrets }),
    async close() {
      rates.close();
      await idempotency.close();
      await engine.close();
    },
  };
}

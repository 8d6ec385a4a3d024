import type { AgentStore } from './agent-store.ts';
import type { ClusterMeter } from './cluster-meter.ts';
import type { Engine } from './engine.ts';

export interface SharedLiveOptions {
  readonly engine: Engine;
  readonly store: AgentStore;
  /** Of the lease, in milliseconds. */
  readonly lease: number;
  readonly keep: { readonly events: number; readonly bytes: number };
  /** Of all replicas; nobody without one can make a cursor. The first makes them, each reads them. */
  readonly cursorSecrets: readonly Uint8Array[];
  readonly meter: ClusterMeter;
}

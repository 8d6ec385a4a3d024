import type { EventLog } from '../agent/event-log.ts';
import type { AgentStore, Holder, View } from './agent-store.ts';
import type { Engine } from './engine.ts';

/** What was appended at once: values, and what else whoever follows the log has to know. */
export interface Batch<T, C> {
  readonly events: readonly T[];
  readonly changes: readonly C[];
}

/**
 * One agent's events on the engine: an event log that any replica can read, and one at a time append to. What is appended in one turn is
 * one entry, and is shown here too only when the engine has it.
 */
export interface SharedLog<T, C> extends EventLog<T> {
  /** Goes into the entry of this turn. */
  change(change: C): void;
  /** One that is told here only, and is in no log. */
  aside(value: T): void;
  /**
   * Takes in what is new. Gives whose the lease is; null for nobody's.
   *
   * @throws EngineError, SealError
   */
  refresh(): Promise<Holder | null>;
  /** From now on what is appended is written, as long as the lease is this token's; calls back when it turns out not to be. */
  lead(token: string, onLost: () => void): void;
  /** Resolves when the engine has all that was appended, or never will. */
  written(): Promise<void>;
  /** What is not written by now is dropped. */
  follow(): void;
  /** The view, where the last one written is long ago: what it contains need not be kept any longer. */
  dueView(): View | null;
}

export interface SharedLogOptions<T, C> {
  readonly store: AgentStore;
  readonly engine: Pick<Engine, 'whenUp'>;
  readonly write: (batch: Batch<T, C>) => string;
  readonly read: (text: string) => Batch<T, C>;
  /** Told of every entry, before its events can be read here. */
  readonly onBatch: (batch: Batch<T, C>) => void;
  /** Told when this copy begins anew: with a view, or with nothing. */
  readonly onView: (text: string | null) => void;
  /** Somebody goes on from an event that was told aside, here or on another replica. */
  readonly onAside: () => void;
  /** All that is known after the last entry that was taken in. */
  readonly view: () => string;
  /** Of the lease, in milliseconds: who cannot write for that long does not go on leading. */
  readonly lease: number;
  readonly keep: { readonly events: number; readonly bytes: number };
  /** Of all replicas; nobody without one can make a cursor. The first makes them, each reads them. */
  readonly cursorSecrets: readonly Uint8Array[];
  readonly caller: string;
}

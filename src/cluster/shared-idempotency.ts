import { createHash } from 'node:crypto';
import { createIdempotency, keyUsedOtherwise, type Idempotent } from '../agent/idempotency.ts';
import { GatewayError } from '../errors.ts';
import { isStopped, pause, unlessStopped, withDeadline } from '../upstream/deadline.ts';
import { readAnswer, writeAnswer } from './answer-codec.ts';
import { createBell } from './bell.ts';
import { createClaim, type Claim, type Claimed } from './claim.ts';
import { EngineError, type Engine } from './engine.ts';
import { SealError } from './sealer.ts';

export interface SharedIdempotency {
  /**
   * Once per key, whatever replica it is brought to. Within a process the first one asks for all.
   *
   * @throws GatewayError as `Idempotent`; UPSTREAM_UNAVAILABLE, with `retryAfter`, where it cannot be known whether the key was used;
   * the same without where the replica that used it died before it had an answer. The task was not run then.
   */
  readonly idempotent: Idempotent;
  /** Waits a moment for answers that are not stored yet. Twice is fine. */
  close(): Promise<void>;
}

export interface SharedIdempotencyOptions {
  readonly engine: Engine;
  /** The upstream whose agents these are: its base. */
  readonly upstream: string;
  readonly secrets: readonly Uint8Array[];
  /** Milliseconds after which a replica that gives no sign of life counts as gone. */
  readonly lease: number;
}

/** As in a process that is alone, which keeps no copies of sessions. */
const keep = { age: 10 * 60_000, answers: 1000, bytes: 16_000_000 };
/** Milliseconds between looks at what another replica does, should its news be missed. */
const lookEvery = 1000;
/** Milliseconds to wait for another replica's answer: no mutation takes as long. */
const longestWait = 120_000;
/** Milliseconds that one who leaves waits for the engine to take the last answers. */
const longestGoodbye = 1000;

export function createSharedIdempotency(options: SharedIdempotencyOptions): SharedIdempotency {
  const { engine, upstream, secrets, lease } = options;
  const once = createIdempotency();
  const closing = new AbortController();
  const writing = new Set<Promise<void>>();

  /** Again and again, as long as anybody may ask for it. Never fails. */
  function insist(write: () => Promise<void>): void {
    const until = performance.now() + keep.age;
    const written = (async () => {
      while (performance.now() < until) {
        try {
          await write();
          return;
        } catch {
          if (closing.signal.aborted) return;
          await engine.whenUp();
        }
      }
    })();
    writing.add(written);
    void written.then(() => writing.delete(written));
  }

  async function take(claim: Claim): Promise<Claimed> {
    if (!engine.isUp()) throw cannotTell(null);
    try {
      return await claim.take();
    } catch (error) {
      if (!(error instanceof EngineError || error instanceof SealError)) throw error;
      // It may have been taken, and nothing is done with it.
      if (error instanceof EngineError) insist(() => claim.forget());
      throw cannotTell(error);
    }
  }

  /** What has become of the key when it is not pending any more. */
  async function settled(claim: Claim): Promise<Exclude<Claimed, { kind: 'pending' }>> {
    const found = await take(claim);
    if (found.kind !== 'pending') return found;
    const news = createBell();
    const unlisten = claim.listen(() => {
      news.ring();
    });
    try {
      return await withDeadline(longestWait, closing.signal, async (signal) => {
        while (!isStopped(signal)) {
          const rings = news.rings();
          const state = await take(claim);
          if (state.kind !== 'pending') return state;
          await news.after(rings, lookEvery, signal);
        }
        throw cannotTell(null);
      });
    } finally {
      unlisten();
    }
  }

  async function holdOn(claim: Claim, signal: AbortSignal): Promise<void> {
    while (!isStopped(signal)) {
      await pause(lease / 3, signal);
      if (!isStopped(signal)) await claim.hold().catch(() => undefined);
    }
  }

  async function run<T>(claim: Claim, task: () => Promise<T>): Promise<T> {
    const done = new AbortController();
    void holdOn(claim, done.signal);
    let answer: T;
    try {
      answer = await task();
    } catch (error) {
      try {
        await claim.forget();
      } catch {
        insist(() => claim.forget());
      }
      throw error;
    } finally {
      done.abort();
    }
    // Whoever asked gets it, also while it cannot be stored: it was done.
    insist(() => claim.answer(writeAnswer(answer)));
    return answer;
  }

  async function shared<T>(caller: string, key: string, input: unknown, task: () => Promise<T>): Promise<T> {
    const fingerprint = createHash('sha256').update(JSON.stringify(input)).digest('base64');
    const claim = createClaim([upstream, caller], key, fingerprint, { engine, secrets, holding: lease, keep });
    const found = await settled(claim);
    switch (found.kind) {
      case 'taken':
        return run(claim, task);
      case 'answered':
        return readAnswer(found.text) as T;
      case 'other':
        throw keyUsedOtherwise();
      case 'lost':
        throw nobodyKnows();
    }
  }

  return {
    idempotent: (caller, key, input, task) => once(caller, key, input, () => shared(caller, key, input, task)),
    async close() {
      closing.abort();
      await withDeadline(longestGoodbye, undefined, (signal) => unlessStopped(Promise.all(writing), signal));
    },
  };
}

/** Seconds: most absences of an engine are shorter than a client's patience. */
const comeAgain = 2;

function cannotTell(cause: unknown): GatewayError {
  const why =
    cause instanceof SealError
      ? 'what the replicas know of it was written with another EVENT_LOG_KEY'
      : 'what the replicas share cannot be reached';
  const message = `Nothing was sent: whether input.idempotencyKey was used before cannot be told, for ${why}.`;
  return new GatewayError('UPSTREAM_UNAVAILABLE', message, { cause, details: { retryAfter: comeAgain } });
}

function nobodyKnows(): GatewayError {
  const message =
    'Whether this was done is not known: the replica that began it is gone. It is not done again with this input.idempotencyKey; look before you use another.';
  const details = { argumentPath: ['input', 'idempotencyKey'] };
  return new GatewayError('UPSTREAM_UNAVAILABLE', message, { withoutEffect: false, details });
}

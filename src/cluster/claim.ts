import { randomBytes } from 'node:crypto';
import * as scripts from './claim-scripts.ts';
import type { Engine } from './engine.ts';
import { hiddenName } from './hidden-name.ts';
import { createSealer } from './sealer.ts';

/** What has become of an idempotency key. */
export type Claimed =
  | { readonly kind: 'taken' }
  /** It was used for something else. */
  | { readonly kind: 'other' }
  | { readonly kind: 'pending' }
  /** Whoever had it is gone, and has left no answer. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'answered'; readonly text: string };

/** One use of an idempotency key. Everything throws EngineError where the engine cannot be reached. */
export interface Claim {
  /** Takes the key, if nobody has it. @throws SealError where another `EVENT_LOG_KEY` was used */
  take(): Promise<Claimed>;
  /** Once it is taken: it is still under way. */
  hold(): Promise<void>;
  /** Once it is taken: for all who bring the key from now on. Twice is fine. */
  answer(text: string): Promise<void>;
  /** Once it is taken: it is as if the key had never been used. Twice is fine. */
  forget(): Promise<void>;
  /** Calls back when something may have become of the key. Gives what ends that. */
  listen(listener: () => void): () => void;
}

export interface ClaimOptions {
  readonly engine: Engine;
  readonly secrets: readonly Uint8Array[];
  /** Milliseconds after which one who does not hold it any more counts as gone. */
  readonly holding: number;
  /** Milliseconds for which the key is known, most answers of an agent, and bytes of them: the oldest are forgotten. */
  readonly keep: { readonly age: number; readonly answers: number; readonly bytes: number };
}

/**
 * @param agent the upstream and the user id
 * @param fingerprint of what the key is used for
 */
export function createClaim(
  agent: readonly string[],
  key: string,
  fingerprint: string,
  { engine, secrets, holding, keep }: ClaimOptions,
): Claim {
  const name = `{${hiddenName(agent)}}:once`;
  const hashed = hiddenName([key]);
  const own = engine.key(`${name}:${hashed}`);
  const channel = `${own}:news`;
  const sealer = createSealer(secrets, `${name}:${hashed}`);
  const token = randomBytes(12).toString('base64url');
  const claim = sealer.seal(fingerprint);

  return {
    async take() {
      const raw = await engine.run(scripts.claim, [own], [token, claim, holding, keep.age]);
      const [kind, used, text] = raw as readonly Buffer[];
      if (String(kind) === 'taken' || used === undefined) return { kind: 'taken' };
      if (sealer.open(used) !== fingerprint) return { kind: 'other' };
      if (text !== undefined) return { kind: 'answered', text: sealer.open(text) };
      return { kind: String(kind) as 'pending' | 'lost' };
    },
    async hold() {
      await engine.run(scripts.hold, [own], [token, holding]);
    },
    async answer(text) {
      const sealed = sealer.seal(text);
      const terms = [token, claim, sealed, keep.age, channel, keep.answers, keep.bytes];
      await engine.run(scripts.answer, [own, engine.key(name)], terms);
    },
    async forget() {
      await engine.run(scripts.forget, [own], [token, channel]);
    },
    listen: (listener) => engine.listen(channel, listener),
  };
}

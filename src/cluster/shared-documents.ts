import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { unlessStopped, withDeadline } from '../upstream/deadline.ts';
import type { Engine } from './engine.ts';
import { clock, script } from './scripts.ts';
import { createSealer } from './sealer.ts';

/** Documents that are known by their hash at all replicas. */
export interface SharedDocuments {
  /** The text with this SHA-256, in hexadecimal; null where none is known, or not soon enough. Never fails. */
  find(hash: string): Promise<string | null>;
  /** From now on others find it. */
  keep(hash: string, text: string): void;
}

export interface SharedDocumentsOptions {
  readonly engine: Engine;
  readonly secrets: readonly Uint8Array[];
}

/** Milliseconds: a client that has to send the text is served sooner than one that waits for longer. */
const patience = 200;
/** Milliseconds for which they are kept, and how many: a flood of them takes no more room than these. */
const age = 24 * 60 * 60_000;
const most = 1000;
/** Those of which it is remembered that others were told. */
const told = { max: 10_000, ttl: age / 2 };

/** KEYS a document, a sorted set of all of them by their time; ARGV the text, sealed; milliseconds for which it is kept; most of them. */
const keep = script(
  clock,
  `
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('ZADD', KEYS[2], now, KEYS[1])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
for _, key in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1 - ARGV[3])) do
  redis.call('DEL', key)
  redis.call('ZREM', KEYS[2], key)
end
return 1`,
);

export function createSharedDocuments({ engine, secrets }: SharedDocumentsOptions): SharedDocuments {
  const sealer = createSealer(secrets, 'documents');
  const known = new LRUCache<string, true>(told);
  const asking = new Map<string, Promise<string | null>>();

  async function ask(hash: string): Promise<string | null> {
    if (!engine.isUp()) return null;
    try {
      const reply = engine.command('GET', placeOf(hash));
      const sealed = await withDeadline(patience, undefined, (signal) => unlessStopped(reply, signal));
      if (!Buffer.isBuffer(sealed)) return null;
      const text = sealer.open(sealed);
      // It is what it is called, or it is not there.
      return createHash('sha256').update(text).digest('hex') === hash ? text : null;
    } catch {
      return null;
    }
  }

  function placeOf(hash: string): string {
    return engine.key(`{documents}:${hash}`);
  }

  return {
    find(hash) {
      const asked =
        asking.get(hash) ??
        ask(hash).finally(() => {
          asking.delete(hash);
        });
      asking.set(hash, asked);
      return asked;
    },
    keep(hash, text) {
      if (known.has(hash) || !engine.isUp()) return;
      known.set(hash, true);
      engine.run(keep, [placeOf(hash), engine.key('{documents}')], [sealer.seal(text), age, most]).catch(() => {
        known.delete(hash);
      });
    },
  };
}

import { randomBytes } from 'node:crypto';
import type { Engine } from './engine.ts';
import { hiddenName } from './hidden-name.ts';
import { beginning, idOf, isSame, placeOf, type Place } from './place.ts';
import * as scripts from './scripts.ts';
import { createSealer } from './sealer.ts';

/** An entry of a shared log; what is in it is its writer's business. */
export interface Entry {
  readonly place: Place;
  readonly text: string;
}

/** All that is known as of a place; an empty text where that is nothing. */
export type View = Entry;

/** Whose the lease is: their token, and for how many milliseconds if it is not renewed. */
export interface Holder {
  readonly token: string;
  readonly left: number;
}

/** What a reader of a shared log is told. */
export interface Reading {
  /** Which run of the log; null where there is none. */
  readonly epoch: string | null;
  /** Of the last entry there is, which may come after those read here. */
  readonly last: Place;
  /** Of the last entry that is there no more. */
  readonly gone: Place;
  /** Who may append; null for nobody. */
  readonly holder: Holder | null;
  /** All that was known as of its place, where the reader cannot go on from where it was. */
  readonly view: View | null;
  readonly entries: readonly Entry[];
}

/** What the engine keeps of one agent. Everything throws EngineError where it cannot be reached, SealError for what cannot be opened. */
export interface AgentStore {
  /** Everything after the place in this run of the log; else the view and what comes after it. */
  read(epoch: string | null, after: Place): Promise<Reading>;
  /** The entries of these positions, the second one not included, maybe one more; null where some of them are gone. */
  older(epoch: string, from: number, to: number): Promise<readonly Entry[] | null>;
  /** Takes the lease, if nobody has it. Begins a run of the log, where there is none. */
  acquire(token: string): Promise<boolean>;
  /** False when the lease is another's or nobody's. */
  renew(token: string, view: View | null): Promise<boolean>;
  release(token: string): Promise<void>;
  /**
   * Appends these, once: to ask again after an error is fine.
   *
   * @param after of the entry that must be the last one before
   * @param view all that is known as of the entry before these, or null
   * @returns `fenced` where the lease is not the token's, `moved` where another entry is the last one
   */
  append(
    token: string,
    after: Place,
    entries: readonly Entry[],
    view: string | null,
  ): Promise<'ok' | 'fenced' | 'moved'>;
  /** Calls back when something was appended or the lease became free, and whenever that may have been missed. */
  listen(listener: () => void): () => void;
}

export interface AgentStoreOptions {
  readonly engine: Engine;
  /** Names the agent, whoever asks: the upstream and the user id. */
  readonly agent: readonly string[];
  readonly secrets: readonly Uint8Array[];
  /** Of the lease, in milliseconds. */
  readonly lease: number;
  /** Most events, bytes, and milliseconds for which they are kept. */
  readonly keep: { readonly events: number; readonly bytes: number; readonly age: number };
}

type ReadReply = readonly [Buffer, Buffer, Buffer, Buffer, number, Buffer, Buffer, unknown];

/** Entries read at a time. */
const page = 500;

const epochLength = 8;

export function createAgentStore({ engine, agent, secrets, lease, keep }: AgentStoreOptions): AgentStore {
  const name = hiddenName(agent);
  const keys = ['lease', 'head', 'log', 'view'].map((part) => engine.key(`{${name}}:${part}`));
  const channel = engine.key(`{${name}}:news`);
  const sealer = createSealer(secrets, `log of ${name}`);
  const entriesOf = (raw: unknown): readonly Entry[] =>
    (raw as readonly (readonly [Buffer, readonly Buffer[]])[]).map(([id, fields]) => ({
      place: placeOf(String(id)),
      text: sealer.open(fields[3] ?? Buffer.alloc(0)),
    }));

  return {
    async read(epoch, after) {
      const raw = await engine.run(scripts.read, keys, [epoch ?? '', idOf(after), page]);
      const [run, last, gone, token, left, view, seen, entries] = raw as ReadReply;
      const holder = textOf(token);
      return {
        epoch: textOf(run),
        last: placeOf(String(last)),
        gone: placeOf(String(gone)),
        holder: holder === null ? null : { token: holder, left },
        view: seen.length === 0 ? null : viewOf(view, String(seen)),
        entries: entriesOf(entries),
      };
    },
    async older(epoch, from, to) {
      const raw = await engine.run(scripts.older, keys, [epoch, from, to]);
      return raw === null ? null : entriesOf(raw);
    },
    async acquire(token) {
      return (
        (await engine.run(scripts.acquire, keys, [
          token,
          lease,
          randomBytes(epochLength).toString('base64url').slice(0, epochLength),
          keep.age,
        ])) === 1
      );
    },
    async renew(token, view) {
      const seen = view === null ? ['', ''] : [sealer.seal(view.text), idOf(view.place)];
      const terms = [token, lease, keep.events, keep.bytes, keep.age];
      return (await engine.run(scripts.renew, keys, [...terms, ...seen])) === 1;
    },
    async release(token) {
      await engine.run(scripts.release, keys, [token, channel]);
    },
    async append(token, after, entries, view) {
      const sealed = entries.flatMap(({ place, text }) => [idOf(place), sealer.seal(text)]);
      const terms = [token, idOf(after), channel, keep.events, keep.bytes, keep.age];
      const outcome = await engine.run(scripts.append, keys, [
        ...terms,
        view === null ? '' : sealer.seal(view),
        ...sealed,
      ]);
      return String(outcome) as 'ok' | 'fenced' | 'moved';
    },
    listen: (listener) => engine.listen(channel, listener),
  };

  function viewOf(view: Buffer, seen: string): View {
    const place = placeOf(seen);
    return { place, text: isSame(place, beginning) ? '' : sealer.open(view) };
  }
}

function textOf(value: Buffer): string | null {
  return value.length === 0 ? null : value.toString('latin1');
}

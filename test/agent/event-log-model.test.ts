import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventLog, LogItem } from '../../src/agent/event-log.ts';
import { logOf } from './log-of.ts';

/** The plain array that a log with a bound and cursors must be equal to. */
interface Model {
  readonly all: number[];
  readonly size: number;
}

interface Reader {
  readonly source: AsyncGenerator<LogItem<number>, void, void>;
  /** How many events it has behind it. */
  position: number;
  over: boolean;
}

interface Real {
  readonly log: EventLog<number>;
  /** The cursor after each event; the first is the log's start. */
  readonly cursors: string[];
  readonly readers: Reader[];
}

type Command = fc.AsyncCommand<Model, Real>;

const oldestHeld = ({ all, size }: Model): number => Math.max(0, all.length - size);

const append: Command = {
  check: () => true,
  run(model, { log, cursors }) {
    model.all.push(model.all.length);
    log.append(model.all.length - 1);
    cursors.push(log.head());
    return Promise.resolve();
  },
  toString: () => 'append',
};

const open = (back: number): Command => ({
  check: (model) => back <= model.all.length,
  run(model, { log, cursors, readers }) {
    const position = model.all.length - back;
    const cursor = cursors[position] ?? '';
    expect(log.holds(cursor)).toBe(position >= oldestHeld(model));
    readers.push({ source: log.read(cursor, new AbortController().signal), position, over: false });
    return Promise.resolve();
  },
  toString: () => `open(${back})`,
});

/** Reads one item of a reader that need not wait for it. */
const read = (which: number): Command => ({
  check: () => true,
  async run(model, { cursors, readers }) {
    const reader = readers[which % Math.max(1, readers.length)];
    if (reader === undefined || reader.over) return;
    if (reader.position < oldestHeld(model)) {
      expect(await reader.source.next()).toEqual({ done: false, value: { kind: 'lagged' } });
      expect(await reader.source.next()).toEqual({ done: true, value: undefined });
      reader.over = true;
    } else if (reader.position < model.all.length) {
      const { position } = reader;
      const event = { kind: 'event', cursor: cursors[position + 1], value: model.all[position] };
      expect(await reader.source.next()).toEqual({ done: false, value: event });
      reader.position += 1;
    }
  },
  toString: () => `read(${which})`,
});

const stop = (which: number): Command => ({
  check: () => true,
  async run(_model, { readers }) {
    const reader = readers[which % Math.max(1, readers.length)];
    if (reader === undefined) return;
    await reader.source.return();
    reader.over = true;
  },
  toString: () => `stop(${which})`,
});

/** At the end every reader gets all that is left for it, and no more. */
async function drain(model: Model, { log, readers }: Real): Promise<void> {
  log.end();
  for (const reader of readers.filter(({ over }) => !over)) {
    const found: unknown[] = [];
    for await (const item of reader.source) found.push(item.kind === 'event' ? item.value : 'lagged');
    expect(found).toEqual(reader.position < oldestHeld(model) ? ['lagged'] : model.all.slice(reader.position));
  }
}

test('a log is a plain array of which the last so many are kept, for any number of readers', async () => {
  const commands = fc.commands(
    [
      fc.constant(append),
      fc.constant(append),
      fc.nat(5).map(open),
      fc.nat(3).map(read),
      fc.nat(3).map(read),
      fc.nat(9).map(stop),
    ],
    { maxCommands: 60, size: 'max' },
  );
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), commands, async (size, list) => {
      const model: Model = { all: [], size };
      const log = logOf<number>(size);
      const real: Real = { log, cursors: [log.head()], readers: [] };
      await fc.asyncModelRun(() => ({ model, real }), list);
      await drain(model, real);
    }),
    { numRuns: 300 },
  );
});

test('a reader that waits gets everything in order while the log is filled in any rhythm', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 3 })), async (bursts) => {
      const log = logOf<number>(3);
      const start = log.head();
      const found: unknown[] = [];
      const reading = (async () => {
        for await (const item of log.read(start, new AbortController().signal)) {
          found.push(item.kind === 'event' ? item.value : 'lagged');
        }
      })();
      let count = 0;
      for (const burst of bursts) {
        const target = count + burst;
        while (count < target) log.append(count++);
        // All that the reader needs to take all of it.
        await turn();
        expect(found).toHaveLength(count);
      }
      log.end();
      await reading;
      expect(found).toEqual(Array.from({ length: count }, (_, value) => value));
    }),
  );
});

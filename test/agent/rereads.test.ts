import { expect, test } from 'vitest';
import { createRereads, type Rereads } from '../../src/agent/rereads.ts';
import { at } from './given.ts';

interface Reading {
  readonly id: string;
  readonly answer: (text: string) => void;
  readonly fail: (error: Error) => void;
}

/** Readings that the test answers; `begun` resolves with the next one. */
function script(): {
  readonly rereads: Rereads;
  readonly readings: readonly Reading[];
  readonly adopted: string[];
  readonly failures: unknown[];
  readonly begun: () => Promise<Reading>;
} {
  const readings: Reading[] = [];
  const adopted: string[] = [];
  const failures: unknown[] = [];
  let wake: () => void = () => undefined;
  let seen = 0;
  const rereads = createRereads<string>({
    read(id) {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      readings.push({ id, answer: resolve, fail: reject });
      wake();
      return promise;
    },
    adopt: (id, text) => adopted.push(`${id}: ${text}`),
    failed: (_id, error) => failures.push(error),
  });
  const begun = async (): Promise<Reading> => {
    while (readings.length === seen) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    seen += 1;
    return at(readings, seen - 1);
  };
  return { rereads, readings, adopted, failures, begun };
}

test('requests for one session share one reading, those for another do not wait', async () => {
  const { rereads, readings, adopted, begun } = script();
  const [one, same, other] = [rereads.read('a'), rereads.read('a'), rereads.read('b')];
  expect(same).toBe(one);
  const [first, second] = [await begun(), await begun()];
  second.answer('second');
  await other;
  expect(adopted).toEqual(['b: second']);
  first.answer('first');
  await one;
  expect(adopted).toEqual(['b: second', 'a: first']);
  expect(readings).toHaveLength(2);

  const later = rereads.read('a');
  (await begun()).answer('anew');
  await later;
  expect(adopted.at(-1)).toBe('a: anew');
});

test('a reading that was overtaken is repeated, at most twice; what was told meanwhile is newer than all of them', async () => {
  const { rereads, readings, adopted, failures, begun } = script();
  const done = rereads.read('a');
  for (const text of ['first', 'second', 'third']) {
    const reading = await begun();
    rereads.disturb('a');
    reading.answer(text);
  }
  await done;
  expect(readings).toHaveLength(3);
  expect(adopted).toEqual([]);
  expect(failures).toEqual([null]);
});

test('one quiet reading is enough; what happens before it, or elsewhere, does not disturb it', async () => {
  const { rereads, readings, adopted, begun } = script();
  rereads.disturb('a');
  const done = rereads.read('a');
  const first = await begun();
  rereads.disturb('a');
  first.answer('old');
  const second = await begun();
  rereads.disturb('b');
  second.answer('new');
  await done;
  expect([readings.length, adopted]).toEqual([2, ['a: new']]);
});

test('what happens between request and reading disturbs it', async () => {
  const { rereads, adopted, begun } = script();
  const done = rereads.read('a');
  rereads.disturb('a');
  (await begun()).answer('old');
  (await begun()).answer('new');
  await done;
  expect(adopted).toEqual(['a: new']);
});

test('a failure is told, fails nobody, and does not stick', async () => {
  const { rereads, adopted, failures, begun } = script();
  const done = rereads.read('a');
  const error = new Error('gone');
  (await begun()).fail(error);
  await expect(done).resolves.toBeUndefined();
  expect([failures, adopted]).toEqual([[error], []]);
  const again = rereads.read('a');
  (await begun()).answer('there');
  await again;
  expect(adopted).toEqual(['a: there']);
});

import { getEventListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createGate } from '../../src/upstream/gate.ts';

const never = new AbortController().signal;

describe('gate', () => {
  test('lets tasks run up to its places, the others in order as places become free', async () => {
    const gate = createGate(2);
    const started: number[] = [];
    const ends = Array.from({ length: 4 }, () => Promise.withResolvers<undefined>());
    const runs = ends.map(({ promise }, index) =>
      gate.run(() => {
        started.push(index);
        return promise;
      }, never),
    );
    await nextTurn();
    expect(started).toEqual([0, 1]);
    ends[1]?.resolve(undefined);
    await runs[1];
    await nextTurn();
    expect(started).toEqual([0, 1, 2]);
    for (const end of ends) end.resolve(undefined);
    await Promise.all(runs);
    expect(started).toEqual([0, 1, 2, 3]);
  });

  test('gives the result, passes the failure on and frees the place after either', async () => {
    const gate = createGate(1);
    expect(await gate.run(() => Promise.resolve('done'), never)).toBe('done');
    const error = new Error('no');
    await expect(gate.run(() => Promise.reject(error), never)).rejects.toBe(error);
    expect(await gate.run(() => Promise.resolve('again'), never)).toBe('again');
  });

  test('refuses a signal that has fired, without running the task', async () => {
    const gate = createGate(1);
    let ran = false;
    const task = (): Promise<void> => {
      ran = true;
      return Promise.resolve();
    };
    await expect(gate.run(task, AbortSignal.abort())).rejects.toThrow('Aborted while waiting.');
    expect(ran).toBe(false);
    await gate.run(task, never);
    expect(ran).toBe(true);
  });

  test('who gives up waiting gives its turn to the next and leaves nothing on the signal', async () => {
    const gate = createGate(1);
    const first = Promise.withResolvers<undefined>();
    const leaver = new AbortController();
    const stayer = new AbortController();
    const started: string[] = [];
    const run = (name: string, signal: AbortSignal): Promise<void> =>
      gate.run(() => {
        started.push(name);
        return Promise.resolve();
      }, signal);

    const holding = gate.run(() => first.promise, never);
    const left = run('left', leaver.signal);
    const stayed = run('stayed', stayer.signal);
    leaver.abort();
    await expect(left).rejects.toThrow('Aborted while waiting.');
    first.resolve(undefined);
    await Promise.all([holding, stayed]);
    expect(started).toEqual(['stayed']);
    expect(getEventListeners(stayer.signal, 'abort')).toEqual([]);
  });

  test('whatever comes, gives up and fails: never more than its places, in order, all served, all places free at the end', async () => {
    const steps = fc.array(
      fc.record({ turns: fc.nat(4), fails: fc.boolean(), givesUpAfter: fc.option(fc.nat(4)), gap: fc.nat(2) }),
      { maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), steps, async (places, arrivals) => {
        const gate = createGate(places);
        const started: number[] = [];
        let running = 0;
        let most = 0;
        const runs: Promise<'ended' | 'left'>[] = [];
        for (const [index, { turns, fails, givesUpAfter, gap }] of arrivals.entries()) {
          const controller = new AbortController();
          const run = gate.run(async () => {
            started.push(index);
            most = Math.max(most, ++running);
            for (let turn = 0; turn < turns; turn += 1) await nextTurn();
            running -= 1;
            if (fails) throw new Error('no');
          }, controller.signal);
          runs.push(
            run.then(
              () => 'ended',
              (error: unknown) => (error instanceof DOMException ? 'left' : 'ended'),
            ),
          );
          if (givesUpAfter !== null) {
            void (async () => {
              for (let turn = 0; turn < givesUpAfter; turn += 1) await nextTurn();
              controller.abort();
            })();
          }
          for (let turn = 0; turn < gap; turn += 1) await nextTurn();
        }
        const ends = await Promise.all(runs);
        expect(most).toBeLessThanOrEqual(places);
        expect(running).toBe(0);
        expect(started).toEqual([...started].sort((a, b) => a - b));
        expect(started).toEqual([...ends.keys()].filter((index) => ends[index] === 'ended'));
        let entered = 0;
        const all = Promise.withResolvers<undefined>();
        await Promise.all(
          Array.from({ length: places }, () =>
            gate.run(() => {
              if (++entered === places) all.resolve(undefined);
              return all.promise;
            }, never),
          ),
        );
      }),
      { numRuns: 100 },
    );
  });
});

describe('a gate with a longest hold', () => {
  test('lets the next start although the task before still runs, and gives that task’s result', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const gate = createGate(1, 1000);
    const hanging = Promise.withResolvers<string>();
    const first = gate.run(() => hanging.promise, never);
    let started = false;
    const second = gate.run(() => {
      started = true;
      return Promise.resolve('second');
    }, never);
    await vi.advanceTimersByTimeAsync(999);
    expect(started).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(started).toBe(true);
    expect(await second).toBe('second');
    hanging.resolve('first');
    expect(await first).toBe('first');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('starts every task when the earliest place is free, each held for the task’s time or the hold, whichever is less', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const tasks = fc.array(fc.record({ takes: fc.integer({ min: 1, max: 40 }), fails: fc.boolean() }), {
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 40 }),
        tasks,
        async (places, hold, given) => {
          const gate = createGate(places, hold);
          const begin = Date.now();
          const starts: number[] = [];
          const runs = given.map(({ takes, fails }) =>
            gate
              .run(async () => {
                starts.push(Date.now() - begin);
                await new Promise((resolve) => setTimeout(resolve, takes));
                if (fails) throw new Error('no');
              }, never)
              .catch(() => undefined),
          );
          await vi.advanceTimersByTimeAsync(40 * given.length + 1);
          await Promise.all(runs);

          const freeAt = Array.from({ length: places }, () => 0);
          const expected = given.map(({ takes }) => {
            const start = Math.min(...freeAt);
            freeAt[freeAt.indexOf(start)] = start + Math.min(takes, hold);
            return start;
          });
          expect(starts).toEqual(expected);
          expect(vi.getTimerCount()).toBe(0);
        },
      ),
      { numRuns: 100 },
    );
  });
});

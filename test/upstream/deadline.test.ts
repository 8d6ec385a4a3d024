import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { pause, withDeadline } from '../../src/upstream/deadline.ts';

/** Settles when the signal fires, as a task that gives up does. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}

describe('withDeadline', () => {
  test('gives what the task gives and forgets the outer signal', async () => {
    const { signal } = new AbortController();
    const result = await withDeadline(10_000, signal, (inner, ended) =>
      Promise.resolve([inner.aborted, ended(), getEventListeners(signal, 'abort').length]),
    );
    expect(result).toEqual([false, null, 1]);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('forgets the outer signal when the task fails', async () => {
    const { signal } = new AbortController();
    const error = new Error('no');
    await expect(withDeadline(10_000, signal, () => Promise.reject(error))).rejects.toBe(error);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('fires at the deadline and says so', async () => {
    const end = await withDeadline(5, undefined, async (signal, ended) => {
      await aborted(signal);
      return ended();
    });
    expect(end).toBe('deadline');
  });

  test('fires with the outer signal and says so, also when the deadline passes afterwards', async () => {
    const outer = new AbortController();
    const end = await withDeadline(5, outer.signal, async (signal, ended) => {
      const fired = aborted(signal);
      outer.abort();
      await fired;
      await pause(10, new AbortController().signal);
      return ended();
    });
    expect(end).toBe('cancelled');
  });

  test('starts cancelled when the outer signal has fired before', async () => {
    const end = await withDeadline(10_000, AbortSignal.abort(), (signal, ended) =>
      Promise.resolve([signal.aborted, ended()]),
    );
    expect(end).toEqual([true, 'cancelled']);
  });
});

describe('pause', () => {
  test('waits', async () => {
    const before = performance.now();
    const { signal } = new AbortController();
    await pause(20, signal);
    expect(performance.now() - before).toBeGreaterThan(18);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('ends early, without failing, when the signal fires or has fired', async () => {
    const controller = new AbortController();
    const paused = pause(60_000, controller.signal);
    controller.abort();
    await paused;
    await pause(60_000, controller.signal);
  });
});

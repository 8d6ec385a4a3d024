import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inTurn } from '../../src/agent/in-turn.ts';
import { readWhole } from '../../src/agent/whole-reading.ts';
import type { Answer } from '../../src/upstream/rest.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const ids = ['a', 'b', 'c'];

/** Never answers; gives up with the signal, as calls of the upstream do. */
function slow(_path: string, signal?: AbortSignal): Promise<Answer> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => {
      reject(new DOMException('Aborted.', 'AbortError'));
    });
  });
}

test.each([true, false])(
  'is not kept by slow transcripts, those that wait for their turn included (strict: %s)',
  async (strict) => {
    const calls = inTurn({ get: slow, post: (path, _body, signal) => slow(path, signal) }, 2, 60_000);
    const reading = readWhole(
      {
        readSessions: () => Promise.resolve(ids.map((id) => ({ id, state: 'CHATTING' }) as const)),
        readTranscript: (id, signal) => calls.get(id, signal).then(() => []),
      },
      () => ids,
      strict,
      new AbortController().signal,
    );
    await vi.advanceTimersByTimeAsync(2000);
    expect((await reading).sessions.map(({ id }) => id)).toEqual(ids);
  },
);

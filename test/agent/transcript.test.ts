import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTranscript } from '../../src/agent/transcript.ts';
import type { Answer, Rest } from '../../src/upstream/rest.ts';
import { sessionId } from './given.ts';
import { refused } from './performing.ts';

interface Entry {
  readonly index: number;
  readonly text: string;
  readonly type?: string;
}

/** What a server makes of `startIndex` and `count`. */
type Reading = (log: readonly Entry[], start: number, count: number) => readonly Entry[];

const readings: Readonly<Record<string, Reading>> = {
  'positions from 0': (log, start, count) => log.slice(start, start + count),
  'positions from 1': (log, start, count) => log.slice(Math.max(0, start - 1), Math.max(0, start - 1) + count),
  'positions from 1, where 0 is an empty place': (log, start, count) =>
    log.slice(Math.max(0, start - 1), start - 1 + count),
  'message indexes': (log, start, count) => log.filter(({ index }) => index >= start).slice(0, count),
};

const from = { participantId: '007356278F310173', type: 'Agent', nickname: 'TestName' };

/** A server of one log; `asked` are the paths. */
function server(log: readonly Entry[], reading: Reading): { readonly rest: Rest; readonly asked: string[] } {
  const asked: string[] = [];
  const rest: Rest = {
    get(path) {
      asked.push(path);
      const query = new URL(path, 'http://h').searchParams;
      const wanted = reading(log, Number(query.get('startIndex')), Number(query.get('count')));
      const messages = wanted.map(({ index, text, type = 'Text' }) => {
        return { index, type, text, from, visibility: 'All', timestampSeconds: 1_445_433_199_000 + index };
      });
      return Promise.resolve({ ok: true, body: { statusCode: 0, messages }, referenceId: null });
    },
    post: () => Promise.reject(new Error('only reads')),
  };
  return { rest, asked };
}

async function textsOf(log: readonly Entry[], reading: Reading): Promise<readonly (string | null)[]> {
  const messages = await readTranscript(server(log, reading).rest, '/s', sessionId);
  return messages.map((message) => ('text' in message ? message.text : null));
}

const textOf = ({ text }: Entry): string => text;
const consecutive = (count: number, step = 1): Entry[] =>
  Array.from({ length: count }, (_, at) => ({ index: 1 + at * step, text: `t${at}` }));

/** Logs with gaps (0 to 12 indexes) and with messages that share an index, as long as several pages. */
const logs = fc
  .record({
    length: fc.integer({ min: 0, max: 1100 }),
    first: fc.integer({ min: 0, max: 3 }),
    steps: fc.array(fc.oneof(fc.constant(1), fc.integer({ min: 0, max: 12 })), { minLength: 1, maxLength: 30 }),
  })
  .map(({ length, first, steps }) => {
    let index = first;
    return Array.from({ length }, (_, at) => {
      if (at > 0) index += steps[at % steps.length] ?? 1;
      return { index, text: `t${at}` };
    });
  })
  // More messages of one index than a page holds cannot be paged by index.
  .filter((log) => log.every(({ index }, at) => log[at + 100]?.index !== index));

describe.each(Object.entries(readings))('where startIndex means %s', (_name, reading) => {
  test('nothing is lost, nothing comes twice, and the order is kept', async () => {
    await fc.assert(
      fc.asyncProperty(logs, async (log) => {
        expect((await textsOf(log, reading)).join()).toBe(log.map(textOf).join());
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ['without gaps', consecutive(1000)],
    ['with few gaps', consecutive(1000).map((entry, at) => ({ ...entry, index: entry.index + Math.floor(at / 20) }))],
    ['with wide gaps', consecutive(4000, 10)],
    ['with three messages an index', consecutive(1000).map((entry, at) => ({ ...entry, index: Math.floor(at / 3) }))],
    [
      'with gaps first and shared indexes later',
      consecutive(1200).map((entry, at) => ({ ...entry, index: at < 500 ? at * 3 : 1500 + Math.floor(at / 4) })),
    ],
    [
      'with signs of typing and damaged entries in between',
      consecutive(1000).map((entry, at) => (at % 3 === 0 ? { ...entry, type: 'TypingStarted' } : entry)),
    ],
  ])('a log %s is read whole', async (_kind, log) => {
    const kept = log.filter(({ type = 'Text' }: Entry) => type === 'Text');
    expect(await textsOf(log, reading)).toEqual(kept.map(textOf));
  });

  test.each([0, 1, 198, 199, 200, 201, 399, 400, 401])('a log of %i is read whole', async (length) => {
    expect(await textsOf(consecutive(length), reading)).toHaveLength(length);
  });

  test('no more is asked for once there are 5000', async () => {
    const { rest, asked } = server(consecutive(20_000), reading);
    const messages = await readTranscript(rest, '/s', sessionId);
    expect(messages.length).toBeGreaterThanOrEqual(5000);
    expect(messages.length).toBeLessThan(5200);
    expect(asked.length).toBeLessThan(30);
  });
});

test.each([10, 199, 200, 201, 1000])('a server that always gives all of its %i is understood', async (length) => {
  const log = consecutive(length);
  const { rest, asked } = server(log, () => log);
  expect(await readTranscript(rest, '/s', sessionId)).toHaveLength(length);
  expect(asked.length).toBeLessThanOrEqual(3);
});

test('a short log costs one call, an absent one too', async () => {
  const { rest, asked } = server(consecutive(3), readings['message indexes'] ?? (() => []));
  await readTranscript(rest, '/s', sessionId);
  expect(asked).toEqual(['/s/messages?startIndex=0&count=200']);
  const answers = (answer: Answer): Rest => ({ ...rest, get: () => Promise.resolve(answer) });
  expect(await readTranscript(answers(refused(6)), '/s', sessionId)).toEqual([]);
  await expect(readTranscript(answers(refused(3)), '/s', sessionId)).rejects.toMatchObject({
    code: 'UPSTREAM_REFUSED',
  });
});

test('a server that never comes to an end is left in the end', async () => {
  const endless: Reading = (_log, start, count) =>
    Array.from({ length: count }, (_, at) => ({ index: start + at, text: '', type: 'TypingStarted' }));
  const { rest, asked } = server([], endless);
  expect(await readTranscript(rest, '/s', sessionId)).toEqual([]);
  expect(asked.length).toBeLessThanOrEqual(100);
});

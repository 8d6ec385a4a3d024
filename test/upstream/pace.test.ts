import { expect, test } from 'vitest';
import { createPace } from '../../src/upstream/pace.ts';
import { poll, polled, startFollowed } from '../support/notifications.ts';
import { silence } from '../support/upstream.ts';

test.each<[string, readonly (readonly [number, number])[], readonly number[]]>([
  ['the third empty answer at once in a row, and those after it', [[0, 0], [49, 0], [1, 0], [1, 0]], [0, 0, 100, 100]], // prettier-ignore
  ['no poll that was held', [[0, 0], [0, 0], [50, 0], [0, 0], [0, 0], [0, 0]], [0, 0, 0, 0, 0, 100]], // prettier-ignore
  ['no answer that delivers', [[0, 0], [0, 0], [0, 1], [0, 2], [0, 0]], [0, 0, 0, 0, 0]], // prettier-ignore
])('a pause follows %s', (_, polls, pauses) => {
  const pace = createPace();
  expect(polls.map(([took, deliveries]) => pace(took, deliveries))).toEqual(pauses);
});

test('a server that holds no poll is not polled without end', async () => {
  const { upstream } = await startFollowed();
  const polls = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(() => upstream.plan(poll, polled([], { advice: { timeout: 0 } })));
  upstream.always(poll, silence);
  const first = await polls[0];
  const last = await polls.at(-1);
  // Six pauses at most; two are certain even where a busy machine makes some answers slow.
  expect((last?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(190);
});

import { expect, test } from 'vitest';
import { createSessionsCopy } from '../../src/cluster/sessions-copy.ts';
import type { ViewChange } from '../../src/cluster/turn.ts';
import { completeSession } from '../../src/normalise/session.ts';

test('what a view lets go because it is too much is no change of which others are told', () => {
  const copy = createSessionsCopy(10_000, { onTooLarge: () => undefined });
  const changes: ViewChange[] = [];
  const errors: Error[] = [];
  const view = copy.recorded({ onTooLarge: (error) => errors.push(error) }, (change) => changes.push(change));
  view.replace([completeSession({ id: 'a', state: 'CHATTING' })]);
  expect(changes).toHaveLength(1);
  view.replace(Array.from({ length: 100 }, (_, n) => completeSession({ id: `${n}`, state: 'CHATTING' })));
  expect(errors).toHaveLength(1);
  expect(changes).toHaveLength(1);
});

import { expect, test, vi } from 'vitest';
import { acceptSession, removeParticipant, sendMessage, startConsultation } from '../../src/agent/operations.ts';
import type { Link } from '../../src/agent/link.ts';
import { mutation } from '../../src/resolvers/mutation.ts';
import { contextOf, info } from './calling.ts';

const rows = { acceptSession, removeParticipant, sendMessage, startConsultation };

test.each(Object.keys(rows) as (keyof typeof rows)[])('%s performs its row with the input as it is', async (name) => {
  const answer = { outcome: 'CONFIRMED' };
  const perform = vi.fn(() => Promise.resolve(answer));
  const resolve = mutation[name] as (root: object, args: unknown, context: unknown, info: unknown) => Promise<unknown>;
  const input = { sessionId: 'a' };
  expect(await resolve({}, { input }, contextOf({ perform: perform as unknown as Link['perform'] }), info)).toBe(
    answer,
  );
  expect(perform.mock.calls).toEqual([[rows[name], input]]);
});

test('every mutation has its row', () => {
  expect(Object.keys(mutation).sort()).toEqual(Object.keys(rows).sort());
});

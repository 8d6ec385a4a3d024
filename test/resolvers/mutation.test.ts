import { describe, expect, test, vi } from 'vitest';
import * as consultation from '../../src/agent/operations/consultation.ts';
import * as conversation from '../../src/agent/operations/conversation.ts';
import * as messaging from '../../src/agent/operations/messaging.ts';
import * as properties from '../../src/agent/operations/properties.ts';
import type { Link } from '../../src/agent/link.ts';
import { mutation } from '../../src/resolvers/mutation.ts';
import { contextOf, info } from './calling.ts';

type Resolve = (root: object, args: unknown, context: unknown, info: unknown) => Promise<unknown>;

const rows: Readonly<Record<string, unknown>> = { ...consultation, ...conversation, ...messaging, ...properties };
const center = { startContactCenterSession: 'start', endContactCenterSession: 'end', setAgentState: 'setState' };
const resolvers = mutation as unknown as Readonly<Record<string, Resolve>>;
const input = { sessionId: 'a' };

describe('mutations', () => {
  test.each(Object.keys(rows))('%s performs its row with the input as it is', async (name) => {
    const answer = { outcome: 'CONFIRMED' };
    const perform = vi.fn(() => Promise.resolve(answer));
    const context = contextOf({ perform: perform as unknown as Link['perform'] });
    expect(await resolvers[name]?.({}, { input }, context, info)).toBe(answer);
    expect(perform.mock.calls).toEqual([[rows[name], input, context.trail]]);
  });

  test.each(Object.entries(center))("%s is the contact center's %s", async (name, method) => {
    const answer = { outcome: 'CONFIRMED' };
    const call = vi.fn(() => Promise.resolve(answer));
    const context = contextOf({ contactCenter: { [method]: call } as unknown as Link['contactCenter'] });
    expect(await resolvers[name]?.({}, { input }, context, info)).toBe(answer);
    expect(call.mock.calls).toEqual([[input]]);
  });

  test('are all of these', () => {
    expect(Object.keys(mutation).sort()).toEqual([...Object.keys(rows), ...Object.keys(center)].sort());
  });
});

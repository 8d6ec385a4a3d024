import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEventSizes } from '../../src/agent/event-size.ts';
import { createKeptView, type KeptView } from '../../src/agent/kept-view.ts';
import { reduce, type SessionView } from '../../src/agent/session-view.ts';
import type { Fact } from '../../src/normalise/fact.ts';
import { sizeOfSession } from '../../src/agent/session-size.ts';
import { completeSession, isOver, mergeSession } from '../../src/normalise/session.ts';
import { facts, patches } from './arbitrary-facts.ts';
import { customer, sessionFact, textEntry } from './given.ts';
import { nobody } from './pure-view.ts';

/** Measured by somebody else: everything that is kept, what is shared once. */
function measured({ sessions, told }: SessionView): number {
  const sizeOf = createEventSizes();
  const texts = [...told.values()].map(({ messages, typing }) => [...messages, ...typing]);
  return [...sessions.values(), ...texts].reduce((sum, one) => sum + sizeOf(one), 0);
}

/** Facts of which some are large, in many ways. */
const texts = fc.nat(3000).map((length) => 'x'.repeat(length));
const largeFacts: fc.Arbitrary<Fact> = fc.oneof(
  facts,
  fc
    .tuple(patches, fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), texts))
    .map(([patch, userData]): Fact =>
      sessionFact('PROPERTIES', { ...patch, userData: new Map(Object.entries(userData)) }),
    ),
  fc.tuple(patches, texts).map(([patch, comment]): Fact => sessionFact('STATUS', { ...patch, comment })),
  fc.tuple(fc.nat(9), fc.nat(30)).map(([session, count]): Fact => ({
    kind: 'log',
    sessionId: `other ${session}`,
    entries: Array.from({ length: count }, (_, index) => textEntry(index, 'text')),
  })),
);

function take(view: KeptView, fact: Fact): void {
  view.adopt(reduce(view, fact));
}

describe('what is kept of sessions', () => {
  test('is never more than the bound, and nothing that lives is left out unless that is said', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(largeFacts, fc.uniqueArray(patches, { selector: ({ id }) => id })), {
          maxLength: 60,
          size: 'max',
        }),
        fc.integer({ min: 2000, max: 20_000 }),
        (list, most) => {
          let saidSo = 0;
          const kept = createKeptView(most, { onTooLarge: () => void (saidSo += 1) });
          const endless = createKeptView(Infinity, nobody);
          for (const item of list) {
            for (const view of [kept, endless]) {
              if (Array.isArray(item)) view.replace(item);
              else take(view, item);
            }
            expect(kept.bytes()).toBeLessThanOrEqual(most);
            expect(measured(kept)).toBeLessThanOrEqual(most);
            if (saidSo > 0) {
              expect([kept.sessions.size, kept.told.size, kept.bytes()]).toEqual([0, 0, 0]);
              return;
            }
            for (const { id, state } of endless.sessions.values()) {
              expect([id, isOver(state) || kept.sessions.has(id)]).toEqual([id, true]);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('is counted as it is, whatever happened before', () => {
    fc.assert(
      fc.property(fc.array(largeFacts, { maxLength: 60, size: 'max' }), (list) => {
        const view = createKeptView(Infinity, nobody);
        for (const fact of list) take(view, fact);
        const again = createKeptView(Infinity, nobody);
        for (const session of view.sessions.values()) again.adopt({ session, told: null, events: [] });
        for (const [sessionId, entries] of view.told) {
          again.adopt({ session: null, told: { sessionId, entries }, events: [] });
        }
        expect(view.bytes()).toBe(again.bytes());
        expect(view.bytes()).toBeGreaterThanOrEqual(measured(view));
      }),
      { numRuns: 60 },
    );
  });

  const userData = (length: number) => new Map([['key', 'x'.repeat(length)]]);

  test('lets go of what is over, the oldest first, before anything that lives', () => {
    const view = createKeptView(50_000, nobody);
    take(view, sessionFact('STATUS', { id: 'living', state: 'CHATTING', userData: userData(20_000) }));
    for (const id of ['first', 'second', 'third']) {
      take(view, sessionFact('STATUS', { id, state: 'COMPLETED', userData: userData(10_000) }));
    }
    expect([...view.sessions.keys()]).toEqual(['living', 'second', 'third']);
    take(view, sessionFact('PROPERTIES', { id: 'living', userData: userData(45_000) }));
    expect([...view.sessions.keys()]).toEqual(['living']);
  });

  test('lets go of what was told of sessions that are not shown, before what is over', () => {
    const view = createKeptView(20_000, nobody);
    const entries = Array.from({ length: 100 }, (_, index) => textEntry(index, 'text'));
    take(view, { kind: 'log', sessionId: 'unknown', entries });
    take(view, sessionFact('STATUS', { id: 'over', state: 'COMPLETED', userData: userData(15_000) }));
    expect([[...view.sessions.keys()], [...view.told.keys()]]).toEqual([['over'], []]);
  });

  test('is measured again only where it changed', () => {
    const large = new Map(Array.from({ length: 100 }, (_, key) => [`key ${key}`, 'x'.repeat(20)]));
    const record = completeSession({ id: 'a', participants: [customer], userData: large });
    const size = sizeOfSession(record, undefined);
    const changed = mergeSession(record, { id: 'a', comment: 'new', userData: new Map([['key 7', 'y'.repeat(500)]]) });
    const again = sizeOfSession(changed, size);
    expect(size.parts.every((part) => again.parts.includes(part))).toBe(true);
    expect(again.bytes - size.bytes).toBeGreaterThan(500);
    expect(again.bytes - size.bytes).toBeLessThan(700);
    expect(again.bytes).toBe(sizeOfSession(changed, undefined).bytes);
  });
});

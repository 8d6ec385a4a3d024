import { describe, expect, test } from 'vitest';
import type { SessionView } from '../../src/agent/session-view.ts';
import { emptyView, reduce } from './pure-view.ts';
import type { Fact } from '../../src/normalise/fact.ts';
import { at, logFact, reduceAll, sessionFact, sessionId, textEntry } from './given.ts';

const numbers = (count: number, from = 0): readonly number[] => Array.from({ length: count }, (_, n) => from + n);
const state = (id: string, now: 'CHATTING' | 'COMPLETED' | 'REVOKED' | 'LEFT_CHAT'): Fact =>
  sessionFact('STATUS', { id, state: now });
const ids = (view: SessionView): readonly string[] => [...view.sessions.keys()];

describe('sessions that are over', () => {
  test('are kept, the 50 that ended last', () => {
    const facts = numbers(60).map((n) => state(`s${n}`, n % 2 === 0 ? 'COMPLETED' : 'REVOKED'));
    expect(ids(reduceAll(emptyView, facts).view)).toEqual(numbers(50, 10).map((n) => `s${n}`));
  });

  test('are counted apart from those that are not', () => {
    const living = numbers(70).map((n) => state(`living${n}`, n % 2 === 0 ? 'CHATTING' : 'LEFT_CHAT'));
    const over = numbers(55).map((n) => state(`over${n}`, 'COMPLETED'));
    const { view } = reduceAll(emptyView, [...living, ...over]);
    expect(ids(view).filter((id) => id.startsWith('living'))).toHaveLength(70);
    expect(ids(view).filter((id) => id.startsWith('over'))).toHaveLength(50);
  });

  test('the one that appeared first and ended last is the most recent of them', () => {
    const { view } = reduceAll(emptyView, [
      state('long', 'CHATTING'),
      ...numbers(50).map((n) => state(`s${n}`, 'COMPLETED')),
    ]);
    const ended = reduce(view, state('long', 'COMPLETED'));
    expect(ended.view.sessions.get('long')?.state).toBe('COMPLETED');
    expect(ended.view.sessions.has('s0')).toBe(false);
    expect(reduce(ended.view, state('long', 'COMPLETED')).events).toEqual([]);
  });
});

describe('entries told', () => {
  const log = (count: number) => logFact(...numbers(count).map((n) => textEntry(n, `text ${n}`)));

  test('are remembered up to 6000 per session: a replay of that many tells nothing', () => {
    const { view, events } = reduce(emptyView, log(6000));
    expect(events).toHaveLength(6000);
    expect(reduce(view, log(6000))).toStrictEqual({ view, events: [] });
  });

  test('beyond that the oldest are told again, and no others', () => {
    const { view } = reduce(emptyView, log(6003));
    const { events } = reduce(view, log(6003));
    expect(events.map((event) => event.__typename === 'MessageAdded' && event.message.index)).toEqual([0, 1, 2]);
  });

  test('a log with the same entry twice tells it once', () => {
    const { events } = reduce(emptyView, logFact(textEntry(1, 'a'), textEntry(1, 'a'), textEntry(1, 'b')));
    expect(events).toHaveLength(2);
  });

  test('of sessions never shown are kept for 50 of them, those silent longest go first', () => {
    const said = (id: string): Fact => ({ kind: 'log', sessionId: id, entries: [textEntry(1, 'a')] });
    const said2 = (id: string): Fact => ({ kind: 'log', sessionId: id, entries: [textEntry(2, 'b')] });
    const many = numbers(50).map((n) => said(`s${n}`));
    const { view } = reduceAll(emptyView, [...many, said2('s0'), said('late')]);
    expect(view.told.size).toBe(50);
    expect(reduce(view, said('s0')).events).toEqual([]);
    expect(reduce(view, said('s1')).events).toHaveLength(1);
  });

  test('of a session that is shown are kept whatever comes', () => {
    const start = reduceAll(emptyView, [state(sessionId, 'CHATTING'), logFact(textEntry(1, 'a'))]).view;
    const noise = numbers(200).map((n): Fact => ({ kind: 'log', sessionId: `s${n}`, entries: [textEntry(1, 'a')] }));
    const { view } = reduceAll(start, noise);
    expect(view.told.size).toBe(51);
    expect(reduce(view, at([logFact(textEntry(1, 'a'))], 0)).events).toEqual([]);
  });
});

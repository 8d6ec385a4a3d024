import type { GrowthCase } from './measure.ts';

/** The same event over growing sizes of one thing. */
export interface Series {
  readonly id: string;
  readonly title: string;
  /** The smallest first: ratios are to it. */
  readonly cases: readonly (GrowthCase & { readonly name: string })[];
  readonly goal: string;
}

const usual: Omit<GrowthCase, 'kind'> = { sessions: 1, keys: null, told: 10, logged: null, callers: 2, events: 400 };
const counts = [1, 10, 100, 1000];
const keyCounts = [10, 100, 1000, 10_000];

/** For example `1 session` and `1,000 sessions`. */
function written(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

export const series: readonly Series[] = [
  {
    id: 'growth.sessions.message',
    title: 'A message, by live sessions of the caller',
    cases: counts.map((sessions) => ({ ...usual, kind: 'message', sessions, name: written(sessions, 'session') })),
    goal: 'a message costs no more with 1,000 sessions than with one',
  },
  {
    id: 'growth.sessions.change',
    title: 'A changed value in the seed’s 5 kB notification, by live sessions of the caller',
    cases: counts.map((sessions) => ({ ...usual, kind: 'whole', sessions, name: written(sessions, 'session') })),
    goal: 'a change costs no more with 1,000 sessions than with one',
  },
  {
    id: 'growth.transcript',
    title: 'A message, by messages told in its session',
    // Each event adds a message: many callers with few events each.
    cases: [10, 1000, 5000].map((told) => {
      return { ...usual, kind: 'message', told, callers: 16, events: 50, name: written(told, 'message') };
    }),
    goal: 'a message costs no more in a session of 5,000 messages than in one of 10',
  },
  {
    id: 'growth.log',
    title: 'A message, by events in the full log',
    cases: [10, 1000, 100_000].map((logged) => {
      return { ...usual, kind: 'message', logged, name: written(logged, 'event') };
    }),
    goal: 'a message costs no more with 100,000 events in the log than with 10',
  },
  {
    id: 'growth.keys.message',
    title: 'A message, by user data keys of its session',
    cases: keyCounts.map((keys) => ({ ...usual, kind: 'message', keys, name: written(keys, 'key') })),
    goal: 'a message costs no more in a session of 10,000 user data keys than in one of 10',
  },
  {
    id: 'growth.keys.partial',
    title: 'A changed value of user data, the notification having that key alone, by keys',
    cases: keyCounts.map((keys) => {
      return { ...usual, kind: 'partial', keys, events: keys > 1000 ? 20 : 400, name: written(keys, 'key') };
    }),
    goal: 'a changed value among 10,000 costs no more than one among 10 and the copy of the map',
  },
  {
    id: 'growth.keys.whole',
    title: 'A changed value of user data, the notification having all of it, by keys',
    cases: keyCounts.map((keys) => {
      return { ...usual, kind: 'whole', keys, events: keys > 1000 ? 20 : 400, name: written(keys, 'key') };
    }),
    goal: 'a changed value in 10,000 sent costs no more than one in 10, parsing the 10,000 and the copy of the map',
  },
];

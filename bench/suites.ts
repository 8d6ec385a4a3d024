import type { Suite } from './harness/suite.ts';
import type { Mode } from './report/result-file.ts';

/** In the order in which they are run and shown: seconds that each takes on a quiet machine. */
const durations = {
  mutation: { quick: 150, full: 600 },
  confirmed: { quick: 50, full: 130 },
  events: { quick: 60, full: 250 },
  broadcast: { quick: 90, full: 270 },
  memory: { quick: 130, full: 360 },
  start: { quick: 30, full: 150 },
  growth: { quick: 20, full: 90 },
  limits: { quick: 20, full: 60 },
  replicas: { quick: 60, full: 300 },
} as const;

export const suiteNames = Object.keys(durations) as readonly (keyof typeof durations)[];

export function durationOf(name: string, mode: Mode): number {
  return durations[name as keyof typeof durations][mode];
}

/** Only what is asked for is loaded. */
export async function loadSuite(name: string): Promise<Suite> {
  const file = new URL(`${name}/suite.ts`, import.meta.url);
  return ((await import(file.href)) as { readonly suite: Suite }).suite;
}

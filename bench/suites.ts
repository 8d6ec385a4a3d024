import type { Suite } from './harness/suite.ts';

/** In the order in which they are run and shown. */
export const suiteNames = [
  'mutation',
  'confirmed',
  'events',
  'broadcast',
  'memory',
  'start',
  'growth',
  'limits',
] as const;

/** Only what is asked for is loaded. */
export async function loadSuite(name: string): Promise<Suite> {
  const file = new URL(`${name}/suite.ts`, import.meta.url);
  return ((await import(file.href)) as { readonly suite: Suite }).suite;
}

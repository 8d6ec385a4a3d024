import { expect } from 'vitest';
import { patience } from './browser.ts';
import type { DeskPane } from './desk-page.ts';

/** Waits until a part of a pane shows these words. */
export async function shows(
  pane: DeskPane,
  part: 'participants' | 'outcome' | 'session' | 'sessions' | 'region',
  words: string | RegExp,
): Promise<void> {
  await expect.poll(() => pane[part].innerText(), patience).toMatch(words);
}

/** Waits until the transcript ends with these words. */
export async function endsWith(pane: DeskPane, words: string): Promise<void> {
  await expect.poll(async () => (await pane.entries()).at(-1), patience).toBe(words);
}

import path from 'node:path';
import * as esbuild from 'esbuild';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { buildExplorer } from '../../src/explorer/build.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import { createLog } from '../../src/log.ts';
import { launchBrowser, patience, record, unhurried, type Recording } from './browser.ts';

export type Pane = 'operation.graphql' | 'variables.json' | 'request-headers.json' | 'response.json';

/** An expression for the page. The editors draw only the lines in view, so what they hold is asked of their models. */
function model(pane: Pane): string {
  return `globalThis.__MONACO?.editor.getModels().find(({ uri }) => uri.path.endsWith(${JSON.stringify(pane)}))`;
}

export function paneText(page: Page, pane: Pane): Promise<string> {
  return page.evaluate<string>(`${model(pane)}?.getValue() ?? ''`);
}

export async function setPane(page: Page, pane: Pane, text: string): Promise<void> {
  await page.evaluate(`void ${model(pane)}.setValue(${JSON.stringify(text)})`);
}

// Polled from here: playwright's own waitForFunction evaluates in the page, where the content security policy forbids it.
export async function waitForText(page: Page, pane: Pane, ...words: readonly string[]): Promise<void> {
  for (const word of words) await expect.poll(() => paneText(page, pane), patience).toContain(word);
}

/** The response pane's content as soon as it holds all these words. */
export async function responseWith(page: Page, ...words: readonly string[]): Promise<unknown> {
  await waitForText(page, 'response.json', ...words);
  return JSON.parse(await paneText(page, 'response.json'));
}

export function lintErrors(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(
    `globalThis.__MONACO.editor.getModelMarkers({ resource: ${model('operation.graphql')}.uri }).map((m) => m.message)`,
  );
}

/** What a test has of the explorer: a gateway with a sandbox of its own, and a browser's window to it. */
export interface Explorer extends Recording {
  readonly url: string;
  readonly context: BrowserContext;
  open(): Promise<Page>;
}

/** Registers the hooks that bring up an explorer for each test of the suite; gives that of the test that runs. */
export function explorerPerTest(options: BrowserContextOptions = {}): () => Explorer {
  let browser: Browser;
  let gateway: Gateway;
  let current: Explorer;

  beforeAll(async () => {
    await buildExplorer(esbuild, path.resolve(import.meta.dirname, '../../dist/explorer'));
    browser = await launchBrowser();
  }, unhurried.timeout);

  afterAll(() => browser.close());

  beforeEach(async () => {
    gateway = await createGateway(parseConfig({ PORT: '0' }), createLog('silent'));
    const context = await browser.newContext(options);
    const { url } = gateway;
    current = {
      url,
      context,
      ...record(context),
      async open() {
        const page = await context.newPage();
        await page.goto(url);
        await waitForText(page, 'operation.graphql', 'subscription sessionEvents');
        await waitForText(page, 'request-headers.json', 'Authorization');
        return page;
      },
    };
  });

  afterEach(async () => {
    await current.context.close();
    await gateway.close();
  });

  return () => current;
}

/** Presses Run. */
export const run = (page: Page): Promise<void> => page.getByRole('button', { name: /^Execute query/ }).click();

/** What a sandbox user's Authorization header has after `Basic`. */
export const basicOf = (user: string): string => Buffer.from(`${user}:sandbox-${user}`).toString('base64');

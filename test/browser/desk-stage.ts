import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import { createLog } from '../../src/log.ts';
import type { SandboxControl } from '../../src/sandbox/sandbox.ts';
import { launchBrowser, patience, record, type Recording } from './browser.ts';
import { deskPane, type DeskPane } from './desk-page.ts';

/** The agent desk before a gateway with its sandbox, both new for each test. */
export interface DeskStage {
  /** What the sandbox can be made to do. */
  readonly control: () => SandboxControl;
  /** The desk's page, in a browser of its own. */
  readonly openPage: (options?: BrowserContextOptions) => Promise<Page>;
  /** Both agents of the sandbox, each with the session that they share. */
  readonly openBoth: () => Promise<{ readonly first: DeskPane; readonly second: DeskPane; readonly page: Page }>;
}

/** To be called in `describe`: sets the stage and clears it. Each test fails if its pages asked another host or met a refusal. */
export function setDeskStage(): DeskStage {
  let browser: Browser;
  let gateway: Gateway;
  const contexts: { context: BrowserContext; recording: Recording }[] = [];

  beforeAll(async () => {
    execFileSync(process.execPath, [path.resolve(import.meta.dirname, '../../examples/agent-desk/build.ts')]);
    browser = await launchBrowser();
  });

  afterAll(() => browser.close());

  beforeEach(async () => {
    gateway = await createGateway(parseConfig({ PORT: '0' }), createLog('silent'), { lively: false });
  });

  afterEach(async () => {
    const { host } = new URL(gateway.url);
    const recordings = contexts.map(({ recording }) => recording);
    for (const { context } of contexts.splice(0)) await context.close();
    await gateway.close();
    const requested = recordings.flatMap((recording) => recording.requested);
    expect(requested.length).toBeGreaterThan(0);
    expect(requested.filter((address) => address.host !== host)).toEqual([]);
    // The browser reports connections that these tests cut; what is left is the content security policy and the page's own faults.
    const complaints = recordings.flatMap((recording) => recording.complaints);
    expect(complaints.filter((text) => !/^Failed to load resource|^WebSocket connection to/.test(text))).toEqual([]);
  });

  async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    context.setDefaultTimeout(patience.timeout);
    contexts.push({ context, recording: record(context) });
    const page = await context.newPage();
    await page.goto(`${gateway.url}/desk`);
    return page;
  }

  return {
    control() {
      if (gateway.sandbox === null) throw new Error('The gateway runs without its sandbox.');
      return gateway.sandbox.control;
    },
    openPage,
    async openBoth() {
      const page = await openPage();
      const [first, second] = [deskPane(page, 'First desk'), deskPane(page, 'Second desk')];
      await first.logIn('agent1');
      await second.logIn('agent2');
      for (const pane of [first, second]) await pane.open('VitaliyOnv');
      return { first, second, page };
    },
  };
}

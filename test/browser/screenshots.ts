// Makes the pictures of the agent desk in docs/images anew: `npm run screenshots`.
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { parseConfig } from '../../src/config.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import { createLog } from '../../src/log.ts';
import { talk } from '../gateway/operating.ts';
import { launchBrowser } from './browser.ts';
import { deskPane, type DeskPane } from './desk-page.ts';

const directory = path.resolve(import.meta.dirname, '../../docs/images');

interface Scene {
  readonly page: Page;
  readonly first: DeskPane;
  readonly second: DeskPane;
  readonly gateway: Gateway;
}

/** A conversation of which both agents take part, as far as this screen shows both. */
async function converse({ first, second, gateway }: Scene, isWide: boolean): Promise<void> {
  const customerWrites = async (text: string): Promise<void> => {
    gateway.sandbox?.control.customerWrites(talk, text);
    await first.transcript.getByText(text).waitFor();
  };
  await first.logIn('agent1');
  await first.open('VitaliyOnv');
  await customerWrites('Hello, my parcel should have been here on Monday. Order 4711.');
  await first.write('Good morning! I am looking for it right now.');
  await first.transcript.getByText('I am looking').waitFor();
  if (isWide) {
    await second.logIn('agent2');
    await second.open('VitaliyOnv');
    await second.write('It came back to us: the house number is missing.');
    await first.transcript.getByText('house number').waitFor();
  }
  await first.write('The house number was missing on the label. Which one is it?');
  await first.transcript.getByText('Which one').waitFor();
  await customerWrites('Oh! It is 12b. Thank you.');
}

async function picture(
  browser: Browser,
  name: string,
  options: BrowserContextOptions,
  finish: (scene: Scene) => Promise<void>,
): Promise<void> {
  const gateway = await createGateway(parseConfig({ PORT: '0' }), createLog('silent'), { lively: false });
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.goto(`${gateway.url}/desk`);
    const scene = { page, gateway, first: deskPane(page, 'First desk'), second: deskPane(page, 'Second desk') };
    await converse(scene, options.isMobile !== true);
    await finish(scene);
    await page.screenshot({ path: path.join(directory, name) });
  } finally {
    await context.close();
    await gateway.close();
  }
}

const wide = { width: 1440, height: 900 };
const typing = async ({ first, second }: Scene): Promise<void> => {
  await first.message.pressSequentially('I will send it again today, to 12b');
  await second.region.getByText('TestName types…').waitFor();
};

const browser = await launchBrowser();
try {
  await picture(browser, 'desk-light.png', { viewport: wide, colorScheme: 'light' }, typing);
  await picture(browser, 'desk-dark.png', { viewport: wide, colorScheme: 'dark' }, async ({ first, second }) => {
    await second.button('Cut the network').click();
    await first.button(/^User data/).click();
    await first.region.getByRole('searchbox', { name: 'Find a key' }).fill('name');
  });
  const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
  await picture(browser, 'desk-phone.png', phone, () => Promise.resolve());
} finally {
  await browser.close();
}

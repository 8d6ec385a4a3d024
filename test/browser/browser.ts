import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { findChromium } from './chromium.ts';

/** axe-core, to be evaluated in a page. */
export const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const executablePath = findChromium(process.env);

const launchArguments = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Every wait is for a condition and ends with it; this is only where a broken page is given up. */
export const patience = { timeout: 20_000 };

/** For suites: a browser on a busy machine is slow. */
export const unhurried = { timeout: 60_000 };

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: executablePath ?? '', args: launchArguments });
}

/** Says why the tests of a file do not run, if they do not. */
export function noteIfSkipped(file: string): void {
  if (executablePath !== null) return;
  process.stderr.write(`${file} is SKIPPED: no Chromium found on PATH; name one by CHROMIUM_PATH.\n`);
}

export interface Recording {
  /** Every address asked for, those of WebSockets included. */
  readonly requested: readonly URL[];
  /** What the console calls an error, refusals by the content security policy among others, and what a page threw. */
  readonly complaints: readonly string[];
}

/** Records what the pages of a context do from now on. */
export function record(context: BrowserContext): Recording {
  const requested: URL[] = [];
  const complaints: string[] = [];
  context.on('request', (request) => requested.push(new URL(request.url())));
  context.on('page', (page) => {
    page.on('websocket', (socket) => requested.push(new URL(socket.url())));
  });
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(error.error().message));
  return { requested, complaints };
}

#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { ConfigError, parseConfig, settings, type Config } from './config.ts';
import { createGateway, faultCommand, type Gateway } from './gateway.ts';
import { createLog } from './log.ts';

const help = `gws-graphql: a GraphQL gateway over Genesys Web Services

Usage: gws-graphql [--help] [--version] [--faults <file>] [--seed <number>]

Settings come from the environment:
${Object.entries(settings)
  .map(([name, { default: value, meaning }]) => `  ${name.padEnd(28)} ${meaning} [${value === '' ? 'unset' : value}]`)
  .join('\n')}

${faultCommand.help}  Both are for the built-in sandbox, and want GWS_URL unset.

Exit codes: 0 stopped by a signal, 1 could not start or not stop in time, 2 bad settings or arguments.
`;

/** Milliseconds between looks for the process that started this one. */
const orphanedEvery = 250;
/** Milliseconds after which a process that should have stopped is ended, whatever keeps it. */
const lastResort = 900;

function readConfig(): Config | null {
  try {
    return parseConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.problems.join('\n')}\n`);
    return null;
  }
}

/** Why it could not start, in words that name the setting. */
function startFailure(error: unknown, { HOST, PORT }: Config): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `PORT: ${PORT} is taken on ${HOST}; choose another, or 0 for a free one`;
  if (code === 'EACCES') return `PORT: this user may not listen on ${PORT}`;
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL') return `HOST: ${HOST} is no address of this machine`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** One line: ready, where, and in the sandbox as whom. */
function greeting({ url, sandbox }: Gateway): string {
  if (sandbox === null) return `gws-graphql is ready: ${url}\n`;
  const users = sandbox.users.map(({ userName, password }) => `${userName}:${password}`).join(', ');
  return `gws-graphql is ready: ${url} (sandbox; users ${users})\n`;
}

/** `npm start` has a shell between npm and this process, which dies of SIGTERM and tells nobody. */
function whenOrphaned(stop: (why: string) => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop('npm is gone');
  }, orphanedEvery);
  watch.unref();
}

type FaultArguments = ReturnType<typeof faultCommand.parse>;
type FaultySandbox = NonNullable<Awaited<ReturnType<typeof faultCommand.read>>>;

async function readFaults(given: FaultArguments, config: Config | null): Promise<FaultySandbox | null> {
  const tell = (line: string): void => void process.stderr.write(`${line}\n`);
  const isAsked = given.faults !== undefined || given.seed !== undefined;
  if (!isAsked || (config?.GWS_URL ?? null) === null) return faultCommand.read(given, tell);
  tell('--faults, --seed: are for the built-in sandbox; unset GWS_URL');
  return null;
}

async function run(given: FaultArguments): Promise<void> {
  const config = readConfig();
  const faulty = await readFaults(given, config);
  if (config === null || faulty === null) {
    process.exitCode = 2;
    return;
  }
  const log = createLog(config.LOG_LEVEL);
  let gateway: Gateway;
  try {
    gateway = await createGateway(config, log, faulty);
  } catch (error) {
    process.stderr.write(`${startFailure(error, config)}\n`);
    process.exitCode = 1;
    return;
  }
  const patience = config.SHUTDOWN_TIMEOUT_MS + lastResort;
  function stop(why: string): void {
    log.info({ signal: why }, 'stopping');
    setTimeout(() => {
      log.error({}, 'could not stop in time');
      process.exit(1);
    }, patience).unref();
    void gateway.close().then(() => process.exit(0));
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
  if (process.env['npm_lifecycle_event'] === 'start') whenOrphaned(stop);
  process.stdout.write(greeting(gateway));
}

const faultArguments = faultCommand.parse(process.argv.slice(2));
const [argument] = faultArguments.rest;
if (argument === '--help' || argument === '-h') {
  process.stdout.write(help);
} else if (argument === '--version') {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  process.stdout.write(`${manifest.version}\n`);
} else if (argument === undefined) {
  await run(faultArguments);
} else {
  process.stderr.write(`unknown argument: ${argument}; see --help\n`);
  process.exitCode = 2;
}

import type { Command } from 'commander';
import { ConfigError, settings, type Config } from '../config.ts';
import { createGateway, type Gateway } from '../gateway.ts';
import { createLog } from '../log.ts';
import { keepObjectsYoung } from '../process/young-objects.ts';
import type { FaultOptions, SandboxOptions } from '../sandbox/sandbox.ts';
import { addConfigOption, readConfig, type ConfigFileOptions } from './config-file.ts';
import { endOnFaults, warnOfFewDescriptors } from './faults.ts';
import { addFaultOptions, tell } from './options.ts';

interface ServeOptions extends FaultOptions, ConfigFileOptions {
  readonly json?: true;
}

const after = `
--faults and --seed are for the built-in sandbox, and want GWS_URL unset.

Settings come from the environment, or from the file of --config:
${Object.entries(settings)
  .map(([name, { default: value, meaning }]) => `  ${name.padEnd(28)} ${meaning} [${value === '' ? 'unset' : value}]`)
  .join('\n')}

Exit codes: 0 stopped by a signal, 1 could not start, not stop in time, or met a fault, 2 bad settings or arguments.
`;

/** Milliseconds between looks for the process that started this one. */
const orphanedEvery = 250;
/** Milliseconds after which a process that should have stopped is ended, whatever keeps it. */
const lastResort = 900;

export function define(command: Command, done: (code: number | null) => void): void {
  addFaultOptions(addConfigOption(command))
    .description('Runs the gateway; with GWS_URL unset, over a built-in upstream, the sandbox.')
    .option('--json', 'print where it listens as one JSON object')
    .addHelpText('after', after)
    .action(async (options: ServeOptions) => {
      done(await serve(options));
    });
}

/** Starts the gateway: the exit code, or null when it runs until a signal comes. */
async function serve(options: ServeOptions): Promise<number | null> {
  const config = readSettings(options);
  const faulty = await readFaultOptions(options, config);
  if (config === null || faulty === null) return 2;
  const log = createLog(config.LOG_LEVEL);
  let gateway: Gateway | null = null;
  let exitCode = 0;
  const patience = config.SHUTDOWN_TIMEOUT_MS + lastResort;
  function stop(code: number): void {
    exitCode = Math.max(exitCode, code);
    setTimeout(() => {
      log.error({}, 'could not stop in time');
      process.exit(1);
    }, patience).unref();
    void (gateway?.close() ?? Promise.resolve()).then(() => process.exit(exitCode));
  }
  endOnFaults(log, () => {
    stop(1);
  });
  try {
    gateway = await createGateway(config, log, faulty);
  } catch (error) {
    if (error instanceof ConfigError) return refuse(error);
    tell(startFailure(error, config));
    return 1;
  }
  keepObjectsYoung();
  if (config.GWS_URL !== null) warnOfFewDescriptors(config, log);
  const end = (why: string): void => {
    log.info({ signal: why }, 'stopping');
    stop(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end);
  if (process.env['npm_lifecycle_event'] === 'start') whenOrphaned(end);
  process.stdout.write(options.json === true ? described(gateway) : greeting(gateway, config));
  return null;
}

function readSettings(options: ServeOptions): Config | null {
  try {
    return readConfig(options);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    refuse(error);
    return null;
  }
}

/** @returns the exit code */
function refuse({ problems }: ConfigError): number {
  problems.forEach(tell);
  return 2;
}

/** Null: nothing is usable, and why was told. */
async function readFaultOptions(given: FaultOptions, config: Config | null): Promise<SandboxOptions | null> {
  if (given.faults === undefined && given.seed === undefined) return {};
  if ((config?.GWS_URL ?? null) === null) {
    const { readFaults } = await import('../sandbox/sandbox.ts');
    return readFaults(given, tell);
  }
  tell('--faults, --seed: are for the built-in sandbox; unset GWS_URL');
  return null;
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
function greeting({ url, sandbox }: Gateway, { EXPLORER }: Config): string {
  if (sandbox === null) return `gws-graphql is ready: ${url}\n`;
  const users = sandbox.users.map(({ userName, password }) => `${userName}:${password}`).join(', ');
  const desk = EXPLORER ? `; agent desk ${url}/desk` : '';
  return `gws-graphql is ready: ${url} (sandbox; users ${users}${desk})\n`;
}

/** The same for machines. */
function described({ url, sandbox }: Gateway): string {
  const users = sandbox?.users.map(({ userName, password }) => ({ userName, password }));
  return `${JSON.stringify({ url, sandbox: sandbox === null ? null : { url: sandbox.url, users } })}\n`;
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

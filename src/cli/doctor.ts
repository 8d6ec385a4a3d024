import { Option, type Command } from 'commander';
import { createSandbox, type SandboxUser } from '../sandbox/sandbox.ts';
import { pause } from '../upstream/deadline.ts';
import { addConfigOption, type ConfigFileOptions } from './config-file.ts';
import { askSecret } from './doctor/ask-secret.ts';
import { basic, readLogin, type CredentialOptions, type Login } from './doctor/credentials.ts';
import { examine } from './doctor/examine.ts';
import { createReport } from './doctor/report.ts';
import { readSettings } from './doctor/settings.ts';
import { trustedStep } from './doctor/trusted.ts';
import { text, whole } from './options.ts';

interface DoctorOptions extends CredentialOptions, ConfigFileOptions {
  readonly sandbox?: true;
  readonly timeout?: number;
  readonly stepTimeout?: number;
  readonly json?: true;
}

const after = `
Looks at an upstream as the gateway does, and says what is wrong and what to do. It logs in once, because accounts get
locked, reads, and opens one Bayeux session. It changes nothing: the HTTP session is left to expire, because
EndContactCenterSession would log an agent out. Where REDIS_URL is set, it looks at that Redis too, and writes nothing
there. All other settings come from the environment and from the file of --config, as for serve: those that differ from
their defaults are named with where they come from, secrets aside, and so is what among them does not go together with
production.

The password comes from GWS_PASSWORD, or is asked for on a terminal. There is no option for it, because every user of a
machine can read command lines, and shells keep them.

With --json: { ok, url, steps: [{ name, status, detail, advice, milliseconds }] }, where status is ok, warning, failed
or skipped.

Exit codes: 0 no check failed, 1 one failed, 2 bad arguments or settings, 130 stopped by a signal.
`;

const interrupted = 130;

export function define(command: Command, done: (code: number) => void): void {
  const user = new Option('--user <name>', 'log in as this agent').argParser(text);
  const bearer = new Option('--bearer-from-env <variable>', 'log in by the token in this variable').argParser(text);
  const cookie = new Option('--cookie-from-env <variable>', 'use the session in it: JSESSIONID=...').argParser(text);
  addConfigOption(command)
    .description('Checks an upstream, step by step.')
    .argument('[url]', 'its base up to and including /api/v2 (GWS_URL when absent)')
    .addOption(user.conflicts(['bearerFromEnv', 'cookieFromEnv']))
    .addOption(bearer.conflicts('cookieFromEnv'))
    .addOption(cookie)
    .option('--sandbox', 'check the built-in sandbox')
    .option('--timeout <seconds>', 'for all steps together (60)', whole(1, 3600))
    .option('--step-timeout <seconds>', 'for each step (10)', whole(1, 600))
    .option('--json', 'print the result as one JSON object')
    .addHelpText('after', after)
    .action(async (url: string | undefined, options: DoctorOptions) => {
      if (options.sandbox === true && url !== undefined) command.error("error: option '--sandbox' wants no url");
      const stop = new AbortController();
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        // A second signal of the kind ends the process the hard way.
        process.once(signal, () => {
          stop.abort('stopped');
        });
      }
      const sandbox = options.sandbox === true ? await createSandbox() : null;
      try {
        const login = await readLoginOf(options, sandbox?.users[0], stop.signal);
        if (login?.kind === 'unusable') command.error(`error: ${login.problem}`);
        done(login === null ? interrupted : await run(sandbox?.url ?? url, login, options, stop.signal));
      } finally {
        await sandbox?.close();
      }
    });
}

/** Null: it was stopped while it asked. */
async function readLoginOf(
  options: DoctorOptions,
  sandboxUser: SandboxUser | undefined,
  signal: AbortSignal,
): Promise<Login | null> {
  const { user, bearerFromEnv, cookieFromEnv } = options;
  const isNobody = user === undefined && bearerFromEnv === undefined && cookieFromEnv === undefined;
  if (sandboxUser !== undefined && isNobody) return basic(sandboxUser.userName, sandboxUser.password);
  const { stdin: input, stderr: output } = process;
  const ask = (question: string): Promise<string> => askSecret(question, { input, output, signal });
  try {
    return await readLogin(options, process.env, input.isTTY && output.isTTY ? ask : null);
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return null;
    throw error;
  }
}

/** @returns the exit code */
async function run(
  url: string | undefined,
  login: Exclude<Login, { kind: 'unusable' }>,
  options: DoctorOptions,
  stop: AbortSignal,
): Promise<number> {
  const { json, timeout = 60, stepTimeout = 10 } = options;
  const { config, settings } = readSettings(url, options);
  const base = config?.GWS_URL ?? null;
  const report = createReport(base, json === true);
  for (const step of settings) report.add(step);
  const trusted = config === null ? null : await trustedStep(config);
  if (trusted !== null) report.add(trusted);
  if (config === null || base === null || trusted?.status === 'failed') {
    report.end();
    return 2;
  }
  const finished = new AbortController();
  const limit = new AbortController();
  void pause(timeout * 1000, AbortSignal.any([stop, finished.signal])).then(() => {
    limit.abort(stop.aborted ? stop.reason : `the time is over (${timeout} s)`);
  });
  const steps = examine({
    base,
    config,
    credentials: login.kind === 'somebody' ? login.credentials : null,
    secrets: login.kind === 'somebody' ? login.secrets : [],
    stepTimeout: stepTimeout * 1000,
    signal: limit.signal,
    onStart: report.begin,
  });
  for await (const one of steps) report.add(one);
  finished.abort();
  const isWell = report.end();
  return stop.aborted ? interrupted : isWell ? 0 : 1;
}

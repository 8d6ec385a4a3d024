import type { Command } from 'commander';
import { createSandbox, readFaults, type FaultOptions, type Sandbox } from '../sandbox/sandbox.ts';
import { addFaultOptions, tell } from './options.ts';

interface SandboxCommandOptions extends FaultOptions {
  readonly json?: true;
}

const after = `
Environment:
  SANDBOX_PORT  port to listen on, 0 takes a free one [8090]
  HOST          address to listen on [127.0.0.1]

Exit codes: 0 stopped by a signal, 1 could not start, 2 bad settings or arguments.
`;

export function define(command: Command, done: (code: number | null) => void): void {
  addFaultOptions(command)
    .description(
      'Runs a built-in stand-in for Genesys Web Services with a few Facebook sessions, for trying things out. ' +
        'Its passwords are public: do not open it to a network that you do not trust.',
    )
    .option('--json', 'print where it listens and its users as one JSON object')
    .addHelpText('after', after)
    .action(async (options: SandboxCommandOptions) => {
      done(await runSandbox(options));
    });
}

/** Starts the sandbox: the exit code, or null when it runs until a signal comes. */
async function runSandbox(options: SandboxCommandOptions): Promise<number | null> {
  const given = process.env['SANDBOX_PORT'] ?? '8090';
  const port = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN;
  if (!(port <= 65_535)) {
    tell(`SANDBOX_PORT must be a number from 0 to 65535, but is '${given}'.`);
    return 2;
  }
  const faulty = await readFaults(options, tell);
  if (faulty === null) return 2;
  const host = process.env['HOST'] ?? '127.0.0.1';
  let sandbox: Sandbox;
  try {
    sandbox = await createSandbox({ host, port, lively: true, ...faulty });
  } catch (error) {
    tell(`The sandbox cannot listen on ${host}, port ${port}: ${reasonOf(error)}`);
    return 1;
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // A second signal of the kind ends the process the hard way.
    process.once(signal, () => void sandbox.close());
  }
  process.stdout.write(options.json === true ? described(sandbox) : greeting(sandbox));
  return null;
}

function greeting({ url, users }: Sandbox): string {
  const names = users.map(({ userName, password }) => `${userName} / ${password}`);
  return `Sandbox upstream at ${url} (${names.join(', ')})\n`;
}

function described({ url, users }: Sandbox): string {
  return `${JSON.stringify({ url, users: users.map(({ userName, password }) => ({ userName, password })) })}\n`;
}

function reasonOf(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return 'the port is taken. Set SANDBOX_PORT to another one.';
  if (code === 'EACCES') return 'not permitted. Set SANDBOX_PORT to 1024 or above.';
  return error instanceof Error ? error.message : String(error);
}

import { createSandbox, faultCommand, type Sandbox } from './sandbox.ts';

const help = `Usage: npm run sandbox [-- [--faults <file>] [--seed <number>]]

Runs a built-in stand-in for Genesys Web Services with a few Facebook sessions, for trying things out.
Its passwords are public: do not open it to a network that you do not trust.

Environment:
  SANDBOX_PORT  port to listen on, 0 takes a free one (default 8090)
  HOST          address to listen on (default 127.0.0.1)

${faultCommand.help}`;

export interface MainIo {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/** Starts the sandbox as a process does: the running sandbox, or the exit code when there is nothing to run. */
export async function runMain(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  io: MainIo,
): Promise<Sandbox | number> {
  const faultArguments = faultCommand.parse(args);
  const { rest } = faultArguments;
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(help);
    return 0;
  }
  const [unknown] = rest;
  if (unknown !== undefined) {
    io.error(`Unknown argument '${unknown}'. Try --help.\n`);
    return 2;
  }
  const given = env['SANDBOX_PORT'] ?? '8090';
  const port = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN;
  if (!(port <= 65_535)) {
    io.error(`SANDBOX_PORT must be a number from 0 to 65535, but is '${given}'.\n`);
    return 2;
  }
  const faulty = await faultCommand.read(faultArguments, (line) => {
    io.error(`${line}\n`);
  });
  if (faulty === null) return 2;
  const host = env['HOST'] ?? '127.0.0.1';
  try {
    const sandbox = await createSandbox({ host, port, lively: true, ...faulty });
    const users = sandbox.users.map(({ userName, password }) => `${userName} / ${password}`);
    io.out(`Sandbox upstream at ${sandbox.url} (${users.join(', ')})\n`);
    return sandbox;
  } catch (error) {
    io.error(`The sandbox cannot listen on ${host}, port ${port}: ${reasonOf(error)}\n`);
    return 1;
  }
}

function reasonOf(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return 'the port is taken. Set SANDBOX_PORT to another one.';
  if (code === 'EACCES') return 'not permitted. Set SANDBOX_PORT to 1024 or above.';
  return error instanceof Error ? error.message : String(error);
}

if (import.meta.main) {
  const running = await runMain(process.argv.slice(2), process.env, {
    out: (text) => process.stdout.write(text),
    error: (text) => process.stderr.write(text),
  });
  if (typeof running === 'number') process.exitCode = running;
  else {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      // A second signal of the kind ends the process the hard way.
      process.once(signal, () => void running.close());
    }
  }
}

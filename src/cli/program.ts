import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { inPackage } from '../package/directory.ts';

/** What a command's file exports: it adds options, help, and what is to be done. */
export interface CommandFile {
  /** The action gives the exit code; null when the command goes on running and ends by itself. */
  readonly define: (command: Command, done: (code: number | null) => void) => void;
}

interface Entry {
  readonly summary: string;
  /** Only the command that is asked for is loaded: `schema` needs no server, `serve` no simulation. */
  readonly load: () => Promise<CommandFile>;
}

const commands: Readonly<Record<string, Entry>> = {
  serve: { summary: 'run the gateway (the default)', load: () => import('./serve.ts') },
  sandbox: { summary: 'run the built-in upstream alone', load: () => import('./sandbox.ts') },
  doctor: { summary: 'check an upstream, step by step', load: () => import('./doctor.ts') },
  schema: { summary: 'print the GraphQL schema', load: () => import('./schema.ts') },
  simulate: { summary: 'play days on which much goes wrong', load: () => import('./simulate.ts') },
};

const exitCodes = `
Exit codes: 0 done, 1 it failed, 2 bad arguments or settings; gws-graphql <command> --help says more.
`;

/** Runs what the arguments ask for. The exit code; undefined while something runs that sets it in the end. */
export async function runProgram(args: readonly string[]): Promise<number | undefined> {
  leaveWithReader();
  const result: { code: number | null } = { code: 0 };
  const program = new Command('gws-graphql')
    .description('A GraphQL gateway over Genesys Web Services.')
    .usage('[command] [options]')
    .version(version(), '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .showHelpAfterError('(gws-graphql --help lists the commands)')
    .exitOverride()
    .addHelpText('after', exitCodes);
  const line = withCommand(args);
  // As in `gws-graphql help serve`.
  const asked = line[0] === 'help' ? line[1] : line[0];
  for (const [name, { summary, load }] of Object.entries(commands)) {
    const command = program.command(name).summary(summary).helpOption('-h, --help', 'print this help');
    if (name !== asked) continue;
    command.showHelpAfterError(`(gws-graphql ${name} --help lists the options)`);
    const { define } = await load();
    define(command, (code) => (result.code = code));
  }
  try {
    // Commander answers an unknown name here with the list, as if nothing were wrong.
    if (line[0] === 'help' && asked !== undefined && !isKnown(asked))
      program.error(`error: unknown command '${asked}'`);
    await program.parseAsync(line, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version end the same way as mistakes; only a bare `help` has a code of its own.
    return error.exitCode === 0 || error.code === 'commander.help' ? 0 : 2;
  }
  return result.code ?? undefined;
}

function isKnown(name: string): boolean {
  return name.startsWith('-') || name === 'help' || Object.hasOwn(commands, name);
}

/** Without a command the gateway is started: `gws-graphql --faults x` is what it was before there were commands. */
function withCommand(args: readonly string[]): readonly string[] {
  const [first = '--'] = args;
  return first.startsWith('-') && !['-h', '--help', '--version'].includes(first) ? ['serve', ...args] : args;
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(inPackage('package.json'), 'utf8'));
  const isNamed = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return isNamed && typeof manifest.version === 'string' ? manifest.version : 'unknown';
}

/** Who has read enough (`| head`) closes the pipe, which is no failure. */
function leaveWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

import { fileURLToPath } from 'node:url';
import { takeCores } from './harness/cores.ts';
import { help, readArguments } from './report/arguments.ts';
import { runSuites } from './report/run.ts';
import { durationOf, loadSuite, suiteNames } from './suites.ts';

// Children leave when this process has gone: nothing is left running.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const asked = readArguments(process.argv.slice(2), suiteNames);
switch (asked.kind) {
  case 'help':
    process.stdout.write(help(suiteNames));
    break;
  case 'mistake':
    process.stderr.write(`${asked.message}\n(npm run bench -- --help says more)\n`);
    process.exitCode = 2;
    break;
  case 'run':
    process.exitCode = await runSuites({
      mode: asked.mode,
      suites: asked.suites,
      order: suiteNames,
      load: loadSuite,
      expected: (name) => durationOf(name, asked.mode),
      cores: takeCores(),
      directory: asked.directory ?? fileURLToPath(new URL('results', import.meta.url)),
      out: (text) => void process.stdout.write(text),
      progress: (line) => void process.stderr.write(`${line}\n`),
    });
}

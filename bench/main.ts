import { takeCores } from './harness/cores.ts';
import type { Suite } from './harness/suite.ts';

/** Only what is asked for is loaded. */
const suites: Readonly<Record<string, () => Promise<Suite>>> = {
  mutation: async () => (await import('./mutation/suite.ts')).suite,
  confirmed: async () => (await import('./confirmed/suite.ts')).suite,
  events: async () => (await import('./events/suite.ts')).suite,
  broadcast: async () => (await import('./broadcast/suite.ts')).suite,
  memory: async () => (await import('./memory/suite.ts')).suite,
  start: async () => (await import('./start/suite.ts')).suite,
  growth: async () => (await import('./growth/suite.ts')).suite,
};

const words = process.argv.slice(2);
const quick = words.includes('quick');
const cores = takeCores();
for (const name of words.filter((word) => word !== 'quick')) {
  const suite = await suites[name]?.();
  if (suite === undefined) throw new Error(`no suite ${name}`);
  const result = await suite.run({ quick, cores, progress: (text) => void process.stderr.write(`${text}\n`) });
  process.stdout.write(`${JSON.stringify(result, null, 1)}\n`);
}

/** What the command line asks for. */
export type Asked =
  | { readonly kind: 'help' }
  | { readonly kind: 'mistake'; readonly message: string }
  | {
      readonly kind: 'run';
      readonly mode: 'quick' | 'full';
      /** In the order of all. */
      readonly suites: readonly string[];
      /** Where the results are written; null for the usual place. */
      readonly directory: string | null;
    };

export function readArguments(words: readonly string[], names: readonly string[]): Asked {
  const rest = [...words];
  const chosen = new Set<string>();
  let mode: 'quick' | 'full' = 'full';
  let directory: string | null = null;
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--help' || word === '-h') return { kind: 'help' };
    if (word === 'quick') mode = 'quick';
    else if (names.includes(word)) chosen.add(word);
    else if (word === '--out') {
      const next = rest.shift();
      if (next === undefined || next === '' || next.startsWith('-'))
        return { kind: 'mistake', message: '--out wants a directory' };
      directory = next;
    } else if (word.startsWith('-')) return { kind: 'mistake', message: `there is no option '${word}'` };
    else return { kind: 'mistake', message: `there is no suite '${word}'; there are ${names.join(', ')}` };
  }
  const suites = names.filter((name) => chosen.size === 0 || chosen.has(name));
  return { kind: 'run', mode, suites, directory };
}

export function help(names: readonly string[]): string {
  return `Usage: npm run bench -- [quick] [suite ...] [--out DIR]

Compares the gateway with others and with what is possible at all, in one run; docs/performance.md tells how.

  quick      minutes in all: fewer rounds and smaller sizes, the same contenders and checks
  suite      only these: ${names.join(', ')}
  --out DIR  where <full|quick>.json and .svg are written [bench/results]; suites that are there and were not run are kept

Progress goes to standard error, tables to standard output.

Exit codes: 0 done, goals met or not; 1 an answer was wrong or a suite could not run; 2 bad arguments, or results
cannot be kept there; 130 stopped.
`;
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { tableOf, type SuiteResult } from '../../bench/harness/result.ts';
import { CannotRun, type Suite } from '../../bench/harness/suite.ts';
import { readArguments } from '../../bench/report/arguments.ts';
import { chartOf } from '../../bench/report/chart.ts';
import { withResults } from '../../bench/report/page.ts';
import { readResults } from '../../bench/report/result-file.ts';
import { runSuites } from '../../bench/report/run.ts';
import { run } from '../support/process.ts';

const odd = '<b> & "quotes" \u0007';

const table = tableOf(
  { id: 'fake', title: `Fake ${odd}`, unit: 'per s', better: 'more', baseline: 'limit' },
  new Map([
    ['limit', [{ value: 10 }]],
    ['gateway', [{ value: 8 }]],
    ['far off', [{ value: 900 }]],
  ]),
);

const good: SuiteResult = {
  tables: [table],
  goals: [{ text: 'at least 0.90', wanted: '≥ 0.90', found: '0.80', met: false }],
  wrong: [],
};

/** Runs made-up suites; nothing is measured. */
async function runFakes(fakes: Readonly<Record<string, () => Promise<SuiteResult>>>, directory: string) {
  const printed: string[] = [];
  const said: string[] = [];
  const code = await runSuites({
    mode: 'quick',
    suites: Object.keys(fakes),
    order: ['one', 'two', 'three'],
    load: (name): Promise<Suite> => {
      const fake = fakes[name] ?? (() => Promise.reject(new Error('no such fake')));
      return Promise.resolve({ name, title: `Suite ${name}`, run: fake });
    },
    cores: { contender: [], load: [], pinned: false },
    expected: () => 90,
    directory,
    out: (text) => printed.push(text),
    progress: (line) => said.push(line),
  });
  return { code, said, printed: printed.join(''), results: () => readResults(join(directory, 'quick.json'), 'quick') };
}

function temporary(): string {
  const directory = mkdtempSync(join(tmpdir(), 'gws-graphql-bench-'));
  onTestFinished(() => {
    rmSync(directory, { recursive: true });
  });
  return directory;
}

describe('a run', () => {
  test('that misses a goal is no failure', async () => {
    const { code, printed } = await runFakes({ one: () => Promise.resolve(good) }, temporary());
    expect(code).toBe(0);
    expect(printed).toContain('NOT MET  at least 0.90: wanted ≥ 0.90, found 0.80');
  });

  test('with a wrong answer fails, and says which', async () => {
    const wrong = ['ours: answered {}'];
    const { code, printed, results } = await runFakes({ one: () => Promise.resolve({ ...good, wrong }) }, temporary());
    expect(code).toBe(1);
    expect(printed).toContain('WRONG    ours: answered {}');
    expect(results().suites[0]?.wrong).toEqual(wrong);
  });

  test('goes on after a suite that cannot run, and fails', async () => {
    const { code, printed, results } = await runFakes(
      { one: () => Promise.reject(new Error('no port')), two: () => Promise.resolve(good) },
      temporary(),
    );
    expect(code).toBe(1);
    expect(printed).toContain('one could not run: Error: no port');
    expect(results().suites.map(({ name }) => name)).toEqual(['two']);
  });

  test('whose suite lacks something says what, and not where it found out', async () => {
    const lacking = (): Promise<SuiteResult> => Promise.reject(new CannotRun('it needs a Redis'));
    const { code, printed, results } = await runFakes({ one: lacking, two: () => Promise.resolve(good) }, temporary());
    expect(code).toBe(1);
    expect(printed).toMatch(/^one could not run: it needs a Redis\n\n# Suite two/);
    expect(results().suites.map(({ name }) => name)).toEqual(['two']);
  });

  test('of some suites replaces those, and leaves the others', async () => {
    const directory = temporary();
    await runFakes({ two: () => Promise.resolve(good), one: () => Promise.resolve(good) }, directory);
    const { results } = await runFakes({ two: () => Promise.resolve({ ...good, goals: [] }) }, directory);
    expect(results().suites.map(({ name, goals }) => [name, goals.length])).toEqual([
      ['one', 1],
      ['two', 0],
    ]);
    expect(readFileSync(join(directory, 'quick.svg'), 'utf8')).toBe(chartOf(results()));
  });
});

describe('where results are to be kept', () => {
  const never = (): Promise<SuiteResult> => Promise.reject(new Error('was run all the same'));

  test('there is a file instead of a directory: nothing is measured', async () => {
    const file = join(temporary(), 'file');
    writeFileSync(file, '');
    const { code, said, printed } = await runFakes({ one: never }, file);
    expect([code, printed]).toEqual([2, '']);
    expect(said.join('\n')).toContain(file);
  });

  test('earlier ones are broken: nothing is measured, and they are left alone', async () => {
    const directory = temporary();
    const file = join(directory, 'quick.json');
    writeFileSync(file, '{');
    const { code, said, printed } = await runFakes({ one: never }, directory);
    expect([code, printed]).toEqual([2, '']);
    expect(said.join('\n')).toContain(`${file} is broken`);
    expect(readFileSync(file, 'utf8')).toBe('{');
  });
});

test('at the beginning it is said how long it will take, by what it took in the same mode', async () => {
  const directory = temporary();
  await runFakes({ one: () => Promise.resolve(good) }, directory);
  const { said } = await runFakes({ one: () => Promise.resolve(good), two: () => Promise.resolve(good) }, directory);
  expect(said[0]).toBe('About 1:30 min on a quiet machine: one 0:00, two 1:30');
});

describe('what is made of results', () => {
  test('is a chart in which every figure stands, and no name breaks the XML', async () => {
    const { results } = await runFakes({ one: () => Promise.resolve(good) }, temporary());
    const svg = chartOf(results());
    expect(svg).toContain('Fake &lt;b&gt; &amp; &quot;quotes&quot; <');
    for (const ratio of ['1.00', '0.80', '» 90.0']) expect(svg).toContain(`>${ratio}</text>`);
    // Every element is closed, and no attribute is NaN.
    const open: string[] = [];
    for (const [, end = '', name = '', self = ''] of svg.matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g)) {
      if (end !== '') expect(open.pop()).toBe(name);
      else if (self === '') open.push(name);
    }
    expect(open).toEqual([]);
    expect(svg).not.toMatch(/NaN|undefined/);
    expect(svg).not.toContain('\u0007');
  });

  test('is put between marks of a page, all else kept', async () => {
    const { results } = await runFakes({ one: () => Promise.resolve(good) }, temporary());
    const marks = (name: string): string => `<!-- bench:${name} -->\nold\n<!-- /bench:${name} -->\n`;
    const page = withResults(`before\n${marks('one')}between\n${marks('two')}${marks('goals')}after\n`, results());
    expect(page).toMatch(/^before\n<!-- bench:one -->.*\nbetween\n.*\nafter\n$/s);
    expect(page).toContain('| gateway | 8.00 (8.00–8.00) | 0.80 (0.80–0.80) |');
    expect(page).toContain('Not measured yet.');
    expect(page).toContain('| one | at least 0.90 | ≥ 0.90 | 0.80 | **no** |');
    expect(page).not.toContain('old');
    expect(withResults(page, results())).toBe(page);
  });
});

describe('arguments', () => {
  const names = ['one', 'two'];

  test.each([
    [[], { kind: 'run', mode: 'full', suites: names, directory: null }],
    [['two', 'quick', 'one', 'two'], { kind: 'run', mode: 'quick', suites: names, directory: null }],
    [['two', '--out', 'x'], { kind: 'run', mode: 'full', suites: ['two'], directory: 'x' }],
    [['--help', 'three'], { kind: 'help' }],
    [['--out'], { kind: 'mistake', message: '--out wants a directory' }],
    [['--out', ''], { kind: 'mistake', message: '--out wants a directory' }],
    [['--thorough'], { kind: 'mistake', message: "there is no option '--thorough'" }],
    [['three'], { kind: 'mistake', message: "there is no suite 'three'; there are one, two" }],
  ])('%j', (words, expected) => {
    expect(readArguments(words, names)).toEqual(expected);
  });

  test('that are wrong end the command with 2', async () => {
    const { code, errors } = await run('bench/main.ts', {}, ['thorough']).ended;
    expect(code).toBe(2);
    expect(errors).toContain("there is no suite 'thorough'");
  });
});

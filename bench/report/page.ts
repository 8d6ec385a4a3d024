import type { Goal, Table } from '../harness/result.ts';
import { clock } from './figures.ts';
import type { ResultFile, SuiteRecord } from './result-file.ts';
import { cellsOf } from './tables.ts';

/**
 * The page with what stands between `<!-- bench:NAME -->` and `<!-- /bench:NAME -->` made from the results, by suite; `goals` is
 * all goals, `versions` those of all packages. What stands elsewhere is written by hand and kept.
 */
export function withResults(page: string, results: ResultFile): string {
  return page.replace(
    /(<!-- bench:(\w+) -->\n).*?(<!-- \/bench:\2 -->)/gs,
    (_all, begin: string, name: string, end: string) => {
      const suite = results.suites.find((one) => one.name === name);
      const text = wholes[name]?.(results) ?? (suite === undefined ? 'Not measured yet.\n' : suiteOf(suite));
      return `${begin}\n${text}\n${end}`;
    },
  );
}

/** What is made of all suites. */
const wholes: Readonly<Record<string, (results: ResultFile) => string>> = { goals: goalsOf, versions: versionsIn };

function goalsOf({ suites }: ResultFile): string {
  const lines = suites.flatMap(({ name, goals }) => goals.map((goal) => [name, ...cells(goal)]));
  return markdownTable([['Suite', 'Goal', 'Wanted', 'Found', 'Met'], ...lines]);
}

function cells({ text, wanted, found, met }: Goal): readonly string[] {
  return [text, wanted, found, met ? 'yes' : '**no**'];
}

function suiteOf(suite: SuiteRecord): string {
  const { tables, notes = [], wrong } = suite;
  const wrongs = wrong.map((one) => `**Wrong answer:** ${escaped(one)}\n`);
  return [conditions(suite), ...notes.map((note) => `${escaped(note)}\n`), ...wrongs, ...tables.map(shownTable)].join(
    '\n',
  );
}

function conditions({ mode, date, seconds, machine, versions }: SuiteRecord): string {
  const { cpu, cores, memory, os, pinned } = machine;
  const where = `${cpu}, ${cores} cores, ${(memory / 2 ** 30).toFixed(0)} GiB, ${os}${pinned ? ', pinned' : ''}`;
  const what = versions.commit === null ? `version ${versions.project}` : `commit ${versions.commit}`;
  return `${date.slice(0, 10)}, ${what}, Node ${versions.node}; ${where}; ${clock(seconds)} min${mode === 'quick' ? ', a quick run' : ''}.\n`;
}

function shownTable(table: Table): string {
  return `**${escaped(table.title)}**\n\n${markdownTable(cellsOf(table))}`;
}

function markdownTable([head = [], ...lines]: readonly (readonly string[])[]): string {
  const row = (line: readonly string[]): string => `| ${line.map(escaped).join(' | ')} |`;
  const rule = `| ${head.map((_, column) => (column === 0 ? '---' : '---:')).join(' | ')} |`;
  return `${[row(head), rule, ...lines.map(row)].join('\n')}\n`;
}

function escaped(text: string): string {
  return text.replace(/[|<]/g, (one) => (one === '|' ? '\\|' : '&lt;')).replace(/\s+/g, ' ');
}

/** Each once; several of one package where suites were run at different times. */
function versionsIn({ suites }: ResultFile): string {
  const named = suites.flatMap(({ versions }) => Object.entries(versions.packages).map((one) => one.join(' ')));
  return `${[...new Set(named)].sort().join(', ')}.\n`;
}

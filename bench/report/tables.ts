import type { Goal, Table } from '../harness/result.ts';
import { figure, ratioOf, withQuartiles } from './figures.ts';

/** A table's cells as text, the head first. */
export function cellsOf({ rows, unit, better, baseline }: Table): readonly (readonly string[])[] {
  const besides = [...new Set(rows.flatMap((row) => Object.keys(row.besides)))];
  const head = ['', `${unit}, ${better} is better`, ...(baseline === null ? [] : [`ratio to ${baseline}`]), ...besides];
  const lines = rows.map((row) => [
    row.contender,
    withQuartiles(row.values, figure),
    ...(baseline === null ? [] : [row.ratio === null ? '–' : withQuartiles(row.ratio, ratioOf)]),
    ...besides.map((name) => figure(row.besides[name] ?? NaN)),
  ]);
  return [head, ...lines];
}

/** For a terminal. */
export function writtenTable(table: Table): string {
  const cells = cellsOf(table);
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  const lines = cells.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
  return `${table.title}\n${lines.map((line) => `  ${line}`).join('\n')}\n`;
}

export function writtenGoal({ text, wanted, found, met }: Goal): string {
  return `${met ? 'met    ' : 'NOT MET'}  ${text}: wanted ${wanted}, found ${found}`;
}

import { describe, expect, it } from 'vitest';
import { withResults } from '../../bench/report/page.ts';
import { chartOf } from '../../bench/report/chart.ts';
import { format, type ResultFile } from '../../bench/report/result-file.ts';
import { suiteNames } from '../../bench/suites.ts';
import { read } from './markdown.ts';

const page = read('docs/performance.md');
const results = JSON.parse(read('bench/results/full.json')) as ResultFile;

describe('docs/performance.md', () => {
  it('has what the committed results say: npm run bench:docs writes it', () => {
    expect(results.format).toBe(format);
    expect(withResults(page, results)).toBe(page);
  });

  it('has a place for every suite, and names every goal of the results', () => {
    expect(suiteNames.filter((name) => !page.includes(`<!-- bench:${name} -->`))).toEqual([]);
    const goals = results.suites.flatMap((suite) => suite.goals.map(({ text }) => text));
    expect(goals.length).toBeGreaterThan(0);
    expect(goals.filter((text) => !page.includes(text))).toEqual([]);
  });

  it('shows the chart of the same results', () => {
    expect(page).toContain('](../bench/results/full.svg)');
    expect(read('bench/results/full.svg')).toBe(chartOf(results));
  });

  it('tells of no wrong answer', () => {
    expect(results.suites.flatMap(({ wrong }) => wrong)).toEqual([]);
  });
});

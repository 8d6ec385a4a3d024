import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chartOf } from './report/chart.ts';
import { withResults } from './report/page.ts';
import { readResults, writeResults } from './report/result-file.ts';
import { withSizing } from './report/sizing.ts';

const page = new URL('../docs/performance.md', import.meta.url);
const sizing = new URL('../docs/sizing.md', import.meta.url);
const directory = fileURLToPath(new URL('results', import.meta.url));
const results = readResults(`${directory}/full.json`, 'full');
// The chart too: it may be drawn otherwise than when the results were written.
writeResults(directory, results, chartOf(results));
writeFileSync(page, withResults(readFileSync(page, 'utf8'), results));
writeFileSync(sizing, withSizing(readFileSync(sizing, 'utf8'), results));

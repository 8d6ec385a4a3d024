import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withResults } from './report/page.ts';
import { readResults } from './report/result-file.ts';

const page = new URL('../docs/performance.md', import.meta.url);
const results = readResults(fileURLToPath(new URL('results/full.json', import.meta.url)), 'full');
writeFileSync(page, withResults(readFileSync(page, 'utf8'), results));

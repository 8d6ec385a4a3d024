import { fileURLToPath } from 'node:url';
import { readResults } from './report/result-file.ts';
import { sizingText } from './report/sizing.ts';

// How many replicas for how many agents, by what was measured last: docs/sizing.md.
const results = readResults(fileURLToPath(new URL('results/full.json', import.meta.url)), 'full');
process.stdout.write(sizingText(results));

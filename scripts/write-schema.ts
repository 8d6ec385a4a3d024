import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, printSchema } from 'graphql';

const root = path.resolve(import.meta.dirname, '..');

/** The schema in one file, for the code generators of those who install the package: `gws-graphql/schema.graphql`. */
function writeSchema(): void {
  const sources = globSync('schema/*.graphql', { cwd: root })
    .sort()
    .map((name) => readFileSync(path.join(root, name), 'utf8'));
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  writeFileSync(path.join(root, 'dist/schema.graphql'), `${printSchema(buildSchema(sources.join('\n')))}\n`);
}

writeSchema();

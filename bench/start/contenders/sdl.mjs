import { readdirSync, readFileSync } from 'node:fs';

const directory = new URL('../../../schema/', import.meta.url);

/** The gateway's own schema as text: all have the same to read. */
export const typeDefs = readdirSync(directory)
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => readFileSync(new URL(name, directory), 'utf8'))
  .join('\n');

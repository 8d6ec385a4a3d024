import { readFileSync } from 'node:fs';

export type Json = Record<string, unknown>;

/** A documented payload, by file name without `.json`. */
export function fixture(name: string): Json {
  return JSON.parse(readFileSync(new URL(`../fixtures/contract/${name}.json`, import.meta.url), 'utf8')) as Json;
}

import * as z from 'zod';
import { bare } from './request.ts';

/** The documents of a manifest, as a client's build wrote them. */
export interface Manifest {
  /** In words. */
  readonly format: string;
  readonly documents: readonly { readonly id: string; readonly text: string }[];
}

const text = z.string('must be a string').min(1, 'must not be empty');

const apollo = z.object({
  format: z.literal('apollo-persisted-query-manifest', "must be 'apollo-persisted-query-manifest'"),
  version: z.literal(1, 'must be 1'),
  operations: z.array(z.object({ id: text, body: text }, 'must be an object with `id` and `body`'), 'must be a list'),
});

/**
 * Reads a manifest: Apollo's, or an object of ids and texts, as relay-compiler and the client preset of GraphQL Code Generator
 * write it.
 *
 * @returns what is wrong with it, where it is none
 */
export function parseManifest(json: string): Manifest | readonly string[] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    // In the engine's words there would be pieces of the file.
    return ['is not JSON'];
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ['must be a JSON object'];
  const read = 'format' in value || 'operations' in value ? readApollo(value) : readMap(value, json);
  if (!('documents' in read)) return read;
  return read.documents.length === 0 ? ['has no documents'] : read;
}

function readApollo(value: object): Manifest | readonly string[] {
  const { data, error } = apollo.safeParse(value);
  if (data === undefined) {
    return error.issues.map(({ path, message }) => `${path.length === 0 ? '' : `${path.join('.')} `}${message}`);
  }
  const documents = data.operations.map(({ id, body }) => ({ id, text: body }));
  const twice = repeated(documents.map(({ id }) => id));
  return twice.length > 0 ? twice : { format: "Apollo's manifest", documents };
}

function readMap(value: object, json: string): Manifest | readonly string[] {
  const read = Object.entries(value).map(([id, body]) => ({ id, body: text.safeParse(body) }));
  const wrong = read.flatMap(({ id, body }) => (body.success ? [] : [`${named(id)} must be the text of a document`]));
  if (wrong.length > 0) return wrong;
  // Of two members with one name JSON.parse keeps the last. All there is are strings: a name, its text, a name, ...
  const twice = repeated(
    stringsIn(json)
      .filter((_, index) => index % 2 === 0)
      .map((name) => JSON.parse(name) as string),
  );
  if (twice.length > 0) return twice;
  const documents = read.map(({ id, body }) => ({ id, text: body.data ?? '' }));
  return { format: 'a map of ids and texts', documents };
}

/** The strings of valid JSON, as they are written there. No regular expression: a long text would take all of its stack. */
function stringsIn(json: string): readonly string[] {
  const found: string[] = [];
  for (let start = json.indexOf('"'); start !== -1; start = json.indexOf('"', start)) {
    let end = start + 1;
    while (json[end] !== '"') end += json[end] === '\\' ? 2 : 1;
    found.push(json.slice(start, end + 1));
    start = end + 1;
  }
  return found;
}

function repeated(ids: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const id of ids.map(bare)) {
    if (seen.has(id)) twice.add(id);
    seen.add(id);
  }
  return [...twice].map((id) => `${named(id)} is there twice`);
}

/** Long enough for every hash. */
const longestName = 140;

/** An id in a line for people. */
export function named(id: string): string {
  return JSON.stringify(id.length > longestName ? `${id.slice(0, longestName)}...` : id);
}

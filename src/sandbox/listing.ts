import type { Envelope } from './rest.ts';

/** A resource of a collection, with the `uri` that lists without `fields` give. */
export type Resource = Readonly<Record<string, unknown>>;

/**
 * Page "Request Parameters": without `fields` uris only, `fields=a,b` picks, `fields=*` gives everything; a parameter named
 * exactly as a property keeps the resources with that value.
 */
export function listing(name: string, all: readonly Resource[], query: URLSearchParams): Envelope {
  const filters = [...query].filter(([key]) => all.some((resource) => Object.hasOwn(resource, key)));
  const matching = all.filter((resource) => filters.every(([key, value]) => String(resource[key]) === value));
  const fields = query.get('fields');
  if (fields === null) return { statusCode: 0, uris: matching.map(({ uri }) => uri) };
  const wanted = new Set(fields.split(',').map((field) => field.trim()));
  const pick = (resource: Resource): Resource =>
    wanted.has('*') ? resource : Object.fromEntries(Object.entries(resource).filter(([key]) => wanted.has(key)));
  return { statusCode: 0, [name]: matching.map(pick) };
}

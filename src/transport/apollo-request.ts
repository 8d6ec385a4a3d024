import type { FastifyRequest } from 'fastify';
import { askedIn, isRecord, type AskedDocument } from './request.ts';

/** What Apollo Server gets of a request besides method and headers. */
export interface ApolloRequest {
  readonly search: string;
  readonly body: unknown;
}

/** A request as it came. */
export function apolloRequest({ raw, body }: FastifyRequest): ApolloRequest {
  const url = raw.url ?? '';
  const query = url.indexOf('?');
  return { search: query === -1 ? '' : url.slice(query), body };
}

/** The document that it asks for; null where there is none, or the request is odd: Apollo Server finds the words for it. */
export function askedFor(method: string, { search, body }: ApolloRequest): AskedDocument | null {
  const members = method === 'GET' ? membersOf(search) : body;
  if (!isRecord(members)) return null;
  const asked = askedIn(members);
  return asked.text === null && asked.id === null ? null : asked;
}

/** The same request for a text, without what may have been said of ids: Apollo Server knows none. */
export function withText(method: string, { search, body }: ApolloRequest, text: string): ApolloRequest {
  if (method !== 'GET') {
    const { extensions, ...given } = isRecord(body) ? body : {};
    const kept = extensions === undefined ? {} : { extensions: withoutId(extensions) };
    return { search, body: { ...given, ...kept, query: text } };
  }
  const { operationName, variables, extensions } = membersOf(search) ?? {};
  const kept = Object.entries({ query: text, operationName, variables }).filter(([, value]) => value !== undefined);
  const params = new URLSearchParams(kept as [string, string][]);
  if (extensions !== undefined) params.set('extensions', JSON.stringify(withoutId(extensions)));
  return { search: `?${params.toString()}`, body: undefined };
}

/** What goes through Apollo Server for a document that is not run: the refusal gets the form that it gives to all answers. */
export function standIn(method: string): ApolloRequest {
  return withText(method, { search: '', body: {} }, '{ __typename }');
}

function withoutId(extensions: unknown): unknown {
  return isRecord(extensions) ? { ...extensions, persistedQuery: undefined } : extensions;
}

/** Null where a name comes twice, or the extensions are no JSON. */
function membersOf(search: string): Readonly<Record<string, unknown>> | null {
  const params = new URLSearchParams(search);
  const members: Record<string, unknown> = Object.fromEntries(params);
  if (Object.keys(members).length < params.size) return null;
  const { extensions } = members;
  if (typeof extensions !== 'string') return members;
  try {
    return { ...members, extensions: JSON.parse(extensions) as unknown };
  } catch {
    return null;
  }
}

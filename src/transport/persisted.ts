import { createHash } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { SharedDocuments } from '../cluster/shared-documents.ts';
import { createProvenCache, type Room } from './proven-cache.ts';
import { nothingAsked, type AskedDocument } from './request.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

/** Which documents are run, and what they may be asked for with besides their text; the same for all doors. */
export interface Persisted {
  /** Asks elsewhere for what is asked for, so that it is known here; null where there is nothing to wait for. Never fails. */
  readonly fetch: (asked: AskedDocument) => Promise<void> | null;
  /** The text that is to be run; else why none is. */
  find(asked: AskedDocument): string | GraphQLError;
  /** The text that has this id, null where there is none. */
  textOf(id: string): string | null;
  /** Why this text is not run, null where it is. */
  refusal(text: string): GraphQLError | null;
  /** The document that was asked for is valid: it may be known by its hash from now on. */
  keep(asked: AskedDocument): void;
}

/** Those of a manifest are run, and nothing else: by their ids, or by a text that is equal to the byte. */
export function createTrusted({ byId, texts }: TrustedDocuments): Persisted {
  const textOf = (id: string): string | null => byId.get(id) ?? null;
  const refusal = (text: string): GraphQLError | null => (texts.has(text) ? null : notInSafelist());
  return {
    fetch: () => null,
    find({ text, id }) {
      if (text !== null) return refusal(text) ?? text;
      if (id !== null) return textOf(id) ?? notInList();
      return badRequest(nothingAsked);
    },
    textOf,
    refusal,
    keep: () => undefined,
  };
}

/** All are run. By Apollo's protocol of automatic persisted queries clients may send a document's hash instead of its text. @param shared what other replicas know */
export function createAutomatic(room: Room, shared?: SharedDocuments): Persisted {
  const known = createProvenCache<string>(room, (text) => text.length);
  const textOf = (hash: string): string | null => known.get(hash) ?? null;

  async function learn(hash: string, documents: SharedDocuments): Promise<void> {
    const text = await documents.find(hash);
    if (text !== null) known.set(hash, text);
  }

  return {
    fetch({ text, id }) {
      if (shared === undefined || text !== null || id === null || !isHash.test(id)) return null;
      return textOf(id) === null ? learn(id, shared) : null;
    },
    find({ text, id, automatic }) {
      if (automatic === 'unsupported') return badRequest('This version of persisted queries is not supported.');
      if (text === null) return id === null ? badRequest(nothingAsked) : (textOf(id) ?? notFound());
      return automatic === 'yes' && sha256(text) !== id ? badRequest('The hash is not that of the query.') : text;
    },
    textOf,
    refusal: () => null,
    keep({ text, id, automatic }) {
      if (text === null || id === null || automatic !== 'yes') return;
      known.set(id, text);
      // What is too long to be known here is so elsewhere.
      if (text.length <= room.maxEntrySize) shared?.keep(id, text);
    },
  };
}

/** All are run, by their text only. */
export function createTextsOnly(): Persisted {
  return {
    fetch: () => null,
    find: ({ text, id }) => text ?? (id === null ? badRequest(nothingAsked) : notSupported()),
    textOf: () => null,
    refusal: () => null,
    keep: () => undefined,
  };
}

const isHash = /^[0-9a-f]{64}$/;

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** @param status of the answer to a POST or GET of a query or mutation, which Apollo Server takes from here */
function refused(
  code: string,
  message: string,
  status: number,
  headers: ReadonlyMap<string, string> = new Map(),
): GraphQLError {
  const extensions: Readonly<Record<string, unknown>> = { code, http: { status, headers } };
  return new GraphQLError(message, { extensions });
}

/** As Apollo Server has it: an answer that tells the client to send the text is no failure, and not to be kept. */
const asApollo = { status: 200, headers: new Map([['cache-control', 'private, no-cache, must-revalidate']]) };

// Codes and statuses are those of Apollo's servers; clients look for the messages of the first two, too.
const notFound = (): GraphQLError =>
  refused('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound', asApollo.status, asApollo.headers);
const notSupported = (): GraphQLError =>
  refused('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported', asApollo.status, asApollo.headers);
const notInList = (): GraphQLError => refused('PERSISTED_QUERY_NOT_IN_LIST', 'No trusted document has this id.', 404);
const notInSafelist = (): GraphQLError =>
  refused('QUERY_NOT_IN_SAFELIST', 'Only trusted documents are run, and this is none of them.', 403);
const badRequest = (message: string): GraphQLError => refused('BAD_REQUEST', message, 400);

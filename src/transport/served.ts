import { NoSchemaIntrospectionCustomRule, type GraphQLSchema, type ValidationRule } from 'graphql';
import type { SharedDocuments } from '../cluster/shared-documents.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { inPackage } from '../package/directory.ts';
import { createSchema } from '../resolvers/schema.ts';
import { createDocumentCheck } from './document-limits.ts';
import { createDocuments, keptDocuments, type Documents, type ValidationOptions } from './documents.ts';
import { createAdmitNew } from './new-documents.ts';
import { createAutomatic, createTextsOnly, createTrusted, type Persisted } from './persisted.ts';
import { readTrustedDocuments, type TrustedDocuments } from './trusted-documents.ts';

/** What is served: a schema, and the documents that may be run on it. */
export interface Served {
  readonly schema: GraphQLSchema;
  readonly maxTokens: number;
  readonly documentRules: readonly ValidationRule[];
  readonly validationOptions: ValidationOptions;
  readonly documents: Documents;
  /** Null: whatever is valid. */
  readonly trusted: TrustedDocuments | null;
}

type ServedConfig = Pick<
  Config,
  | 'FEDERATION'
  | 'INTROSPECTION'
  | 'MAX_QUERY_TOKENS'
  | 'MAX_QUERY_DEPTH'
  | 'MAX_QUERY_ALIASES'
  | 'MAX_QUERY_DIRECTIVES'
  | 'MAX_QUERY_FIELDS'
  | 'MAX_QUERY_COST'
  | 'RATE_NEW_DOCUMENTS'
  | 'TRUSTED_DOCUMENTS'
>;

/** What is wrong with a document is told so many times, and looked for no further. */
const mostErrors = 20;

/** @throws ConfigError where trusted documents are not as they should be */
export async function createServed(config: ServedConfig): Promise<Served> {
  const directory = inPackage('schema');
  const schema = config.FEDERATION
    ? (await import('../resolvers/subgraph.ts')).createSubgraphSchema(directory)
    : createSchema(directory);
  const documentRules = config.INTROSPECTION ? [] : [NoSchemaIntrospectionCustomRule];
  const check = createDocumentCheck(schema, {
    depth: config.MAX_QUERY_DEPTH,
    aliases: config.MAX_QUERY_ALIASES,
    directives: config.MAX_QUERY_DIRECTIVES,
    fields: config.MAX_QUERY_FIELDS,
    cost: config.MAX_QUERY_COST,
  });
  const validationOptions = { maxErrors: mostErrors, hideSuggestions: !config.INTROSPECTION };
  const limits = { schema, maxTokens: config.MAX_QUERY_TOKENS, documentRules, validationOptions };
  const file = config.TRUSTED_DOCUMENTS;
  // Where only trusted documents are run, none is read but those, and they are not many.
  const admitNew = createAdmitNew(file === null ? config.RATE_NEW_DOCUMENTS : 0);
  const documents = createDocuments({ ...limits, check, admitNew });
  const trusted = file === null ? null : await readTrustedDocuments(file, documents);
  return { ...limits, documents, trusted };
}

/** Which documents may be asked for, and how; what an operator should know of it is logged. @param shared with other replicas */
export function persistedFor({ trusted }: Served, config: Config, log: Log, shared?: SharedDocuments): Persisted {
  if (trusted === null) return config.PERSISTED_QUERIES ? createAutomatic(keptDocuments, shared) : createTextsOnly();
  const { count, format } = trusted;
  log.info({ documents: count, format }, 'only trusted documents are run');
  const { EXPLORER, FEDERATION } = config;
  if (EXPLORER) log.warn({ EXPLORER }, 'the explorer is of no use: what it asks with is no trusted document');
  if (FEDERATION) log.warn({ FEDERATION }, 'routers are refused: what they ask with is no trusted document');
  return createTrusted(trusted);
}

import {
  execute,
  getOperationAST,
  GraphQLError,
  Kind,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type OperationTypeNode,
  type ValidationRule,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { compile, type Compiled, type Execute } from './compile.ts';
import type { DocumentCheck } from './document-limits.ts';
import type { AdmitNew } from './new-documents.ts';
import { createProvenCache, type Room } from './proven-cache.ts';
import { countedAs, rootFieldsOf } from './root-field.ts';

/** An operation of a valid document. The same object whenever the same text comes again, while it is remembered. */
export interface Runnable {
  /** Its own; what is made for one operation is found by it. */
  readonly id: number;
  readonly type: OperationTypeNode;
  /** What it executes: see `rootFieldsOf`. */
  readonly rootFields: readonly string[];
  /** What it is counted as: see `countedAs`. */
  readonly field: string;
  readonly document: DocumentNode;
  /** Its own in the document. */
  readonly definition: OperationDefinitionNode;
  readonly operationName: string | null;
  readonly execute: Execute;
}

export interface DocumentsOptions {
  readonly schema: GraphQLSchema;
  readonly maxTokens: number;
  /** Rules for documents besides those of the specification. */
  readonly documentRules?: readonly ValidationRule[];
  /** Of graphql-js, besides. */
  readonly validationOptions?: ValidationOptions;
  /** Comes before validation. */
  readonly check?: DocumentCheck;
  /** Comes before parsing. */
  readonly admitNew?: AdmitNew;
}

export type ValidationOptions = NonNullable<Parameters<typeof validate>[3]>;

/** Documents, read and found valid once. */
export interface Documents {
  /** Why a document may not even be validated, or not now; null where it may, or is none. */
  readonly excessOf: (query: string) => GraphQLError | null;
  /** What is wrong with a document; nothing where it may be run. */
  readonly problemsOf: (query: string) => readonly GraphQLError[];
  /** The operation that the document has by this name, or by none if it is the only one; else why there is none. */
  read(query: string, operationName: string | null): Runnable | readonly GraphQLError[];
  /**
   * The operation of a document that Apollo Server has accepted, and is remembered as such; null where the document has none by
   * this name.
   */
  accept(query: string, document: DocumentNode, operationName: string | null): Runnable | null;
  /** The operation of a document that Apollo Server has accepted; null where it has to be asked. */
  accepted(query: string, operationName: string | null): Runnable | null;
  /** The operation of a document that has been found valid before; null where it would have to be read. */
  remembered(query: string, operationName: string | null): Runnable | null;
}

/** What is kept of documents: so many, of so many characters in all, and none that is longer than a page ever needs. */
export const keptDocuments: Room = { max: 1000, maxSize: 1_000_000, maxEntrySize: 50_000 };
/** Weight of all that is compiled; a unit was measured to be some 5 kB. */
const mostCompiled = 10_000;

/** One document's operations, by the name they are asked for with. */
interface Entry {
  readonly document: DocumentNode;
  readonly operations: Map<string | null, Runnable>;
}

export function createDocuments(options: DocumentsOptions): Documents {
  const { schema, maxTokens, documentRules = [], validationOptions, check, admitNew } = options;
  const rules = [...specifiedRules, ...documentRules];
  const sizeOf = (_entry: Entry, query: string): number => query.length;
  // An operation takes its document from one of them, which counts as a use; into the other it only looks.
  const valid = createProvenCache(keptDocuments, sizeOf);
  const byApollo = createProvenCache(keptDocuments, sizeOf);
  const compiled = new LRUCache<number, Compiled>({
    max: keptDocuments.max,
    maxSize: mostCompiled,
    sizeCalculation: ({ weight }) => weight + 1,
  });
  let lastId = 0;

  function operationIn({ document, operations }: Entry, operationName: string | null): Runnable | null {
    const known = operations.get(operationName);
    if (known !== undefined) return known;
    const definition = getOperationAST(document, operationName);
    if (definition === null || definition === undefined) return null;
    const id = (lastId += 1);
    const rootFields = rootFieldsOf(document, definition);
    const runnable = {
      id,
      type: definition.operation,
      rootFields,
      field: countedAs(rootFields),
      document,
      definition,
      operationName,
      execute: compiledInTime(id, document, definition),
    };
    operations.set(operationName, runnable);
    return runnable;
  }

  /** Executes as graphql-js does, and from the second time on by a function made for the operation: most documents come again. */
  function compiledInTime(id: number, document: DocumentNode, definition: OperationDefinitionNode): Execute {
    const operationName = definition.name?.value;
    const asWritten: Execute = (rootValue, contextValue, variableValues) =>
      execute({ schema, document, operationName, rootValue, contextValue, variableValues });
    let isKnown = false;
    let cannot = false;

    function made(): Compiled | null {
      if (cannot || !isKnown) {
        isKnown = true;
        return null;
      }
      const known = compiled.get(id);
      if (known !== undefined) return known;
      const found = compile(schema, document, definition);
      if (found === null) cannot = true;
      else compiled.set(id, found);
      return found;
    }

    return (root, context, variables) => (made()?.execute ?? asWritten)(root, context, variables);
  }

  /** Everything is parsed here: a syntax error left to graphql-ws would close the socket and all its streams. */
  function checked(query: string): DocumentNode | readonly GraphQLError[] {
    const document = parsed(query, maxTokens);
    if (document instanceof GraphQLError) return [document];
    const excess = check?.(document) ?? null;
    if (excess !== null) return [excess];
    const errors = validate(schema, document, rules, validationOptions);
    return errors.length > 0 ? errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED')) : document;
  }

  function readNew(query: string): Entry | readonly GraphQLError[] {
    const refusal = admitNew?.(query) ?? null;
    if (refusal !== null) return [refusal];
    const document = checked(query);
    return 'kind' in document ? { document, operations: new Map() } : document;
  }

  return {
    excessOf(query) {
      // What has been found valid is within the limits.
      if (check === undefined || (byApollo.peek(query) ?? valid.peek(query)) !== undefined) return null;
      const refusal = admitNew?.(query) ?? null;
      if (refusal !== null) return refusal;
      const document = parsed(query, maxTokens);
      return document instanceof GraphQLError ? null : check(document);
    },
    problemsOf(query) {
      const document = checked(query);
      if (!('kind' in document)) return document;
      if (document.definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION)) return [];
      return [new GraphQLError('The document has no operation.')];
    },
    read(query, operationName) {
      let entry = valid.get(query);
      if (entry === undefined) {
        const found = byApollo.peek(query) ?? readNew(query);
        if (!('operations' in found)) return found;
        entry = found;
        valid.set(query, entry);
      }
      const runnable = operationIn(entry, operationName);
      if (runnable !== null) return runnable;
      const message = 'The document has no such operation, or several and none is named.';
      return [new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } })];
    },
    accept(query, document, operationName) {
      let entry = byApollo.get(query);
      if (entry === undefined) {
        entry = valid.peek(query) ?? { document, operations: new Map() };
        byApollo.set(query, entry);
      }
      return operationIn(entry, operationName);
    },
    accepted(query, operationName) {
      const entry = byApollo.get(query);
      return entry === undefined ? null : operationIn(entry, operationName);
    },
    remembered(query, operationName) {
      const entry = byApollo.peek(query) ?? valid.peek(query);
      return entry === undefined ? null : operationIn(entry, operationName);
    },
  };
}

/** The document, or why it is none. */
function parsed(query: string, maxTokens: number): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxLexicalTokens: maxTokens });
  } catch (error) {
    return parseFailure(error);
  }
}

/** What a client is told of a document that cannot be parsed; one nested too deep for the parser's stack is told apart by nothing else. */
export function parseFailure(error: unknown): GraphQLError {
  return withCode(error instanceof GraphQLError ? error : new GraphQLError('Not a document.'), 'GRAPHQL_PARSE_FAILED');
}

function withCode({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions: { code },
  });
}

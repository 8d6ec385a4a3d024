import { fileURLToPath } from 'node:url';
import { parse, validate, type DocumentNode } from 'graphql';
import { createAllowances } from '../../src/agent/allowances.ts';
import type { Link } from '../../src/agent/link.ts';
import { parseConfig } from '../../src/config.ts';
import { createSchema } from '../../src/resolvers/schema.ts';
import { createDocumentCheck } from '../../src/transport/document-limits.ts';

/** What is asked of the limits. */
export interface LimitCase {
  readonly name: string;
  /** Text of the document; null where one more operation asks for leave. */
  readonly document: string | null;
  /** Calls of a measurement. */
  readonly calls: number;
}

export interface Measured {
  /** Microseconds of processor time per call. */
  readonly cost: number;
  /** Microseconds for parsing and validating the same document; 0 where it is refused before. */
  readonly validation: number;
  readonly wrong: readonly string[];
}

/** Validations of a measurement: each takes as long as thousands of checks. */
const validations = 20;

export function measure({ document, calls }: LimitCase): Measured {
  return document === null ? admission(calls) : checking(document, calls);
}

function admission(calls: number): Measured {
  const rate = 1e9;
  const allowances = createAllowances({ perCaller: rate, inAll: rate, sockets: 1, streams: 1 });
  // Looked at by nobody: callers are told apart by it.
  const link = { agent: () => ({ id: 'a' }) } as unknown as Link;
  const cost = timed(calls, () => {
    allowances.admit(link);
  });
  return { cost, validation: 0, wrong: [] };
}

function checking(text: string, calls: number): Measured {
  const config = parseConfig({});
  const schema = createSchema(fileURLToPath(new URL('../../schema', import.meta.url)));
  const check = createDocumentCheck(schema, {
    depth: config.MAX_QUERY_DEPTH,
    aliases: config.MAX_QUERY_ALIASES,
    directives: config.MAX_QUERY_DIRECTIVES,
    fields: config.MAX_QUERY_FIELDS,
    cost: config.MAX_QUERY_COST,
  });
  const read = (): DocumentNode => parse(text, { maxLexicalTokens: config.MAX_QUERY_TOKENS });
  const document = read();
  const cost = timed(calls, () => check(document));
  if (check(document) !== null) return { cost, validation: 0, wrong: [] };
  const errors = validate(schema, document);
  const validation = timed(validations, () => validate(schema, read()));
  return { cost, validation, wrong: errors.map(({ message }) => message) };
}

function timed(calls: number, call: () => unknown): number {
  globalThis.gc?.();
  const took = process.cpuUsage();
  for (let index = 0; index < calls; index += 1) call();
  const { user, system } = process.cpuUsage(took);
  return (user + system) / calls;
}

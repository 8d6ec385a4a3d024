import { Kind, type DocumentNode, type ExecutionResult, type GraphQLSchema, type SelectionSetNode } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Context } from '../resolvers/context.ts';

/** Runs an operation. The variables must be coerced already. */
export type Execute = (
  root: unknown,
  context: Context,
  variables: Readonly<Record<string, unknown>>,
) => ExecutionResult | Promise<ExecutionResult>;

/** Fields of a document, fragments in their places, that are worth a function of their own; compiled code is many times as large. */
const mostFields = 1000;

/** The operation as a function; null where it is too large, or cannot be compiled. */
export function compile(schema: GraphQLSchema, document: DocumentNode, operationName: string | null): Execute | null {
  if (countFields(document) > mostFields) return null;
  const compiled = compileQuery(schema, document, operationName ?? undefined);
  return isCompiledQuery(compiled) ? (compiled.query as Execute) : null;
}

/** Fields of all operations, those of a fragment counted wherever it is spread; never more work than the document is long. */
function countFields({ definitions }: DocumentNode): number {
  const fragments = new Map<string, number | SelectionSetNode>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition.selectionSet);
  }

  function inFragment(name: string): number {
    const known = fragments.get(name) ?? 0;
    if (typeof known === 'number') return known;
    const count = within(known);
    fragments.set(name, count);
    return count;
  }

  function within({ selections }: SelectionSetNode): number {
    let count = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) count += inFragment(selection.name.value);
      else {
        if (selection.kind === Kind.FIELD) count += 1;
        if (selection.selectionSet !== undefined) count += within(selection.selectionSet);
      }
    }
    return count;
  }

  let total = 0;
  for (const definition of definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) total += within(definition.selectionSet);
  }
  return total;
}

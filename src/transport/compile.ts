import {
  getVariableValues,
  Kind,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Context } from '../resolvers/context.ts';
import { inputShape } from './input-shape.ts';

/** Runs an operation. Without `data` in the result nothing was run: the variables are wrong. */
export type Execute = (
  root: unknown,
  context: Context,
  variables: Readonly<Record<string, unknown>>,
) => ExecutionResult | Promise<ExecutionResult>;

/** Fields of a document, fragments in their places, that are worth a function of their own; compiled code is many times as large. */
const mostFields = 1000;

/**
 * The operation as a function; null where it is too large, or cannot be compiled. What is wrong with variables is told in
 * graphql-js's words.
 */
export function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  definition: OperationDefinitionNode,
): Execute | null {
  if (countFields(document) > mostFields) return null;
  const compiled = compileQuery(schema, document, definition.name?.value);
  if (!isCompiledQuery(compiled)) return null;
  const run = compiled.query as Execute;
  const isInShape = inputShape(schema, definition);

  function wrong(variables: Readonly<Record<string, unknown>>): readonly GraphQLError[] | undefined {
    return getVariableValues(schema, definition.variableDefinitions ?? [], variables, { maxErrors: 50 }).errors;
  }

  return (root, context, variables) => {
    const errors = isInShape?.(variables) === false ? wrong(variables) : undefined;
    if (errors !== undefined) return { errors };
    const result = run(root, context, variables);
    if (result instanceof Promise || result.data !== undefined) return result;
    return { errors: wrong(variables) ?? result.errors ?? [] };
  };
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

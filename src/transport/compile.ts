import {
  getVariableValues,
  isAbstractType,
  isCompositeType,
  isUnionType,
  Kind,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLCompositeType,
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

export interface Compiled {
  readonly execute: Execute;
  /** About how much code it is: fields, fragments in their places, for each type they may be of. */
  readonly weight: number;
}

/** Heavier operations are not worth the time and the memory: compiled code is many times as large. */
const heaviest = 600;

/**
 * The operation as a function; null where it is heavy, or of a kind that graphql-jit runs otherwise than graphql-js does. What is
 * wrong with variables is told in graphql-js's words.
 */
export function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  definition: OperationDefinitionNode,
): Compiled | null {
  if (!isAlike(document)) return null;
  const weight = weigh(schema, document);
  if (weight > heaviest) return null;
  const compiled = compileQuery(schema, document, definition.name?.value);
  if (!isCompiledQuery(compiled)) return null;
  const run = compiled.query as Execute;
  const isInShape = inputShape(schema, definition);

  function wrong(variables: Readonly<Record<string, unknown>>): readonly GraphQLError[] | undefined {
    return getVariableValues(schema, definition.variableDefinitions ?? [], variables, { maxErrors: 50 }).errors;
  }

  const execute: Execute = (root, context, variables) => {
    const errors = isInShape?.(variables) === false ? wrong(variables) : undefined;
    if (errors !== undefined) return { errors };
    const result = run(root, context, variables);
    if (result instanceof Promise || result.data !== undefined) return result;
    return { errors: wrong(variables) ?? result.errors ?? [] };
  };
  return { execute, weight };
}

/**
 * True for documents that graphql-jit runs as graphql-js does. Not so: conditions (it writes them onto fragments, for all who spread
 * them), several mutations (it goes on after one that failed), variables within lists and objects (one that is not given becomes
 * null), and names that every JavaScript object knows.
 */
function isAlike(document: DocumentNode): boolean {
  let alike = true;
  let depth = 0;
  const inner = {
    enter() {
      depth += 1;
    },
    leave() {
      depth -= 1;
    },
  };
  visit(document, {
    OperationDefinition({ operation, selectionSet }) {
      const [first, second] = selectionSet.selections;
      if (operation === OperationTypeNode.MUTATION && (second !== undefined || first?.kind !== Kind.FIELD))
        alike = false;
    },
    Directive() {
      alike = false;
    },
    Field({ alias }) {
      if (alias !== undefined && alias.value in Object.prototype) alike = false;
    },
    Variable({ name }) {
      if (depth > 0 || name.value in Object.prototype) alike = false;
    },
    ListValue: inner,
    ObjectValue: inner,
  });
  return alike;
}

/** @see Compiled.weight; never more work than the document is long */
function weigh(schema: GraphQLSchema, { definitions }: DocumentNode): number {
  const fragments = new Map<string, number | (() => number)>();

  function inFragment(name: string): number {
    const known = fragments.get(name) ?? 0;
    if (typeof known === 'number') return known;
    const weight = known();
    fragments.set(name, weight);
    return weight;
  }

  function within({ selections }: SelectionSetNode, type: GraphQLCompositeType): number {
    const types = isAbstractType(type) ? schema.getPossibleTypes(type).length : 1;
    let weight = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) weight += inFragment(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        weight += within(selection.selectionSet, typeNamed(selection.typeCondition?.name.value, type));
      } else {
        const { selectionSet } = selection;
        const below =
          selectionSet === undefined ? 0 : within(selectionSet, typeNamed(typeOf(type, selection.name.value), type));
        weight += types * (1 + below);
      }
    }
    return weight;
  }

  /** The name of a field's type. */
  function typeOf(type: GraphQLCompositeType, field: string): string | undefined {
    const fields = isUnionType(type) ? {} : type.getFields();
    return fields[field]?.type.toString().replace(/[[\]!]/g, '');
  }

  function typeNamed(name: string | undefined, otherwise: GraphQLCompositeType): GraphQLCompositeType {
    const type = name === undefined ? undefined : schema.getType(name);
    return isCompositeType(type) ? type : otherwise;
  }

  let total = 0;
  for (const definition of definitions) {
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const type = schema.getType(definition.typeCondition.name.value);
    if (isCompositeType(type)) fragments.set(definition.name.value, () => within(definition.selectionSet, type));
  }
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const type = schema.getRootType(definition.operation);
    if (isCompositeType(type)) total += within(definition.selectionSet, type);
  }
  return total;
}

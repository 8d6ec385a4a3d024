import {
  isInputObjectType,
  isListType,
  isNonNullType,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type TypeNode,
} from 'graphql';
import { isRecord } from './request.ts';

type Check = (value: unknown) => boolean;

/**
 * Looks at what graphql-jit does not: that input objects are objects and no lists, and name exactly one field where they are `@oneOf`.
 * False is a suspicion, for graphql-js to judge; null where no variable holds an input object.
 */
export function inputShape(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
): ((variables: Readonly<Record<string, unknown>>) => boolean) | null {
  const made = new Map<GraphQLInputType, Check>();

  function checkOf(type: GraphQLInputType): Check | null {
    if (isNonNullType(type)) return checkOf(type.ofType);
    if (isListType(type)) {
      const one = checkOf(type.ofType);
      // A single value stands for a list of one.
      return one && ((value) => (Array.isArray(value) ? value.every(one) : one(value)));
    }
    if (!isInputObjectType(type)) return null;
    const known = made.get(type);
    if (known !== undefined) return known;
    const fields: (readonly [name: string, check: Check])[] = [];
    const check: Check = (value) => {
      if (value === null || value === undefined) return true;
      if (!isRecord(value) || (type.isOneOf && !namesOne(value))) return false;
      return fields.every(([name, inner]) => inner(value[name]));
    };
    // Before its fields: a type may hold itself.
    made.set(type, check);
    for (const { name, type: inner } of Object.values(type.getFields())) {
      const one = checkOf(inner);
      if (one !== null) fields.push([name, one]);
    }
    return check;
  }

  const checks = variableDefinitions.flatMap(({ variable, type }) => {
    const check = checkOf(inputType(schema, type));
    return check === null ? [] : [[variable.name.value, check] as const];
  });
  return checks.length === 0 ? null : (variables) => checks.every(([name, check]) => check(variables[name]));
}

function inputType(schema: GraphQLSchema, node: TypeNode): GraphQLInputType {
  // The document is valid: its variables are of input types.
  return typeFromAST(schema, node) as GraphQLInputType;
}

function namesOne(value: Readonly<Record<string, unknown>>): boolean {
  const named = Object.values(value).filter((member) => member !== undefined);
  return named.length === 1 && named[0] !== null;
}

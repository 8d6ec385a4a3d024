import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql';

/** Our own values are made by the normaliser, so there is nothing to check on the way out. */
const asIs = (value: unknown): unknown => value;

function outputOnly(name: string): GraphQLScalarType {
  const refuse = (): never => {
    throw new GraphQLError(`${name} is not an input type.`);
  };
  return new GraphQLScalarType({ name, serialize: asIs, parseValue: refuse, parseLiteral: refuse });
}

/** Deeper than any real payload, and far from what overflows the stack of an encoder: a parser takes more than that. */
const deepest = 100;

/** The value itself, unless it is nested too deep to be encoded: then what lies too deep is null. */
function shallow(value: unknown, levels = deepest): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return null;
  const inner = Object.entries(value).map(([key, item]): [string, unknown] => [key, shallow(item, levels - 1)]);
  if (inner.every(([key, item]) => (value as Record<string, unknown>)[key] === item)) return value;
  return Array.isArray(value) ? inner.map(([, item]) => item) : Object.fromEntries(inner);
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new GraphQLError('A Cursor is a string.');
  return value;
}

export const scalars = {
  DateTime: outputOnly('DateTime'),
  JSON: new GraphQLScalarType({
    name: 'JSON',
    serialize: (value) => shallow(value),
    parseValue: asIs,
    parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
  }),
  Cursor: new GraphQLScalarType({
    name: 'Cursor',
    serialize: asIs,
    parseValue: text,
    parseLiteral: (node) => text(node.kind === Kind.STRING ? node.value : undefined),
  }),
};

import { GraphQLError, Kind, valueFromASTUntyped, type ValueNode } from 'graphql';

/** Our own values are made by the normaliser, so there is nothing to check on the way out. */
const asIs = (value: unknown): unknown => value;

function refuse(): never {
  throw new GraphQLError('DateTime is not an input type.');
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

/** The value itself. What is nested deeper than we would give it back could not be sent on. */
function asGiven(value: unknown): unknown {
  if (shallow(value) !== value) throw new GraphQLError(`JSON may be nested ${deepest} deep.`);
  return value;
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new GraphQLError('A Cursor is a string.');
  return value;
}

/** What the scalars do; their names and descriptions are the SDL's. */
export const scalars = {
  DateTime: { serialize: asIs, parseValue: refuse, parseLiteral: refuse },
  JSON: { serialize: (value: unknown) => shallow(value), parseValue: asGiven, parseLiteral: valueFromASTUntyped },
  Cursor: {
    serialize: asIs,
    parseValue: text,
    parseLiteral: (node: ValueNode) => text(node.kind === Kind.STRING ? node.value : undefined),
  },
};

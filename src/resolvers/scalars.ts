import { GraphQLError, Kind, valueFromASTUntyped, type ValueNode } from 'graphql';
import { deepest, shallow } from '../normalise/shallow.ts';

/** Our own values are made by the normaliser, so there is nothing to check on the way out. */
const asIs = (value: unknown): unknown => value;

function refuse(): never {
  throw new GraphQLError('DateTime is not an input type.');
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

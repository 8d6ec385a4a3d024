import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { Asked } from './doors.ts';

/** A place in the arguments of a field into which a client can write a text. */
export interface Place {
  /** `Mutation.sendMessage(input.text)`; a list's item is `0`, the members of a `@oneOf` are places of their own. */
  readonly name: string;
  /** A valid request, but for this text in this place. */
  readonly asking: (text: string) => Asked;
}

/** How a field below the roots is reached; `FIELD` stands for it. */
const routes: Readonly<Record<string, string>> = {
  Query: 'query (VARIABLES) { FIELD }',
  Mutation: 'mutation (VARIABLES) { FIELD }',
  Subscription: 'subscription (VARIABLES) { FIELD }',
  Session: 'query (VARIABLES) { session(id: "s1") { FIELD } }',
};

type Put = (text: string) => unknown;

/** Every place below a type, by its path; each puts a text there and something valid everywhere else. */
function places(type: GraphQLInputType): readonly (readonly [path: readonly string[], put: Put])[] {
  if (isNonNullType(type)) return places(type.ofType);
  if (isListType(type)) return places(type.ofType).map(([path, put]) => [['0', ...path], (text) => [put(text)]]);
  if (isScalarType(type)) return /^(ID|String|JSON|Cursor)$/.test(type.name) ? [[[], (text) => text]] : [];
  if (!isInputObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) =>
    places(field.type).map(([path, put]): [string[], Put] => {
      const others = type.isOneOf ? {} : (valid(type) as object);
      return [[field.name, ...path], (text) => ({ ...others, [field.name]: put(text) })];
    }),
  );
}

function valid(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return valid(type.ofType);
  if (isListType(type)) return [valid(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(({ name }) => name !== 'idempotencyKey');
    const named = type.isOneOf ? fields.slice(0, 1) : fields;
    return Object.fromEntries(named.map((field) => [field.name, validIn(field.name, field.type)]));
  }
  return scalarOf(type.toString());
}

/** A mutation that waits for its proof would take its time. */
function validIn(name: string, type: GraphQLInputType): unknown {
  return name === 'confirmWithin' ? 0 : valid(type);
}

function scalarOf(name: string): unknown {
  if (name === 'Int') return 1;
  return name === 'Boolean' ? true : 's1';
}

/** Every argument of the schema that takes a text, wherever it stands. */
export function placesOf(schema: GraphQLSchema): readonly Place[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || type.name.startsWith('__')) return [];
    return Object.values(type.getFields()).flatMap(({ name, args }) =>
      args.flatMap((arg) => placesIn(type.name, name, args, arg)),
    );
  });
}

function placesIn(
  typeName: string,
  field: string,
  args: readonly GraphQLArgument[],
  arg: GraphQLArgument,
): readonly Place[] {
  const route = routes[typeName];
  return places(arg.type).map(([path, put]) => ({
    name: `${typeName}.${field}(${[arg.name, ...path].join('.')})`,
    asking(text) {
      if (route === undefined) throw new Error(`No route to ${typeName}.${field}: add it to \`routes\`.`);
      // Only the arguments that have to be there, beside this one: a page has either `first` or `last`.
      const given = args.filter((one) => one === arg || isNonNullType(one.type));
      const variables = given.map((one) => `$${one.name}: ${String(one.type)}`).join(', ');
      const selected = `${field}(${given.map((one) => `${one.name}: $${one.name}`).join(', ')}) { __typename }`;
      return {
        query: route.replace('VARIABLES', variables).replace('FIELD', selected),
        variables: Object.fromEntries(given.map((one) => [one.name, one === arg ? put(text) : valid(one.type)])),
      };
    },
  }));
}

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printSchema,
  type GraphQLField,
  type GraphQLNamedType,
} from 'graphql';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { createSchema } from '../src/resolvers/schema.ts';

const directory = fileURLToPath(new URL('../schema', import.meta.url));
const schema = buildSchema(
  readdirSync(directory)
    .map((name) => readFileSync(`${directory}/${name}`, 'utf8'))
    .join('\n'),
);
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

const release = fileURLToPath(new URL('../docs/schema.released.graphql', import.meta.url));
if (process.env['UPDATE_RELEASED_SCHEMA'] === '1') {
  const sdl = printSchema(lexicographicSortSchema(schema));
  writeFileSync(release, await format(sdl, { ...(await resolveConfig(release)), filepath: release }));
}

function fieldsOf(type: GraphQLNamedType): readonly GraphQLField<unknown, unknown>[] {
  return isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
}

/** Everything below a type that a client can name, with its coordinate. */
function membersOf(type: GraphQLNamedType): readonly (readonly [string, string | null | undefined])[] {
  if (isEnumType(type)) return type.getValues().map((value) => [`${type.name}.${value.name}`, value.description]);
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field.description]);
  }
  return fieldsOf(type).flatMap((field) => [
    [`${type.name}.${field.name}`, field.description] as const,
    ...field.args.map((arg) => [`${type.name}.${field.name}(${arg.name}:)`, arg.description] as const),
  ]);
}

const payloads = types.filter((type) => isObjectType(type) && type.name.endsWith('Payload'));

/** The types of a type's fields, as SDL writes them. */
function shapeOf(type: GraphQLNamedType): Readonly<Record<string, string>> {
  return Object.fromEntries(fieldsOf(type).map((field) => [field.name, String(field.type)]));
}

describe('the schema', () => {
  it('is the one that is served', async () => {
    const changes = await diff(schema, createSchema(directory));
    expect(changes).toEqual([]);
  });

  it('breaks no client of the last release', async () => {
    const changes = await diff(buildSchema(readFileSync(release, 'utf8')), schema);
    const breaking = changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking);
    const what = breaking.map(({ path, message }) => `  ${path ?? ''}: ${message}`).join('\n');
    expect(
      breaking,
      `Clients of the last release (docs/schema.released.graphql) would break:\n${what}\n` +
        'Keep the old name beside the new one and mark it @deprecated. If this is a release that may break clients, say so in ' +
        'CHANGELOG.md. With every release, the file becomes the schema released:\n' +
        '  UPDATE_RELEASED_SCHEMA=1 npx vitest run test/schema.test.ts\n',
    ).toEqual([]);
  });

  it('describes every type, field, argument, enum value and input field', () => {
    const members = types.flatMap((type) => [[type.name, type.description] as const, ...membersOf(type)]);
    expect(members.length).toBeGreaterThan(300);
    expect(members.filter(([, description]) => (description ?? '').trim() === '').map(([name]) => name)).toEqual([]);
  });
});

describe('mutations', () => {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});

  it('take one input and answer with a payload, both named after them', () => {
    expect(mutations.length).toBeGreaterThan(10);
    for (const { name, args, type } of mutations) {
      const capital = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      expect(args.map((arg) => `${arg.name}: ${String(arg.type)}`)).toEqual([`input: ${capital}Input!`]);
      expect(String(type)).toBe(`${capital}Payload!`);
    }
    expect(payloads.map(({ name }) => `${name}!`).sort()).toEqual(mutations.map(({ type }) => String(type)).sort());
  });

  it.each(payloads)('%s says how certain the effect is, and why it was refused', (type) => {
    expect(shapeOf(type)).toMatchObject({ outcome: 'OperationOutcome!', userErrors: '[UserError!]!' });
  });

  it('about a session carry it, so that normalised caches are up to date without another read', () => {
    const about = mutations.filter(({ args: [input] }) => {
      const type = schema.getType(String(input?.type).replace('!', ''));
      return isInputObjectType(type) && 'sessionId' in type.getFields();
    });
    expect(about.length).toBeGreaterThan(10);
    for (const { type } of about) {
      const payload = payloads.find(({ name }) => `${name}!` === String(type));
      expect(payload && shapeOf(payload), String(type)).toMatchObject({ session: 'Session' });
    }
    expect(types.filter(({ name }) => name === 'Session').map(shapeOf)).toMatchObject([{ id: 'ID!' }]);
  });
});

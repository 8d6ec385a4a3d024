import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, getVariableValues, isInterfaceType, Kind, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { examples } from '../../src/explorer/page/examples.ts';

const schemaDirectory = path.resolve(import.meta.dirname, '../../schema');
const sdl = readdirSync(schemaDirectory).map((file) => readFileSync(path.join(schemaDirectory, file), 'utf8'));
const schema = buildSchema(sdl.join('\n'));

function operationNames(document: string): (string | undefined)[] {
  return parse(document).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value] : [],
  );
}

describe("the explorer's example operations", () => {
  it.each(examples.map((example) => ({ name: operationNames(example.query).join(), ...example })))(
    '$name is valid in the schema, with its variables',
    ({ query, variables = '{}' }) => {
      const document = parse(query);
      expect(validate(schema, document).map(String)).toEqual([]);
      const definitions = document.definitions.flatMap((definition) =>
        definition.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []) : [],
      );
      const values = JSON.parse(variables) as Record<string, unknown>;
      expect(getVariableValues(schema, definitions, values).errors).toBeUndefined();
      expect(Object.keys(values)).toEqual(definitions.map(({ variable }) => variable.name.value));
    },
  );

  it('are one operation each, as the tab is named after it', () => {
    expect(examples.map(({ query }) => operationNames(query))).toEqual([
      ['sessionEvents'],
      ['me'],
      ['removeParticipant'],
      ['startConsultation'],
      ['sendMessage'],
      ['acceptSession'],
    ]);
  });

  it('show every type of event', () => {
    const sessionEvent = schema.getType('SessionEvent');
    if (!isInterfaceType(sessionEvent)) throw new Error('SessionEvent is no interface');
    for (const { name } of schema.getPossibleTypes(sessionEvent))
      expect(examples[0]?.query).toContain(`... on ${name} {`);
  });
});

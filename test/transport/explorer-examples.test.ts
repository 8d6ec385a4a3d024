import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import {
  buildSchema,
  getVariableValues,
  isInterfaceType,
  Kind,
  OperationTypeNode,
  parse,
  validate,
  type GraphQLObjectType,
  type OperationDefinitionNode,
} from 'graphql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { firstTabs, groups } from '../../src/explorer/page/examples/examples.ts';
import { sessionEvents } from '../../src/explorer/page/examples/session-events.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import type { Json } from '../support/fixture.ts';
import { ask, basic, startGateway, type Answer } from '../support/gateway.ts';

const schemaDirectory = path.resolve(import.meta.dirname, '../../schema');
const sdl = readdirSync(schemaDirectory).map((file) => readFileSync(path.join(schemaDirectory, file), 'utf8'));
const schema = buildSchema(sdl.join('\n'));

const examples = groups.flatMap((group) => group.examples);

function operationsIn(document: string): OperationDefinitionNode[] {
  return parse(document).definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}

function fieldsOf(root: GraphQLObjectType | null | undefined): readonly string[] {
  return Object.keys(root?.getFields() ?? {});
}

/** The fields of that root that the examples ask for. */
function usedFields(operation: OperationTypeNode): readonly string[] {
  return examples
    .flatMap(({ query }) => operationsIn(query))
    .filter((definition) => definition.operation === operation)
    .flatMap(({ selectionSet }) => selectionSet.selections)
    .flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.name.value] : []));
}

describe("the explorer's example operations", () => {
  it.each(examples)('$name is valid in the schema, with its variables', ({ query, variables = '{}' }) => {
    expect(validate(schema, parse(query)).map(String)).toEqual([]);
    const definitions = operationsIn(query).flatMap(({ variableDefinitions = [] }) => variableDefinitions);
    const values = JSON.parse(variables) as Record<string, unknown>;
    expect(getVariableValues(schema, definitions, values).errors).toBeUndefined();
    expect(Object.keys(values)).toEqual(definitions.map(({ variable }) => variable.name.value));
  });

  it('are one operation each, named as the list names it, for the tab is named after it', () => {
    const names = examples.map(({ name }) => name);
    expect(examples.map(({ query }) => operationsIn(query).map(({ name }) => name?.value))).toEqual(
      names.map((name) => [name]),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it('have one for every mutation, one for every subscription and at least one for every query', () => {
    expect(usedFields(OperationTypeNode.MUTATION).toSorted()).toEqual(fieldsOf(schema.getMutationType()).toSorted());
    expect(usedFields(OperationTypeNode.SUBSCRIPTION)).toEqual(fieldsOf(schema.getSubscriptionType()));
    expect([...new Set(usedFields(OperationTypeNode.QUERY))].toSorted()).toEqual(
      fieldsOf(schema.getQueryType()).toSorted(),
    );
  });

  it('open a few tabs on a first visit', () => {
    expect(firstTabs.map(({ name }) => name)).toEqual([
      'sessionEvents',
      'me',
      'removeParticipant',
      'startConsultation',
      'sendMessage',
      'acceptSession',
    ]);
  });

  it('have comments that fit a narrow pane', () => {
    const comments = examples.flatMap(({ query }) => query.split('\n').filter((line) => line.startsWith('#')));
    expect(comments.length).toBeGreaterThan(examples.length);
    expect(comments.filter((line) => line.length > 50)).toEqual([]);
  });

  it('show every type of event', () => {
    const sessionEvent = schema.getType('SessionEvent');
    if (!isInterfaceType(sessionEvent)) throw new Error('SessionEvent is no interface');
    for (const { name } of schema.getPossibleTypes(sessionEvent))
      expect(sessionEvents.query).toContain(`... on ${name} {`);
  });
});

describe('run against the sandbox', () => {
  async function openExplorer(): Promise<(name: string) => Promise<Answer>> {
    const sandbox = await createSandbox();
    onTestFinished(() => sandbox.close());
    const gateway = await startGateway({ GWS_URL: sandbox.url });
    onTestFinished(() => gateway.close());
    return (name) => {
      const found = examples.find((example) => example.name === name);
      if (found === undefined) throw new Error(`no example ${name}`);
      const { query, variables = '{}' } = found;
      return ask(gateway.url, basic('agent1', 'sandbox-agent1'), query, JSON.parse(variables) as Json);
    };
  }

  /** A day's work with the examples as they stand; the mutations and the outcome that the reader sees. */
  const day = [
    ['startContactCenterSession', 'CONFIRMED'],
    ['setAgentState', 'CONFIRMED'],
    ['acceptSession', 'CONFIRMED'],
    // What was taken cannot be turned down.
    ['rejectSession', 'REFUSED'],
    ['sendMessage', 'CONFIRMED'],
    ['setTyping', 'CONFIRMED'],
    ['setDisposition', 'CONFIRMED'],
    ['addComment', 'CONFIRMED'],
    ['attachUserData', 'CONFIRMED'],
    ['updateUserData', 'CONFIRMED'],
    ['deleteUserData', 'CONFIRMED'],
    ['removeParticipant', 'CONFIRMED'],
    ['removeParticipant', 'REFUSED'],
    ['startConsultation', 'CONFIRMED'],
    ['removeParticipant', 'CONFIRMED'],
    ['leaveSession', 'CONFIRMED'],
    ['completeSession', 'CONFIRMED'],
    ['transferSession', 'REFUSED'],
    ['endContactCenterSession', 'ACCEPTED'],
  ] as const;

  it('every mutation does what it says, in the order of a day', async () => {
    const run = await openExplorer();
    const outcomes: unknown[] = [];
    for (const [name] of day) {
      const { data, errors } = await run(name);
      const payload = data?.[name] as Json | undefined;
      outcomes.push([name, errors ?? payload?.['outcome']]);
      const refused = payload?.['outcome'] === 'REFUSED';
      expect((payload?.['userErrors'] as unknown[]).length, name).toBe(refused ? 1 : 0);
    }
    expect(outcomes).toEqual(day);
    expect([...new Set(day.map(([name]) => name))].toSorted()).toEqual(
      [...usedFields(OperationTypeNode.MUTATION)].toSorted(),
    );
  });

  it.each(['rejectSession', 'transferSession'])('%s works where it comes first', async (name) => {
    const { data } = await (await openExplorer())(name);
    expect(data?.[name]).toMatchObject({ outcome: 'CONFIRMED', session: { state: 'COMPLETED' } });
  });

  it('every query finds something', async () => {
    const run = await openExplorer();
    expect(await run('me')).toMatchObject({ data: { me: { userName: 'agent1' }, sessions: { totalCount: 2 } } });
    expect(await run('session')).toMatchObject({
      data: { session: { state: 'CHATTING', messages: { pageInfo: { hasNextPage: true } } } },
    });
    expect(await run('sessions')).toMatchObject({ data: { sessions: { nodes: [{ state: 'CHATTING' }, {}] } } });
    expect(await run('node')).toMatchObject({ data: { node: { __typename: 'Agent', userName: 'agent1' } } });
  });
});

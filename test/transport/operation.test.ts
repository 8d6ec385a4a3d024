import { buildSchema, type GraphQLSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createErrorFormat } from '../../src/transport/error-format.ts';
import {
  createOperations,
  isPrepared,
  type ResultStream,
  type StreamedResult,
  type TakeTurn,
} from '../../src/transport/operation.ts';
import { createTurns } from '../../src/transport/turns.ts';
import { contextOf } from '../resolvers/calling.ts';
import { recordingLog } from '../support/gateway.ts';

type Source = () => AsyncIterable<{ readonly cursor: string; readonly text: string }>;

const atOnce: TakeTurn = () => Promise.resolve(() => undefined);

function schemaOf(subscribe: Source): GraphQLSchema {
  const schema = buildSchema(
    'type Query { ok: Boolean } type Event { text: String } type Subscription { said: Event }',
  );
  const { said } = schema.getSubscriptionType()?.getFields() ?? {};
  if (said !== undefined) Object.assign(said, { subscribe, resolve: (event: unknown) => event });
  return schema;
}

function run(source: Source, turn: TakeTurn = atOnce, log = recordingLog()): ResultStream {
  const formatError = createErrorFormat(log);
  const operations = createOperations({ schema: schemaOf(source), maxTokens: 100, formatError });
  const operation = operations.prepare({ query: 'subscription { said { text } }' });
  if (!isPrepared(operation)) throw new Error(String(operation[0]));
  return operations.run(operation, contextOf({}), turn);
}

const event = (text: string) => ({ cursor: `after ${text}`, text });

async function* saying(...texts: readonly string[]): AsyncGenerator<{ cursor: string; text: string }> {
  for (const text of texts) yield await Promise.resolve(event(text));
}

async function all(results: ResultStream): Promise<StreamedResult[]> {
  const found: StreamedResult[] = [];
  for await (const result of results) found.push(result);
  return found;
}

describe('a stream of results', () => {
  test('has the cursor of each event, though nobody selected it', async () => {
    expect(await all(run(() => saying('a', 'b')))).toEqual([
      { result: { data: { said: { text: 'a' } } }, cursor: 'after a', isFailure: false },
      { result: { data: { said: { text: 'b' } } }, cursor: 'after b', isFailure: false },
    ]);
  });

  test('that fails ends with its error, masked, as its last result', async () => {
    const log = recordingLog();
    const results = run(
      async function* () {
        yield await Promise.resolve(event('a'));
        throw new Error('secret');
      },
      atOnce,
      log,
    );
    const [, last] = await all(results);
    expect(last).toMatchObject({ isFailure: true, cursor: null });
    expect(last?.result.errors).toMatchObject([{ message: 'Internal server error' }]);
    const requestId = last?.result.errors?.[0]?.extensions?.['requestId'];
    expect(log.lines).toMatchObject([{ fields: { err: { message: 'secret' }, requestId } }]);
  });

  test('that cannot begin is its error and nothing else', async () => {
    const results = run(() => {
      throw new Error('secret');
    });
    expect(await all(results)).toMatchObject([{ result: { errors: [{ message: 'Internal server error' }] } }]);
  });

  test('ends at once while it waits for an event', async () => {
    let isOver = false;
    const waiting = Promise.withResolvers<undefined>();
    const results = run(() => ({
      [Symbol.asyncIterator]: () => ({
        next: () => waiting.promise.then(() => ({ value: undefined, done: true as const })),
        return: () => {
          isOver = true;
          waiting.resolve(undefined);
          return Promise.resolve({ value: undefined, done: true as const });
        },
      }),
    }));
    const next = results.next();
    await results.return();
    expect(isOver).toBe(true);
    expect(await next).toEqual({ value: undefined, done: true });
  });

  test('works on an event when its turn has come, one at a time', async () => {
    const turns = createTurns();
    const [one, other] = [run(() => saying('a', 'b'), turns.take), run(() => saying('c'), turns.take)];
    expect((await one.next()).value?.cursor).toBe('after a');
    let isServed = false;
    const second = other.next().then((result) => {
      isServed = true;
      return result;
    });
    // As long as the first is on its way.
    for (let round = 0; round < 10; round += 1) await new Promise(setImmediate);
    expect(isServed).toBe(false);
    const third = one.next();
    expect((await second).value?.cursor).toBe('after c');
    await other.return();
    expect((await third).value?.cursor).toBe('after b');
    await one.return();
  });
});

describe('a document', () => {
  const operations = createOperations({
    schema: schemaOf(() => saying()),
    maxTokens: 10,
    formatError: createErrorFormat(recordingLog()),
  });
  test.each([
    ['{', 'GRAPHQL_PARSE_FAILED'],
    ['{ a a a a a a a a a }', 'GRAPHQL_PARSE_FAILED'],
    ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['query a { ok } query b { ok }', 'OPERATION_RESOLUTION_FAILURE'],
    ['query a { ok }', null],
  ])('%s: %s', (query, code) => {
    const prepared = operations.prepare({ query });
    expect(isPrepared(prepared) ? null : prepared[0]?.extensions['code']).toBe(code);
  });

  test('without the operation that is named is refused', () => {
    const prepared = operations.prepare({ query: 'query a { ok }', operationName: 'b' });
    expect(isPrepared(prepared) ? null : prepared[0]?.extensions['code']).toBe('OPERATION_RESOLUTION_FAILURE');
  });
});

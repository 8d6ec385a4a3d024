import { buildSchema, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createAllowances } from '../../src/agent/allowances.ts';
import { createMeters } from '../../src/meters/meters.ts';
import { createErrorFormat } from '../../src/transport/error-format.ts';
import { createDocuments } from '../../src/transport/documents.ts';
import {
  createOperations,
  isPrepared,
  type Deliver,
  type Operations,
  type Run,
} from '../../src/transport/operation.ts';
import { createTextsOnly } from '../../src/transport/persisted.ts';
import { askedIn } from '../../src/transport/request.ts';
import type { StreamedResult } from '../../src/transport/streamed-result.ts';
import { createTurns, type Turns } from '../../src/transport/turns.ts';
import { contextOf } from '../resolvers/calling.ts';
import { recordingLog } from '../support/gateway.ts';

type Source = () => AsyncIterable<{ readonly cursor: string; readonly text: string }>;

function schemaOf(subscribe: Source): GraphQLSchema {
  const schema = buildSchema(
    'type Query { ok: Boolean } type Event { text: String } type Subscription { said: Event }',
  );
  const { said } = schema.getSubscriptionType()?.getFields() ?? {};
  if (said !== undefined) Object.assign(said, { subscribe, resolve: (event: unknown) => event });
  return schema;
}

function operationsOver(source: Source, log = recordingLog(), maxTokens = 100): Operations {
  const schema = schemaOf(source);
  return createOperations({
    schema,
    documents: createDocuments({ schema, maxTokens }),
    persisted: createTextsOnly(),
    allowances: createAllowances({ perCaller: 0, inAll: 0, sockets: 10, streams: 10 }),
    formatError: createErrorFormat(log),
    meters: createMeters(),
  });
}

function run(source: Source, deliver: Deliver, log = recordingLog()): Run {
  const operations = operationsOver(source, log);
  const operation = operations.prepare({ asked: askedIn({ query: 'subscription { said { text } }' }) });
  if (!isPrepared(operation)) throw new Error(String(operation[0]));
  return operations.run(operation, contextOf({}), deliver);
}

const event = (text: string) => ({ cursor: `after ${text}`, text });

async function* saying(...texts: readonly string[]): AsyncGenerator<{ cursor: string; text: string }> {
  for (const text of texts) yield await Promise.resolve(event(text));
}

async function all(source: Source, log = recordingLog()): Promise<StreamedResult[]> {
  const found: StreamedResult[] = [];
  await run(source, async (make) => void found.push(await make()), log).done;
  return found;
}

describe('a stream of results', () => {
  test('has the cursor of each event, though nobody selected it', async () => {
    const found = await all(() => saying('a', 'b'));
    expect(found).toMatchObject([
      { text: '{"data":{"said":{"text":"a"}}}', cursor: 'after a', isFailure: false },
      { text: '{"data":{"said":{"text":"b"}}}', cursor: 'after b', isFailure: false },
    ]);
    expect(found.map(({ bytes }) => bytes().toString())).toEqual(found.map(({ text }) => `${text}}`));
  });

  test('that fails ends with its error, masked, as its last result', async () => {
    const log = recordingLog();
    async function* failing() {
      yield await Promise.resolve(event('a'));
      throw new Error('secret');
    }
    const [, last] = await all(failing, log);
    expect(last).toMatchObject({ isFailure: true, cursor: null });
    const { errors } = JSON.parse(last?.text ?? '') as ExecutionResult;
    expect(errors).toMatchObject([{ message: 'Internal server error' }]);
    const requestId = errors?.[0]?.extensions['requestId'];
    expect(log.lines).toMatchObject([{ fields: { err: { message: 'secret' }, requestId } }]);
  });

  test('that cannot begin is its error and nothing else', async () => {
    const results = await all(() => {
      throw new Error('secret');
    });
    expect(results).toHaveLength(1);
    expect(JSON.parse(results[0]?.text ?? '')).toMatchObject({ errors: [{ message: 'Internal server error' }] });
  });

  test('ends at once while it waits for an event', async () => {
    const waiting = Promise.withResolvers<undefined>();
    const asked = Promise.withResolvers<undefined>();
    const delivered: StreamedResult[] = [];
    const running = run(
      () => ({
        [Symbol.asyncIterator]: () => ({
          next() {
            asked.resolve(undefined);
            return waiting.promise.then(() => ({ value: undefined, done: true as const }));
          },
          return() {
            waiting.resolve(undefined);
            return Promise.resolve({ value: undefined, done: true as const });
          },
        }),
      }),
      async (make) => void delivered.push(await make()),
    );
    await asked.promise;
    running.stop();
    await running.done;
    expect(delivered).toEqual([]);
  });

  test('works on an event when its turn has come, one at a time', async () => {
    const turns: Turns = createTurns();
    const cursors: (string | null)[] = [];
    let leave: (() => void)[] = [];
    const deliver: Deliver = async (make) => {
      const done = await turns.take();
      cursors.push((await make()).cursor);
      await new Promise<void>((resolve) => leave.push(resolve));
      done();
    };
    const [one, other] = [run(() => saying('a', 'b'), deliver), run(() => saying('c'), deliver)];
    for (const expected of [['after a'], ['after a', 'after c'], ['after a', 'after c', 'after b']]) {
      // As long as the one before is on its way.
      for (let round = 0; round < 10; round += 1) await new Promise(setImmediate);
      expect(cursors).toEqual(expected);
      const left = leave;
      leave = [];
      for (const resolve of left) resolve();
    }
    await Promise.all([one.done, other.done]);
  });

  test('is made once for all who subscribe to the same events with the same document', async () => {
    let made = 0;
    const shared = {
      cursor: 'after a',
      get text() {
        made += 1;
        return 'a';
      },
    };
    async function* source() {
      yield await Promise.resolve(shared);
    }
    const operations = operationsOver(source);
    const [link, otherLink] = [contextOf({}), contextOf({})];
    const texts: string[] = [];
    const subscribe = (query: string, context = link): Promise<void> => {
      const operation = operations.prepare({ asked: askedIn({ query }) });
      if (!isPrepared(operation)) throw new Error(String(operation[0]));
      return operations.run(operation, context, async (make) => void texts.push((await make()).text)).done;
    };
    const query = 'subscription { said { text } }';
    await Promise.all([subscribe(query), subscribe(query), subscribe(query)]);
    expect([made, texts.length]).toEqual([1, 3]);
    await Promise.all([subscribe(query), subscribe('subscription { said { again: text } }')]);
    expect(made).toBe(3);
    await Promise.all([subscribe(query), subscribe(query, otherLink)]);
    expect(made).toBe(5);
    expect(new Set(texts)).toEqual(new Set(['{"data":{"said":{"text":"a"}}}', '{"data":{"said":{"again":"a"}}}']));
  });
});

describe('a document', () => {
  const operations = operationsOver(() => saying(), recordingLog(), 10);
  test.each([
    ['{', 'GRAPHQL_PARSE_FAILED'],
    ['{ a a a a a a a a a }', 'GRAPHQL_PARSE_FAILED'],
    ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['query a { ok } query b { ok }', 'OPERATION_RESOLUTION_FAILURE'],
    ['query a { ok }', null],
  ])('%s: %s', (query, code) => {
    const prepared = operations.prepare({ asked: askedIn({ query }) });
    expect(isPrepared(prepared) ? null : prepared[0]?.extensions['code']).toBe(code);
  });

  test('without the operation that is named is refused', () => {
    const prepared = operations.prepare({ asked: askedIn({ query: 'query a { ok }' }), operationName: 'b' });
    expect(isPrepared(prepared) ? null : prepared[0]?.extensions['code']).toBe('OPERATION_RESOLUTION_FAILURE');
  });
});

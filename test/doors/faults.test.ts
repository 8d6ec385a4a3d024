import type { AddressInfo } from 'node:net';
import { buildSchema } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { createAllowances } from '../../src/agent/allowances.ts';
import type { Link } from '../../src/agent/link.ts';
import type { Links } from '../../src/agent/links.ts';
import { createMeters } from '../../src/meters/meters.ts';
import { createAllowLists } from '../../src/transport/allow-lists.ts';
import { createApollo } from '../../src/transport/apollo.ts';
import { createDocuments } from '../../src/transport/documents.ts';
import { createErrorFormat } from '../../src/transport/error-format.ts';
import { createHttpStreams } from '../../src/transport/http-streams.ts';
import { createHttp } from '../../src/transport/http.ts';
import { createOperations } from '../../src/transport/operation.ts';
import { createTextsOnly } from '../../src/transport/persisted.ts';
import { createRunning } from '../../src/transport/running.ts';
import { createWebSockets } from '../../src/transport/websocket.ts';
import { basic, recordingLog, type Answer } from '../support/gateway.ts';
import { doors } from './doors.ts';

let close: () => Promise<unknown> = () => Promise.resolve();

afterEach(() => close());

/**
 * All doors before a schema whose subscription fails after its first event, by a fault of ours, and whose query fails by one that two
 * operations share, when both wait for it.
 */
async function start(log: ReturnType<typeof recordingLog>): Promise<string> {
  const schema = buildSchema('type Query { ok: Boolean } type Subscription { sessionEvents: String }');
  async function* subscribe(): AsyncGenerator<string> {
    yield await Promise.resolve('first');
    throw new TypeError('a secret of ours');
  }
  Object.assign(schema.getSubscriptionType()?.getFields()['sessionEvents'] ?? {}, {
    subscribe,
    resolve: (event: unknown) => event,
  });
  const shared = Promise.withResolvers<never>();
  let waiting = 0;
  Object.assign(schema.getQueryType()?.getFields()['ok'] ?? {}, {
    resolve() {
      waiting += 1;
      if (waiting === 2) shared.reject(new TypeError('a secret of both'));
      return shared.promise;
    },
  });
  const login = { login: () => Promise.resolve(), agent: () => null };
  const link = { ...login, onRevoked: () => () => undefined } as unknown as Link;
  const links: Links = {
    hold: () => ({ link, release: () => undefined }),
    known: () => link,
    renew: () => Promise.resolve(),
    count: () => 0,
    close: () => Promise.resolve(),
  };
  const formatError = createErrorFormat(log);
  const allowances = createAllowances({ perCaller: 0, inAll: 0, sockets: 10, streams: 10 });
  const rules = { headers: [], cookies: [] };
  const documents = createDocuments({ schema, maxTokens: 100 });
  const persisted = createTextsOnly();
  const meters = createMeters();
  const operations = createOperations({ schema, documents, persisted, allowances, formatError, meters });
  const lifetime = (): number => 60_000;
  const streams = createHttpStreams({ operations, ping: 10_000, lifetime, meter: meters.doors, log });
  const apollo = await createApollo({ schema, maxTokens: 100, documents, persisted, operations, formatError, log });
  const allowLists = createAllowLists({ hosts: [], listenAddress: '127.0.0.1', origins: [] });
  const common = { allowLists, operations, links, allowances, addressOf: () => '', rules, formatError };
  const quiet = { isDraining: () => false, requests: createRunning() };
  const app = createHttp({
    ...common,
    ...quiet,
    apollo,
    streams,
    maxRequestBytes: 10_000,
    origins: [],
    maxConnections: 10,
  });
  const sockets = createWebSockets({
    ...common,
    schema,
    maxMessageBytes: 10_000,
    mostUnread: 10_000,
    messagesPerSecond: 0,
    ping: 10_000,
    idle: 60_000,
    lifetime,
    grace: 1000,
    meter: meters.doors,
    log,
  });
  sockets.attach(app.server);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const farewell = { time: 0, patience: 1000 };
  close = () => Promise.all([app.close(), sockets.close(farewell), streams.close(farewell), apollo.stop()]);
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}

describe.each(doors)('a fault of ours in a stream, through $name', ({ connect }) => {
  it('is masked, told in the log under the same id, and ends the stream', async () => {
    const log = recordingLog();
    const client = connect(await start(log), basic('any', 'body'));
    const stream = client.subscribe({ query: 'subscription { sessionEvents }' });
    expect(await stream.next()).toBe('first');
    const { errors } = await stream.result();
    expect(errors).toMatchObject([{ message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(await stream.ended).toEqual({ kind: 'complete' });
    const requestId = errors?.[0]?.extensions['requestId'];
    expect(log.lines).toMatchObject([{ message: 'internal error', fields: { requestId } }]);
    client.dispose();
  });
});

describe('a fault that several operations wait for', () => {
  it('is told to each under its own id', async () => {
    const log = recordingLog();
    const url = await start(log);
    const ids = ['first', 'second'];
    const answers = await Promise.all(
      ids.map(async (id) => {
        const response = await fetch(`${url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-request-id': id },
          body: JSON.stringify({ query: '{ ok }' }),
        });
        return (await response.json()) as Answer;
      }),
    );
    expect(answers.map(({ errors }) => errors?.[0]?.extensions['requestId'])).toEqual(ids);
    expect(log.lines.map(({ fields }) => fields['requestId']).toSorted()).toEqual(ids);
  });
});

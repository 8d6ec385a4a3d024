import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ways } from '../doors/asking.ts';
import { ask, socketClient } from '../support/gateway.ts';
import { scrape } from '../support/metrics.ts';
import { authorizationOf, openDesk, talk } from './operating.ts';

const operations = 'gws_graphql_operations_total';
const mutations = 'gws_graphql_mutations_total';
const errors = 'gws_graphql_errors_total';
const calls = 'gws_graphql_upstream_calls_total';

/** Everything that labels could be made of; none of it may be in one. */
const marks = ['MARKoperation', 'MARKalias', 'MARKtext', 'MARKvariable', 'MARKcode', 'agent1', talk];

/** Opens a WebSocket with credentials; its close code. */
function closeCode(url: string, authorization: string): Promise<number> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      socket.send(JSON.stringify({ type: 'connection_init', payload: { headers: { authorization } } }));
    });
    socket.once('close', resolve);
    socket.once('error', reject);
  });
}

describe('operations are counted', () => {
  it.each(Object.entries(ways))('by %s', async (way, asking) => {
    const { url } = await openDesk();
    await asking(url, { query: '{ me { id } }' });
    await asking(url, { query: '{ me { id } session(id: "nowhere") { id } }' });
    await asking(url, { query: '{ me { nothing } }' });
    await asking(url, { query: '{ session(id: "../..") { id } }' });
    const { value } = await scrape(url);
    expect(value(operations, { type: 'query', field: 'me', outcome: 'answered' })).toBe(1);
    expect(value(operations, { type: 'query', field: 'several', outcome: 'answered' })).toBe(1);
    expect(value(operations, { type: 'query', field: 'session', outcome: 'failed' })).toBe(1);
    expect(value(operations)).toBe(3);
    expect(value('gws_graphql_operation_duration_seconds_count', { field: 'me' })).toBe(1);
    expect(value('gws_graphql_operation_duration_seconds_bucket', { field: 'me', le: '+Inf' })).toBe(1);
    expect(value('gws_graphql_operation_seconds_total', { field: 'me' })).toBeGreaterThan(0);
    expect(value(errors, { code: 'GRAPHQL_VALIDATION_FAILED' }), way).toBe(1);
    expect(value(errors, { code: 'BAD_USER_INPUT' })).toBe(1);
    expect(value(errors)).toBe(2);
  });

  it('the same whether or not Apollo Server is asked, and once each', async () => {
    const desk = await openDesk();
    for (let round = 0; round < 5; round += 1) await desk.ask('{ me { id } }');
    const { value } = await scrape(desk.url);
    expect(value(operations, { field: 'me' })).toBe(5);
  });

  it('those that limits refuse, too', async () => {
    const desk = await openDesk({}, { RATE_GLOBAL: '1' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => desk.ask('{ me { id } }')));
    const refused = answers.filter((answer) => answer.errors?.[0]?.extensions['code'] === 'RATE_LIMITED').length;
    expect(refused).toBeGreaterThan(0);
    expect((await scrape(desk.url)).value(errors, { code: 'RATE_LIMITED' })).toBe(refused);
  });

  it('mutations by what became of them', async () => {
    const desk = await openDesk();
    const message = { sessionId: talk, text: 'hello' };
    await desk.mutate('sendMessage', message);
    await desk.mutate('sendMessage', { ...message, confirmWithin: 0 });
    desk.sandbox.control.failNext('SendMessage', { status: 500, body: { statusCode: 10, statusMessage: 'No.' } });
    await desk.mutate('sendMessage', message);
    desk.sandbox.control.failNext('SendMessage', { status: 502, body: 'a proxy' });
    await desk.mutate('sendMessage', { ...message, confirmWithin: 0 });
    await desk.ask('mutation { sendMessage(input: { sessionId: "..", text: "x" }) { outcome } }');
    await desk.mutate('setAgentState', { state: 'NOT_READY' }, '');
    const { value } = await scrape(desk.url);
    for (const outcome of ['CONFIRMED', 'ACCEPTED', 'REFUSED', 'UNDETERMINED', 'FAILED']) {
      expect(value(mutations, { mutation: 'sendMessage', outcome }), outcome).toBe(1);
    }
    expect(value(mutations, { mutation: 'setAgentState' })).toBe(1);
    expect(value(calls, { call: 'POST SendMessage', outcome: 'ok' })).toBe(2);
    expect(value(calls, { call: 'POST SendMessage', outcome: 'refused' })).toBe(1);
    expect(value(calls, { call: 'POST SendMessage', outcome: 'UPSTREAM_UNAVAILABLE' })).toBe(1);
    expect(value('gws_graphql_upstream_duration_seconds_count', { call: 'POST SendMessage' })).toBe(4);
  });
});

describe('the upstream', () => {
  it('is counted by call, held polls in no histogram', async () => {
    const desk = await openDesk();
    await desk.ask(`{ session(id: "${talk}") { id messages(first: 1) { nodes { __typename } } } }`);
    await desk.watch('');
    await expect.poll(async () => (await scrape(desk.url)).value(calls, { call: 'connect' })).toBeGreaterThan(0);
    const { value } = await scrape(desk.url);
    for (const call of ['GET me', 'GET session', 'GET sessions', 'GET messages', 'handshake', 'subscribe']) {
      expect(value(calls, { call, outcome: 'ok' }), call).toBeGreaterThan(0);
      expect(value('gws_graphql_upstream_duration_seconds_count', { call }), call).toBeGreaterThan(0);
    }
    expect(value('gws_graphql_upstream_duration_seconds_count', { call: 'connect' })).toBe(0);
    expect(value('gws_graphql_handshakes_total', { cause: 'first' })).toBe(1);
    expect(value('gws_graphql_handshakes_total')).toBe(1);
    expect(value('gws_graphql_upstream_queued')).toBe(0);
    expect(value('gws_graphql_starts_queued')).toBe(0);
  });

  it('that is away is counted by error', async () => {
    const desk = await openDesk();
    await desk.sandbox.close();
    await desk.ask('{ me { id } }');
    const { value } = await scrape(desk.url);
    expect(value(calls, { call: 'GET me', outcome: 'UPSTREAM_UNAVAILABLE' })).toBe(1);
    expect(value(errors, { code: 'UPSTREAM_UNAVAILABLE' })).toBe(1);
  });

  it('a lost notification session is replaced, and the snapshot in its place counted', async () => {
    const desk = await openDesk();
    const stream = await desk.watch('... on SessionsSnapshot { reason }');
    desk.sandbox.control.dropBayeuxSessions();
    await stream.until((event) => event['reason'] === 'UPSTREAM_RECONNECTED');
    const { value } = await scrape(desk.url);
    expect(value('gws_graphql_handshakes_total', { cause: 'lost' })).toBe(1);
    expect(value('gws_graphql_snapshots_total', { reason: 'UPSTREAM_RECONNECTED' })).toBe(1);
    expect(value('gws_graphql_snapshots_total', { reason: 'SUBSCRIBED' })).toBe(1);
  });
});

describe('events', () => {
  it('are counted where they are made and where they are delivered', async () => {
    const desk = await openDesk();
    const selection = 'cursor ... on MessageAdded { message { ... on TextMessage { text } } }';
    const [one, two] = [await desk.watch(selection), await desk.watch(selection)];
    desk.sandbox.control.customerWrites(talk, 'for both');
    for (const stream of [one, two]) {
      await stream.until((event) => JSON.stringify(event).includes('for both'));
    }
    // Counted when the socket has it, which the client may be told of first.
    const delivered = async (): Promise<number> => (await scrape(desk.url)).value('gws_graphql_events_delivered_total');
    await expect.poll(delivered).toBe(4);
    const { value } = await scrape(desk.url);
    expect(value('gws_graphql_events_total', { type: 'MessageAdded' })).toBe(1);
    expect(value('gws_graphql_notifications_total', { outcome: 'told' })).toBeGreaterThan(0);
    expect(value('gws_graphql_event_lag_seconds_count')).toBe(2);
    expect(value('gws_graphql_events_waiting')).toBe(0);
    expect(value('gws_graphql_subscriptions_total', { outcome: 'started' })).toBe(2);
    expect(value('gws_graphql_streams', { door: 'websocket' })).toBe(2);
    expect(value('gws_graphql_websockets')).toBe(2);
  });

  it('that repeat what was told count as nothing new', async () => {
    const desk = await openDesk();
    const stream = await desk.watch('... on MessageAdded { message { ... on TextMessage { text } } }');
    desk.sandbox.control.applyFault({ fault: 'duplicate', user: 'agent1' });
    desk.sandbox.control.customerWrites(talk, 'twice');
    await stream.until((event) => JSON.stringify(event).includes('twice'));
    await expect
      .poll(async () => (await scrape(desk.url)).value('gws_graphql_notifications_total', { outcome: 'nothing_new' }))
      .toBe(1);
  });

  it('a cursor of before is a snapshot, a stream that cannot begin is counted', async () => {
    const desk = await openDesk({}, { MAX_STREAMS_PER_CALLER: '1' });
    const client = socketClient(desk.url, authorizationOf('agent1'));
    const stream = client.iterate({ query: 'subscription { sessionEvents(after: "of before") { cursor } }' });
    await stream.next();
    await client.iterate({ query: 'subscription { sessionEvents { cursor } }' }).next();
    await client.dispose();
    const { value } = await scrape(desk.url);
    expect(value('gws_graphql_snapshots_total', { reason: 'CURSOR_EXPIRED' })).toBe(1);
    expect(value('gws_graphql_subscriptions_total', { outcome: 'failed' })).toBe(1);
  });
});

describe('what is open and how it ends', () => {
  it('closes are counted by code, and links with their limit', async () => {
    const desk = await openDesk({}, { MAX_LINKS: '7' });
    expect(await closeCode(desk.url, authorizationOf('nobody'))).toBe(4403);
    await desk.ask('{ me { id } }');
    const { value } = await scrape(desk.url);
    expect(value('gws_graphql_websocket_closes_total', { code: '4403' })).toBe(1);
    expect(value('gws_graphql_links')).toBe(1);
    expect(value('gws_graphql_links_max')).toBe(7);
    expect(value('gws_graphql_ready')).toBe(1);
    expect(value('gws_graphql_heap_limit_bytes')).toBeGreaterThan(1e8);
    expect(value('gws_graphql_event_loop_utilization_ratio')).toBeLessThanOrEqual(1);
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(1e7);
    expect(value('nodejs_eventloop_lag_max_seconds')).toBeGreaterThanOrEqual(0);
  });
});

it('no label is made of what clients send, however much they invent', async () => {
  const desk = await openDesk();
  for (let round = 0; round < 30; round += 1) {
    const name = `MARKoperation${round}`;
    for (const asking of Object.values(ways)) {
      await asking(desk.url, { query: `query ${name} { MARKalias${round}: me { id } }`, operationName: name });
    }
    await desk.ask(`query ($MARKvariable: ID!) { session(id: $MARKvariable) { id } }`, {
      MARKvariable: 'MARKvariable',
    });
    await desk.mutate('sendMessage', { sessionId: talk, text: 'MARKtext', confirmWithin: 0 });
    await desk.ask(`{ MARKalias${round} { MARKoperation } }`);
  }
  await ask(desk.url, 'Bearer MARKcode', '{ me { id } }');
  const { text, value } = await scrape(desk.url);
  expect(value(operations, { field: 'me', outcome: 'answered' })).toBe(30 * Object.keys(ways).length);
  expect(marks.filter((mark) => text.includes(mark))).toEqual([]);
  expect(text.match(/^gws_graphql_operations_total\{/gm)?.length).toBeLessThan(10);
});

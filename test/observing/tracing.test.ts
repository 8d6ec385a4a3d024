import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createClient } from 'graphql-ws';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { ConfigError } from '../../src/config.ts';
import type { Gateway } from '../../src/gateway.ts';
import { createOpenTelemetry, isTracingAsked } from '../../src/observing/open-telemetry.ts';
import { createSandbox, type Sandbox, type SeenRequest } from '../../src/sandbox/sandbox.ts';
import { agent2, authorizationOf, documentOf, talk } from '../gateway/operating.ts';
import { overEveryDoor } from '../security/doors.ts';
import { freePort } from '../support/free-port.ts';
import type { Json } from '../support/fixture.ts';
import { ask, recordingLog, socketClient, startGateway, streamOf } from '../support/gateway.ts';
import { openReceiver, type Received, type Receiver } from './receiver.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const clientSpan = '00f067aa0ba902b7';
const traceparent = `00-${traceId}-${clientSpan}-01`;
const mine = authorizationOf('agent1');
const removal = {
  query: documentOf('removeParticipant').replace('mutation', 'mutation Remove'),
  variables: { input: { sessionId: talk, participant: { userId: agent2 } } },
};

let receiver: Receiver;
let sandbox: Sandbox;
let seen: SeenRequest[];

beforeEach(async () => {
  receiver = await openReceiver();
  seen = [];
  sandbox = await createSandbox({ onRequest: (request) => seen.push(request) });
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', receiver.url);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await sandbox.close();
  await receiver.close();
});

async function start(env: Record<string, string> = {}, log = recordingLog()): Promise<Gateway> {
  const gateway = await startGateway({ GWS_URL: sandbox.url, ...env }, log);
  onTestFinished(() => gateway.close());
  return gateway;
}

async function post(url: string, body: Json | object, headers: Record<string, string> = {}): Promise<Json> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: mine, ...headers },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Json;
}

/** The only span of this name. */
function spanNamed(name: string): Received {
  const [found, ...more] = receiver.spans.filter((span) => span.name === name);
  if (found === undefined || more.length > 0) throw new Error(`${name}: ${more.length + 1} spans, or none`);
  return found;
}

function expectRemovalTree(): void {
  const operation = spanNamed('mutation Remove');
  const step = spanNamed('removeParticipant');
  const call = spanNamed('POST /me/facebooksessions/{id}');
  const notification = spanNamed('receive notification');
  expect(operation).toMatchObject({
    traceId,
    parent: clientSpan,
    kind: 2,
    status: 0,
    attributes: { 'graphql.operation.type': 'mutation', 'graphql.operation.name': 'Remove', 'gws.request.id': traceId },
  });
  expect(step).toMatchObject({
    traceId,
    parent: operation.spanId,
    kind: 1,
    attributes: { 'gws.session.id': talk, 'gws.outcome': 'CONFIRMED' },
  });
  expect(call).toMatchObject({
    traceId,
    parent: step.spanId,
    kind: 3,
    attributes: {
      'http.request.method': 'POST',
      'url.template': '/me/facebooksessions/{id}',
      'server.address': '127.0.0.1',
      'server.port': Number(new URL(sandbox.url).port),
      'http.response.status_code': 200,
    },
  });
  expect(notification).toMatchObject({
    traceId,
    parent: step.spanId,
    kind: 5,
    links: [call.spanId],
    attributes: { 'gws.session.id': talk, 'gws.confirmed_by': 'notification' },
  });
}

describe('the trace of a confirmed removal', () => {
  it('goes from the client over operation, step and upstream call to the notification: HTTP', async () => {
    const gateway = await start();
    expect(await post(gateway.url, removal, { traceparent })).toMatchObject({
      data: { removeParticipant: { outcome: 'CONFIRMED' } },
    });
    await gateway.close();
    expectRemovalTree();
    expect(receiver.resources[0]).toMatchObject({ 'service.name': 'gws-graphql' });
  });

  it.each([
    ['said with the operation', {}, { extensions: { traceparent } }],
    ['said when the socket was opened', { traceparent }, {}],
  ])('the same over WebSocket, its trace %s', async (_, params, more) => {
    const gateway = await start();
    const client = createClient({
      url: `${gateway.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { headers: { Authorization: mine }, ...params },
    });
    for await (const { data } of client.iterate({ ...removal, ...more })) {
      expect(data).toMatchObject({ removeParticipant: { outcome: 'CONFIRMED' } });
    }
    await client.dispose();
    await gateway.close();
    expectRemovalTree();
  });
});

describe('a trace', () => {
  it('begins with the operation where the client has none, on every way; and holds nothing secret', async () => {
    const gateway = await start();
    const input = { sessionId: talk, text: 'MARKtext', confirmWithin: 0 };
    await overEveryDoor(gateway.url, mine, { query: documentOf('sendMessage'), variables: { input } }, () => null);
    const variables = { input: { sessionId: 'MARK x', text: 'MARKtext', confirmWithin: 0 } };
    await overEveryDoor(gateway.url, mine, { query: documentOf('sendMessage'), variables }, () => null);
    await ask(gateway.url, mine, '{ sessions(after: "MARKvariable") { nodes { id } } }');
    await ask(gateway.url, 'Bearer MARKtoken', '{ me { id } }');
    await gateway.close();
    const roots = receiver.spans.filter(({ kind }) => kind === 2);
    expect(roots).toHaveLength(12);
    expect(roots.filter(({ parent }) => parent !== '')).toEqual([]);
    expect(receiver.bodies.join()).not.toMatch(/MARK|sandbox-agent1|Basic |Bearer /);
    expect(roots.slice(-1)).toMatchObject([{ status: 2, attributes: { 'error.type': 'UNAUTHENTICATED' } }]);
  });

  it('says what failed and how, where the upstream is away', async () => {
    const gateway = await start({ GWS_URL: `http://127.0.0.1:${await freePort()}/api/v2` });
    await post(gateway.url, removal);
    await gateway.close();
    const failed = { status: 2, attributes: { 'error.type': 'UPSTREAM_UNAVAILABLE' } };
    for (const name of ['mutation Remove', 'removeParticipant', 'GET /me'])
      expect(spanNamed(name)).toMatchObject(failed);
  });

  it('has the beginning of a subscription, and nothing of what goes on in the background', async () => {
    const gateway = await start();
    const client = socketClient(gateway.url, mine);
    onTestFinished(() => client.dispose());
    const stream = streamOf(client, 'subscription Watch { sessionEvents { __typename } }');
    expect(await stream.next()).toEqual({ __typename: 'SessionsSnapshot' });
    const input = { sessionId: talk, text: 'hello', confirmWithin: 0 };
    await ask(gateway.url, mine, documentOf('sendMessage'), { input });
    await stream.until((event) => event['__typename'] === 'MessageAdded');
    await gateway.close();
    expect(spanNamed('subscription Watch').kind).toBe(2);
    expect(seen.some(({ path }) => path.endsWith('/notifications'))).toBe(true);
    expect(receiver.bodies.join()).not.toContain('/notifications');
    expect(receiver.spans.map(({ name }) => name).filter((name) => name.includes('facebooksessions'))).toEqual([
      'POST /me/facebooksessions/{id}',
    ]);
  });

  it('is taken on by the sampler that the variables name', async () => {
    vi.stubEnv('OTEL_TRACES_SAMPLER', 'parentbased_always_off');
    const gateway = await start();
    await ask(gateway.url, mine, '{ me { id } }');
    await post(gateway.url, { query: '{ me { id } }' }, { traceparent });
    await gateway.close();
    expect(new Set(receiver.spans.map((span) => span.traceId))).toEqual(new Set([traceId]));
  });

  it('keeps the names of spans few, whatever clients call their operations', async () => {
    const gateway = await start({ RATE_PER_CALLER: '0', RATE_GLOBAL: '0' });
    for (let each = 0; each < 220; each += 1) await ask(gateway.url, mine, `query Q${each} { __typename }`);
    await gateway.close();
    expect(receiver.spans).toHaveLength(220);
    expect(new Set(receiver.spans.map(({ name }) => name)).size).toBe(201);
  });
});

describe('the upstream', () => {
  it('hears of request and trace where that is asked for', async () => {
    const gateway = await start({ TRACE_PROPAGATE: 'on' });
    await post(gateway.url, removal, { 'x-request-id': 'desk-7', traceparent });
    await gateway.close();
    const call = seen.find(({ method, path }) => method === 'POST' && path.includes('facebooksessions'));
    const { spanId } = spanNamed('POST /me/facebooksessions/{id}');
    expect(call?.headers).toMatchObject({ 'x-request-id': 'desk-7', traceparent: `00-${traceId}-${spanId}-01` });
  });

  it("hears of the client's own trace where none is recorded here", async () => {
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', '');
    const gateway = await start({ TRACE_PROPAGATE: 'on' });
    await post(gateway.url, { query: '{ me { id } }' }, { 'x-request-id': 'desk-7', traceparent });
    expect(seen[0]?.headers).toMatchObject({ 'x-request-id': 'desk-7', traceparent });
    expect(receiver.spans).toEqual([]);
  });

  it('hears of nothing else', async () => {
    const gateway = await start();
    await post(gateway.url, removal, { 'x-request-id': 'desk-7', traceparent });
    expect(seen.filter(({ headers }) => 'x-request-id' in headers || 'traceparent' in headers)).toEqual([]);
  });
});

describe('exporting', () => {
  it('that fails is told once, and hinders nothing', async () => {
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${await freePort()}`);
    vi.stubEnv('OTEL_EXPORTER_OTLP_TIMEOUT', '300');
    const log = recordingLog();
    const gateway = await start({}, log);
    expect(await ask(gateway.url, mine, '{ me { userName } }')).toEqual({ data: { me: { userName: 'agent1' } } });
    const begun = performance.now();
    await gateway.close();
    expect(performance.now() - begun).toBeLessThan(4500);
    const told = log.lines.filter(({ message }) => message === 'traces could not be exported');
    expect(told).toMatchObject([{ level: 'warn', fields: { spans: 2 } }]);
  });

  it('takes no longer than the end may: a collector that does not answer', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void silent.close());
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${port}`);
    vi.stubEnv('OTEL_EXPORTER_OTLP_TIMEOUT', '3000');
    const gateway = await start({ SHUTDOWN_TIMEOUT_MS: '1500' });
    await ask(gateway.url, mine, '{ me { userName } }');
    const begun = performance.now();
    await gateway.close();
    expect(performance.now() - begun).toBeLessThan(2500);
  });

  it('is as the standard variables say', async () => {
    vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', 'api-key=MARKkey');
    vi.stubEnv('OTEL_SERVICE_NAME', 'desk-gateway');
    vi.stubEnv('OTEL_RESOURCE_ATTRIBUTES', 'deployment.environment.name=test');
    const log = recordingLog();
    const gateway = await start({}, log);
    await ask(gateway.url, mine, '{ me { userName } }');
    await gateway.close();
    expect(receiver.headers[0]).toMatchObject({ 'api-key': 'MARKkey' });
    expect(receiver.resources[0]).toMatchObject({
      'service.name': 'desk-gateway',
      'deployment.environment.name': 'test',
    });
    expect(JSON.stringify(log.lines)).not.toContain('MARKkey');
  });

  it.each([
    [{}, false],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: ' ' }, false],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c' }, true],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://c' }, true],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: '', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c' }, true],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c', OTEL_SDK_DISABLED: 'TRUE' }, false],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c', OTEL_TRACES_EXPORTER: 'none' }, false],
  ])('with %j: %s', (env, expected) => {
    expect(isTracingAsked(env)).toBe(expected);
  });

  it.each([
    [{ OTEL_TRACES_SAMPLER: 'sometimes' }, /^OTEL_TRACES_SAMPLER: wants/],
    [{ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '2' }, /^OTEL_TRACES_SAMPLER_ARG: wants/],
  ])('refuses %j', async (env, problem) => {
    const failure: unknown = await createOpenTelemetry(env, recordingLog()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigError);
    expect((failure as ConfigError).problems).toEqual([expect.stringMatching(problem)]);
  });

  it('names the package that is missing', async () => {
    const error = Object.assign(new Error("Cannot find package '@opentelemetry/sdk-trace' imported from x"), {
      code: 'ERR_MODULE_NOT_FOUND',
    });
    const load = (): Promise<never> => Promise.reject(error);
    await expect(createOpenTelemetry({}, recordingLog(), load)).rejects.toMatchObject({
      problems: [
        'OTEL_EXPORTER_OTLP_ENDPOINT: traces are exported with @opentelemetry/sdk-trace, which is not installed',
      ],
    });
  });
});

import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { json as jsonOf } from 'node:stream/consumers';
import { fastify } from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { Gateway } from '../../src/gateway.ts';
import { registerExplorer } from '../../src/transport/explorer.ts';
import { agent1, authorizationOf, documentOf, openDesk, talk } from '../gateway/operating.ts';
import { send } from '../security/doors.ts';
import { ask, startGateway } from '../support/gateway.ts';
import { run } from '../support/process.ts';
import { json, plain, silence, startUpstream, type Upstream } from '../support/upstream.ts';
import { read } from './markdown.ts';

/** Sentences in the first column: what the page says that one sees. */
const symptoms = read('docs/troubleshooting.md')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .flatMap((line) => [...(line.split(' | ')[0] ?? '').matchAll(/``(.+?)``|`([^`]+)`/g)])
  .map(([, double, single]) => double ?? single ?? '')
  .filter((text) => text.includes(' '));

const login = authorizationOf('agent1');

async function start(env: Record<string, string> = {}): Promise<Gateway> {
  const gateway = await startGateway(env);
  onTestFinished(() => gateway.close());
  return gateway;
}

interface Post {
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly env?: Record<string, string>;
}

/** The text of the answer to a request that is right but for what is given. */
async function posted({
  path = '/graphql',
  headers = {},
  body = '{"query":"{ me { id } }"}',
  env = {},
}: Post): Promise<string> {
  const { url } = await start(env);
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { authorization: login, 'content-type': 'application/json', ...headers },
    body,
  });
  return messageIn(await response.json());
}

function messageIn(answer: unknown): string {
  const { errors } = answer as { errors?: readonly { message: string }[] };
  return errors?.[0]?.message ?? JSON.stringify(answer);
}

/** How a socket on which this was sent was closed. */
async function closed(init: object | null): Promise<string> {
  const { url } = await start();
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      if (init !== null) socket.send(JSON.stringify({ type: 'connection_init', payload: init }));
    });
    socket.once('close', (code, reason) => {
      resolve(`${code}: ${reason.toString()}`);
    });
    socket.once('error', reject);
  });
}

/** What a query is told before an upstream that plays this. */
async function before(
  play: (upstream: Upstream) => void,
  query: string,
  env: Record<string, string> = {},
): Promise<string> {
  const upstream = await startUpstream();
  play(upstream);
  const { url } = await start({ GWS_URL: upstream.base, ...env });
  return messageIn(await ask(url, login, query));
}

async function failedStart(env: Record<string, string>, ...args: readonly string[]): Promise<string> {
  return (await run('src/main.ts', { PORT: '0', ...env }, args).ended).errors;
}

const me = '{ me { id } }';
const conflict =
  'subscription { sessionEvents { ... on SessionsSnapshot { reason } ... on UpstreamStatusChanged { reason } } }';

/** Each symptom, and how it is made to appear. */
const seen: Readonly<Record<string, () => Promise<string>>> = {
  'No credentials: send an Authorization header, Basic or Bearer.': async () =>
    messageIn(await ask((await start()).url, null, me)),
  'The upstream does not accept these credentials.': async () =>
    messageIn(await ask((await start()).url, 'Basic YTpi', me)),
  '4403: Forbidden': () => closed({ headers: { Authorization: 'Basic YTpi' } }),
  '4408: Connection initialisation timeout': () => closed(null),
  'This operation has been blocked as a potential Cross-Site Request Forgery (CSRF).': async () =>
    messageIn(await (await fetch(`${(await start()).url}/graphql?query=${encodeURIComponent(me)}`)).json()),
  'Unsupported Media Type': () => posted({ headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
  "An 'accept' header was provided for this request which does not accept application/json": () =>
    posted({ headers: { accept: 'image/png' } }),
  'This address answers with event streams: accept text/event-stream.': () =>
    posted({ path: '/graphql/stream', headers: { accept: 'application/json' } }),
  'Send a JSON object with `query`, or with the id of a persisted document.': () =>
    posted({ path: '/graphql/stream', body: '[]' }),
  'Subscriptions are served over WebSocket': () =>
    posted({ body: JSON.stringify({ query: 'subscription { sessionEvents { cursor } }' }) }),
  'Fields "reason" conflict because they return conflicting types': () =>
    posted({ body: JSON.stringify({ query: conflict }) }),
  'Request body is too large': () =>
    posted({ env: { MAX_REQUEST_BYTES: '1024' }, body: JSON.stringify({ query: ' '.repeat(2000) }) }),
  'This gateway is not asked under this Host: add its name to ALLOWED_HOSTS.': async () => {
    const { url } = await start({ ALLOWED_HOSTS: 'gws.example.com' });
    return messageIn(JSON.parse((await send(url, { host: 'other.example.com' })).text));
  },
  'Pages of this Origin may not open a WebSocket here: add it to CORS_ORIGINS.': async () => {
    const { url } = await start();
    const headers = { origin: 'https://desk.example.com' };
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
    return messageIn(await jsonOf(response));
  },
  'The gateway serves as many callers as it may.': async () => {
    const { url } = await start({ MAX_LINKS: '1' });
    const stream = await fetch(
      `${url}/graphql/stream?query=${encodeURIComponent('subscription { sessionEvents { cursor } }')}`,
      {
        headers: { authorization: login },
      },
    );
    try {
      return messageIn(await ask(url, authorizationOf('agent2'), me));
    } finally {
      await stream.body?.cancel();
    }
  },
  'The gateway is shutting down.': async () => {
    const gateway = await start();
    const stream = await fetch(
      `${gateway.url}/graphql/stream?query=${encodeURIComponent('subscription { sessionEvents { cursor } }')}`,
      {
        headers: { authorization: login },
      },
    );
    const closing = gateway.close();
    const answer = messageIn(await ask(gateway.url, login, me));
    await stream.body?.cancel();
    await closing;
    return answer;
  },
  'The upstream cannot be reached (ECONNREFUSED).': async () =>
    messageIn(await ask((await start({ GWS_URL: 'http://127.0.0.1:9/api/v2' })).url, login, me)),
  'The upstream did not answer in time.': () =>
    before(
      (upstream) => {
        upstream.otherwise(silence);
      },
      me,
      { UPSTREAM_TIMEOUT_MS: '200' },
    ),
  'The upstream answered HTTP 200 without a usable envelope.': () =>
    before((upstream) => {
      upstream.otherwise(plain('<html>Please log in</html>'));
    }, me),
  'Not found.': () =>
    before((upstream) => {
      upstream.otherwise(plain('', 404));
      upstream.always('GET /api/v2/me', json({ statusCode: 0, user: { id: agent1 } }));
    }, '{ sessions { totalCount } }'),
  'The upstream has not answered for a while; nothing was sent.': async () => {
    const { url } = await start({ GWS_URL: 'http://127.0.0.1:9/api/v2', CIRCUIT_FAILURES: '1' });
    await ask(url, login, me);
    return messageIn(await ask(url, login, me));
  },
  'The upstream is away just now; nothing was sent.': async () => {
    // Without a circuit, which would say it in other words.
    const desk = await openDesk({}, { CIRCUIT_FAILURES: '0' });
    const stream = await desk.watch('... on UpstreamStatusChanged { status }');
    desk.sandbox.control.applyFault({ fault: 'restart', for: 60_000 });
    await stream.until(({ status }) => status === 'DISCONNECTED');
    const input = { sessionId: talk, text: 'Is anybody there?' };
    const said = async (): Promise<string> => messageIn(await desk.ask(documentOf('sendMessage'), { input }));
    // For some seconds after its last answer the upstream counts as there, and is tried.
    await expect.poll(said, { timeout: 20_000, interval: 250 }).toContain('nothing was sent');
    return said();
  },
  'Only an agent whom the customer sees can remove a participant.': async () => {
    const desk = await openDesk();
    const input = { sessionId: talk, participant: { userId: agent1 } };
    return JSON.stringify(await desk.mutate('removeParticipant', input, '', 'agent2'));
  },
  'EVENT_LOG_KEY: is wanted where REDIS_URL is set': () => failedStart({ REDIS_URL: 'redis://127.0.0.1:9' }),
  'The events could not be started in time: The shared event log cannot be reached.': async () => {
    const env = { REDIS_URL: 'redis://127.0.0.1:9', EVENT_LOG_KEY: 'A'.repeat(43), UPSTREAM_TIMEOUT_MS: '1000' };
    const { url } = await start(env);
    const query = encodeURIComponent('subscription { sessionEvents { cursor } }');
    return (await fetch(`${url}/graphql/stream?query=${query}`, { headers: { authorization: login } })).text();
  },
  'PORT: 4000 is taken on 127.0.0.1; choose another, or 0 for a free one': async () => {
    const other = createServer();
    onTestFinished(() => void other.close());
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    return (await failedStart({ PORT: String(port) })).replace(String(port), '4000');
  },
  'WS_PING_MS: wants a whole number from 100 to 600000': () => failedStart({ WS_PING_MS: 'often' }),
  '--faults, --seed: are for the built-in sandbox; unset GWS_URL': () =>
    failedStart({ GWS_URL: 'http://127.0.0.1:9/api/v2' }, '--seed', '1'),
  'The explorer page was not built.': async () => {
    const app = fastify();
    registerExplorer(app, { assetsDirectory: '/nowhere', credentials: [] });
    return (await app.inject('/')).body;
  },
};

/** Not to be made to appear here: no fault of the gateway is known, and for the others the whole process has to suffer, or Redis. */
const elsewhere = [
  // test/transport/error-format.test.ts
  'Internal server error',
  // test/doors/overload.test.ts
  'The gateway has too much to do just now; nothing was done.',
  // test/cluster/secrecy.test.ts
  'The shared event log was written with another EVENT_LOG_KEY.',
  // test/cluster/faults.test.ts
  'The shared event log cannot be reached.',
  // test/gateway/process-faults.test.ts
  'The upstream cannot be reached (EMFILE).',
  // test/cluster/idempotency-replicas.test.ts
  'Nothing was sent: whether input.idempotencyKey was used before cannot be told',
  'Whether this was done is not known',
];

describe('docs/troubleshooting.md', () => {
  it('quotes nothing that is not made to appear here', () => {
    expect(symptoms.filter((text) => !(text in seen) && !elsewhere.includes(text))).toEqual([]);
  });

  it.each(Object.entries(seen))('%s', { timeout: 40_000 }, async (text, appear) => {
    expect(symptoms).toContain(text);
    expect(await appear()).toContain(text);
  });
});

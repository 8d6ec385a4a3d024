import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { lacks } from '../docs/shell.ts';
import { authorizationOf, documentOf, talk } from '../gateway/operating.ts';
import { freePort } from '../support/free-port.ts';
import { ask, socketClient, startGateway, streamOf } from '../support/gateway.ts';
import { readDeployed } from './metrics-files.ts';

/** The site as it is, but for where the replicas are: nginx of Debian 12 cannot look names up again and again. Gives its address. */
async function serve(replicas: readonly string[]): Promise<string> {
  const directory = mkdtempSync(`${tmpdir()}/nginx-`);
  const port = await freePort();
  const site = readDeployed('nginx/replicas.conf');
  const here = site
    .replace(/server gateway:4000 resolve (.*;)/, replicas.map((url) => `server ${new URL(url).host} $1`).join('\n'))
    .replace('listen 8080;', `listen 127.0.0.1:${port};`)
    .replaceAll('/tmp/', `${directory}/`)
    .replace('/dev/stdout', '/dev/null')
    // Of this machine's own account.
    .replace(/worker_(?:rlimit_nofile|connections) \d+;/g, '');
  expect(here).not.toContain('gateway:4000');
  writeFileSync(`${directory}/nginx.conf`, here);
  const nginx = spawn('nginx', ['-p', directory, '-c', `${directory}/nginx.conf`, '-g', 'daemon off;'], {
    stdio: ['ignore', 'inherit', 'ignore'],
  });
  onTestFinished(async () => {
    nginx.kill('SIGTERM');
    if (nginx.exitCode === null) await once(nginx, 'exit');
    rmSync(directory, { recursive: true });
  });
  const address = `http://127.0.0.1:${port}`;
  const isThere = (): Promise<boolean> =>
    fetch(`${address}/metrics`).then(
      ({ status }) => status === 403,
      () => false,
    );
  await expect.poll(isThere, { timeout: 10_000 }).toBe(true);
  return address;
}

interface Backend {
  readonly url: string;
  readonly seen: string[];
}

/** Answers every request in one way; `cut`: it is read, and the connection broken. */
async function backend(answer: 'well' | 'draining' | 'cut'): Promise<Backend> {
  const seen: string[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    request.resume().once('end', () => {
      seen.push(`${request.method ?? ''} ${request.url ?? ''}`);
      if (answer === 'cut') request.socket.destroy();
      else response.writeHead(answer === 'well' ? 200 : 503).end(answer);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const post = (url: string): Promise<Response> => fetch(`${url}/graphql`, { method: 'POST', body: '{}' });

describe.skipIf(lacks('the nginx of compose.replicas.yaml', 'nginx'))('the proxy before replicas', () => {
  it('passes WebSockets, and events of a stream one by one', async () => {
    const sandbox = await createSandbox();
    onTestFinished(() => sandbox.close());
    const gateway = await startGateway({ GWS_URL: sandbox.url });
    onTestFinished(() => gateway.close());
    const address = await serve([gateway.url]);
    const client = socketClient(address, authorizationOf('agent1'));
    onTestFinished(() => void client.dispose());
    const tab = streamOf(client, 'subscription { sessionEvents { __typename } }');
    expect(await tab.next()).toEqual({ __typename: 'SessionsSnapshot' });
    const leave = new AbortController();
    const stream = await fetch(`${address}/graphql/stream`, {
      method: 'POST',
      headers: {
        authorization: authorizationOf('agent1'),
        accept: 'text/event-stream',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ query: 'subscription { sessionEvents { __typename } }' }),
      signal: leave.signal,
    });
    const chunks = stream.body?.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
    const until = async (word: string): Promise<void> => {
      let text = '';
      while (!text.includes(word)) text += (await chunks?.next())?.value ?? expect.fail('it ended');
    };
    await until('SessionsSnapshot');
    sandbox.control.customerWrites(talk, 'hello');
    await until('MessageAdded');
    leave.abort();
    const sent = await ask(address, authorizationOf('agent1'), documentOf('sendMessage'), {
      input: { sessionId: talk, text: 'hi' },
    });
    expect(sent).toMatchObject({ data: { sendMessage: { outcome: 'CONFIRMED' } } });
  });

  it('asks another where one drains, and is ready as long as one is', async () => {
    const [leaving, staying] = [await backend('draining'), await backend('well')];
    const address = await serve([leaving.url, staying.url]);
    for (const path of ['/readyz', '/readyz', '/graphql?query=x', '/graphql?query=y']) {
      expect((await fetch(address + path)).status).toBe(200);
    }
    expect(leaving.seen).toHaveLength(1);
    const alone = await serve([leaving.url]);
    expect((await fetch(`${alone}/readyz`)).status).toBe(503);
  });

  it.each([
    ['cut', 502],
    ['draining', 503],
  ] as const)('sends no POST twice that was sent to one which is %s', async (answer, status) => {
    const [first, second] = [await backend(answer), await backend(answer)];
    const address = await serve([first.url, second.url]);
    expect((await post(address)).status).toBe(status);
    expect([...first.seen, ...second.seen]).toEqual(['POST /graphql']);
  });

  it('sends a POST to another where nobody has seen it', async () => {
    const there = await backend('well');
    const address = await serve([`http://127.0.0.1:${await freePort()}`, there.url]);
    expect((await post(address)).status).toBe(200);
    expect(there.seen).toEqual(['POST /graphql']);
  });

  it('shows the metrics of replicas to nobody', async () => {
    const there = await backend('well');
    expect((await fetch(`${await serve([there.url])}/metrics`)).status).toBe(403);
    expect(there.seen).toEqual([]);
  });
});

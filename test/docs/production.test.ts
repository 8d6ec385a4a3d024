import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectHttp2 } from 'node:http2';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { createClient } from 'graphql-ws';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { settings } from '../../src/config.ts';
import { authorizationOf, openDesk, talk } from '../gateway/operating.ts';
import { freePort } from '../support/free-port.ts';
import { unreachableEngine } from '../support/redis.ts';
import { streamOf } from '../support/gateway.ts';
import { blocksOf, read, rootDirectory } from './markdown.ts';
import { lacks, shell } from './shell.ts';

const page = read('docs/production.md');

/** The first cells of a table's rows. */
function firstCells(table: string): readonly string[] {
  return table
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|')[1]?.trim() ?? '');
}

/** The lines of the log that are told in a table of their own. */
const faultLines = (/## Faults of the process\n.*?\n(\|.*?)\n\n/s.exec(page)?.[1] ?? '')
  .split('\n')
  .slice(2)
  .flatMap((row) => /^`([^`]+)`/.exec(row.split('|')[2]?.trim() ?? '')?.[1] ?? []);

describe('the page', () => {
  it('has every setting in a topic', () => {
    const topics = /## Settings by topic\n(.*?)\n## /s.exec(page)?.[1] ?? '';
    const named = new Set([...topics.matchAll(/`([A-Z]+(?:_[A-Z]+)*)`/g)].map(([, name = '']) => name));
    expect(Object.keys(settings).filter((name) => !named.has(name))).toEqual([]);
  });

  it('explains every metric, and no other', async () => {
    const { url } = await openDesk({}, unreachableEngine);
    const text = await (await fetch(`${url}/metrics`)).text();
    const given = [...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name = '']) => `\`${name}\``);
    const cells = firstCells(/<!-- metrics -->(.*?)<!-- \/metrics -->/s.exec(page)?.[1] ?? '');
    const explained = cells.flatMap((cell) => cell.split(', '));
    expect([...explained].sort()).toEqual(given.sort());
  });

  it('names the line of each fault as it is in the code', async () => {
    const code = await shell('cat src/process/*.ts src/cli/*.ts', rootDirectory);
    expect(faultLines.length).toBeGreaterThan(7);
    expect(faultLines.filter((text) => !code.includes(`'${text}'`))).toEqual([]);
  });

  it('quotes lines of the log that are in the code', async () => {
    const code = await shell('cat src/*.ts src/*/*.ts', rootDirectory);
    const quoted = firstCells(/\| `msg` \|(.*?)\n\n/s.exec(page)?.[1] ?? '').flatMap((cell) =>
      cell.split('`, `').map((text) => text.replaceAll('`', '')),
    );
    expect(quoted.length).toBeGreaterThan(5);
    expect(quoted.filter((text) => !code.includes(`'${text}'`))).toEqual([]);
    const written = [...code.matchAll(/\blog(?:ger)?\.(?:debug|info|warn|error|fatal)\([^;]*?'([^'\n]+)',?\s*\)/g)];
    expect(written.length).toBeGreaterThan(20);
    const told = new Set([...quoted, ...faultLines]);
    expect(written.map(([, text = '']) => text).filter((text) => !told.has(text))).toEqual([]);
  });
});

describe.skipIf(lacks('the nginx site of docs/production.md', 'nginx', 'openssl', 'curl'))('the site for nginx', () => {
  const selection = '__typename ... on MessageAdded { message { ... on TextMessage { text } } }';

  /** The printed site before a gateway, with a certificate made for the test; gives its https address. */
  async function serve(url: string): Promise<string> {
    const directory = mkdtempSync(`${tmpdir()}/nginx-`);
    onTestFinished(() => {
      rmSync(directory, { recursive: true });
    });
    const certificate = `${directory}/desk.pem`;
    const key = `${directory}/desk.key`;
    await shell(
      `openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=desk.example.com -keyout ${key} -out ${certificate} 2>&1`,
    );
    const port = await freePort();
    const site = blocksOf('docs/production.md').find(({ file }) => file === 'gws-graphql.conf')?.text ?? '';
    const here = site
      .replace('listen 443 ', `listen 127.0.0.1:${port} `)
      .replace('127.0.0.1:4000', new URL(url).host)
      .replace('/etc/ssl/desk.example.com.pem', certificate)
      .replace('/etc/ssl/desk.example.com.key', key);
    writeFileSync(
      `${directory}/nginx.conf`,
      `daemon off; pid ${directory}/pid; error_log stderr crit; events {}\nhttp { access_log off;
      client_body_temp_path ${directory}/1; proxy_temp_path ${directory}/2; fastcgi_temp_path ${directory}/3;
      uwsgi_temp_path ${directory}/4; scgi_temp_path ${directory}/5;\n${here}\n}\n`,
    );
    const nginx = spawn('nginx', ['-p', directory, '-c', `${directory}/nginx.conf`], { stdio: 'inherit' });
    onTestFinished(async () => {
      nginx.kill('SIGTERM');
      if (nginx.exitCode === null) await once(nginx, 'exit');
    });
    const address = `https://127.0.0.1:${port}`;
    await expect.poll(() => shell(`curl -sk ${address}/healthz || true`), { timeout: 10_000 }).toContain('up');
    return address;
  }

  it('passes a WebSocket', async () => {
    const desk = await openDesk();
    const address = await serve(desk.url);
    const client = createClient({
      url: `${address.replace('https', 'wss')}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(to: string, protocols: string) {
          super(to, protocols, { rejectUnauthorized: false });
        }
      },
      connectionParams: { headers: { Authorization: authorizationOf('agent1') } },
      retryAttempts: 0,
    });
    onTestFinished(() => client.dispose());
    const stream = streamOf(client, `subscription { sessionEvents { ${selection} } }`);
    expect(await stream.next()).toMatchObject({ __typename: 'SessionsSnapshot' });
    await desk.mutate('sendMessage', { sessionId: talk, text: 'through nginx' });
    await stream.until((event) => JSON.stringify(event).includes('through nginx'));
  });

  it('keeps nothing of an event stream back, over HTTP/2; and shows no metrics', async () => {
    const desk = await openDesk();
    const address = await serve(desk.url);
    const session = connectHttp2(address, { rejectUnauthorized: false });
    onTestFinished(() => {
      session.destroy();
    });
    const query = encodeURIComponent(`subscription { sessionEvents { ${selection} } }`);
    const stream = session.request({
      ':path': `/graphql/stream?query=${query}`,
      authorization: authorizationOf('agent1'),
      accept: 'text/event-stream',
    });
    let text = '';
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    await expect.poll(() => text, { timeout: 10_000 }).toContain('SessionsSnapshot');
    await desk.mutate('sendMessage', { sessionId: talk, text: 'kept by nobody' });
    await expect.poll(() => text, { timeout: 10_000 }).toContain('kept by nobody');

    const metrics = session.request({ ':path': '/metrics' });
    const [headers] = (await once(metrics, 'response')) as [{ ':status': number }];
    expect(headers[':status']).toBe(403);
  });
});

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ask, basic, socketClient, streamOf } from '../support/gateway.ts';
import { readingAlone, run } from '../support/process.ts';

const root = path.resolve(import.meta.dirname, '../..');
const login = basic('agent1', 'sandbox-agent1');

async function works(url: string): Promise<void> {
  expect(await ask(url, login, '{ me { userName } }')).toEqual({ data: { me: { userName: 'agent1' } } });
  const client = socketClient(url, login);
  const stream = streamOf(client, 'subscription { sessionEvents { __typename } }');
  expect(await stream.next()).toEqual({ __typename: 'SessionsSnapshot' });
  const input = '{ sessionId: "0002EaAY01MT0082", text: "from a file system that is read-only" }';
  expect(await ask(url, login, `mutation { sendMessage(input: ${input}) { outcome } }`)).toEqual({
    data: { sendMessage: { outcome: 'CONFIRMED' } },
  });
  await client.dispose();
  for (const page of ['/', '/desk', '/metrics', '/readyz']) expect((await fetch(url + page)).status).toBe(200);
}

test('it runs, sandbox and pages included, where Node forbids it to write any file, to start a process or a thread', async () => {
  const home = mkdtempSync(path.join(tmpdir(), 'gws-graphql-home-'));
  onTestFinished(() => {
    rmSync(home, { recursive: true });
  });
  // A cache directory it could write to, were it let.
  const child = run('src/main.ts', { PORT: '0', HOME: home, XDG_CACHE_HOME: home }, [], process.execPath, readingAlone);
  onTestFinished(() => void child.process.kill('SIGKILL'));
  await works(/http:\/\/\S+/.exec((await child.line()) ?? '')?.[0] ?? 'no URL');
  child.process.kill('SIGTERM');
  const { code, errors } = await child.ended;
  expect(code).toBe(0);
  expect(errors).not.toMatch(/ERR_ACCESS_DENIED|"level":[456]0/);
  expect(readdirSync(home)).toEqual([]);
});

test.skipIf(process.getuid?.() !== 0)('it runs as a user without a name, a home or a right to write', async () => {
  const env = { PATH: process.env['PATH'], PORT: '0' };
  const child = spawn(process.execPath, [path.join(root, 'src/main.ts')], {
    uid: 65_534,
    gid: 65_534,
    cwd: '/',
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const line: unknown = (await lines.next()).value;
  await works(/http:\/\/\S+/.exec(String(line))?.[0] ?? 'no URL');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

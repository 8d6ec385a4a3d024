import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { ownBayeux } from '../support/bayeux-side.ts';
import { ask, basic, socketClient, streamOf } from '../support/gateway.ts';
import { createPeer } from '../support/peer.ts';
import { run, type Run } from '../support/process.ts';

const main = 'src/main.ts';
const started: Run[] = [];

function start(env: Record<string, string>, args: readonly string[] = []): Run {
  const child = run(main, env, args);
  started.push(child);
  return child;
}

function urlIn(line: string | null): string {
  return /http:\/\/\S+/.exec(line ?? '')?.[0] ?? `no URL in ${String(line)}`;
}

afterEach(() => {
  for (const { process } of started.splice(0)) process.kill('SIGKILL');
});

describe('the process', () => {
  it('prints one line with the URL once it answers, and ends with 0 on SIGTERM', async () => {
    const child = start({ PORT: '0' });
    const line = await child.line();
    expect(line).toMatch(/^gws-graphql is ready: http:\/\/127\.0\.0\.1:\d+ \(sandbox; users agent1:sandbox-agent1,/);
    expect(await ask(urlIn(line), basic('agent1', 'sandbox-agent1'), '{ me { userName } }')).toEqual({
      data: { me: { userName: 'agent1' } },
    });
    child.process.kill('SIGTERM');
    expect(await child.line()).toBeNull();
    expect(await child.ended).toMatchObject({ code: 0 });
  });

  it('stops when npm, which started it through a shell, is gone', async () => {
    const command = `'${process.execPath}' ${main}; exit`;
    const env = { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'silent', npm_lifecycle_event: 'start' };
    const shell = spawn('sh', ['-c', command], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = createInterface(shell.stdout)[Symbol.asyncIterator]();
    expect((await lines.next()).value).toContain('is ready');
    shell.kill('SIGKILL');
    // The other end of the pipe is the gateway's alone now.
    expect(await lines.next()).toEqual({ done: true, value: undefined });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'closes open subscriptions with 1012 on %s and ends within 5 s',
    async (signal) => {
      const child = start({ PORT: '0' });
      const url = urlIn(await child.line());
      const streams = ['agent1', 'agent2'].map((name) => {
        const client = socketClient(url, basic(name, `sandbox-${name}`));
        return streamOf(client, 'subscription { sessionEvents { __typename } }');
      });
      for (const stream of streams) expect(await stream.next()).toEqual({ __typename: 'SessionsSnapshot' });
      const asked = Date.now();
      child.process.kill(signal);
      for (const stream of streams) {
        expect(await stream.next()).toEqual({ __typename: 'StreamEnding' });
        await expect(stream.next()).rejects.toMatchObject({ code: 1012, reason: 'Service restart' });
      }
      expect(await child.ended).toMatchObject({ code: 0 });
      expect(Date.now() - asked).toBeLessThan(5000);
    },
  );

  it('does not wait longer than it may for a mutation whose answer never comes', async () => {
    const peer = await createPeer([{ userName: 'alice', id: 'a' }], ownBayeux());
    const arrived = new Promise<void>((resolve) => {
      peer.onOperation = () => {
        resolve();
        return new Promise(() => undefined);
      };
    });
    const child = start({ PORT: '0', GWS_URL: peer.url, SHUTDOWN_TIMEOUT_MS: '300' });
    const mutation = 'mutation { acceptSession(input: { sessionId: "s", confirmWithin: 0 }) { outcome } }';
    const pending = ask(urlIn(await child.line()), basic('alice', 'secret'), mutation);
    pending.catch(() => undefined);
    await arrived;
    child.process.kill('SIGTERM');
    await expect(pending).rejects.toThrow('fetch failed');
    expect(await child.ended).toMatchObject({ code: 0 });
    await peer.close();
  });

  it('ends within 5 s though neither a mutation nor the goodbye is ever answered', async () => {
    const side = ownBayeux();
    let silent = false;
    const peer = await createPeer([{ userName: 'alice', id: 'a' }], {
      ...side,
      handle(...call) {
        if (!silent) side.handle(...call);
      },
    });
    const child = start({ PORT: '0', GWS_URL: peer.url });
    const url = urlIn(await child.line());
    const client = socketClient(url, basic('alice', 'secret'));
    const stream = streamOf(client, 'subscription { sessionEvents { __typename } }');
    expect(await stream.next()).toEqual({ __typename: 'SessionsSnapshot' });
    const arrived = new Promise<void>((resolve) => {
      peer.onOperation = () => {
        resolve();
        return new Promise(() => undefined);
      };
    });
    const mutation = 'mutation { acceptSession(input: { sessionId: "s", confirmWithin: 0 }) { outcome } }';
    const pending = ask(url, basic('alice', 'secret'), mutation);
    pending.catch(() => undefined);
    await arrived;
    silent = true;
    const asked = Date.now();
    child.process.kill('SIGTERM');
    expect(await stream.next()).toEqual({ __typename: 'StreamEnding' });
    await expect(stream.next()).rejects.toMatchObject({ code: 1012 });
    await expect(pending).rejects.toThrow('fetch failed');
    expect(await child.ended).toMatchObject({ code: 0 });
    expect(Date.now() - asked).toBeLessThan(5000);
    await peer.close();
  });

  it('names the port when it is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { code, errors } = await start({ PORT: String(port), LOG_LEVEL: 'silent' }).ended;
    server.close();
    expect(errors).toBe(`PORT: ${port} is taken on 127.0.0.1; choose another, or 0 for a free one\n`);
    expect(code).toBe(1);
  });

  it('names an address that is not of this machine', async () => {
    const { code, errors } = await start({ PORT: '0', HOST: '192.0.2.1', LOG_LEVEL: 'silent' }).ended;
    expect(errors).toBe('HOST: 192.0.2.1 is no address of this machine\n');
    expect(code).toBe(1);
  });

  it('tells every bad setting at once, starts nothing and ends with 2', async () => {
    const child = start({ PORT: 'http', GWS_URL: 'ftp://gws', UPSTREAM_TIMEOUT_MS: '5', LOG_LEVEL: 'loud' });
    expect(await child.line()).toBeNull();
    const { code, errors } = await child.ended;
    expect(errors.trimEnd().split('\n')).toEqual([
      'PORT: wants a whole number from 0 to 65535',
      'GWS_URL: wants an http or https URL up to and including /api/v2, without user, password, query or fragment',
      'UPSTREAM_TIMEOUT_MS: wants a whole number from 100 to 300000',
      'LOG_LEVEL: wants fatal, error, warn, info, debug, trace or silent',
    ]);
    expect(code).toBe(2);
  });

  it('tells machines where it is, and in the sandbox as whom', async () => {
    const child = start({ PORT: '0', LOG_LEVEL: 'silent' }, ['serve', '--json']);
    const { url, sandbox } = JSON.parse((await child.line()) ?? '') as { url: string; sandbox: { users: unknown } };
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(sandbox.users).toContainEqual({ userName: 'agent1', password: 'sandbox-agent1' });
  });
});

import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { command, start } from './command.ts';

describe('gws-graphql sandbox', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('prints one line, serves, and stops cleanly on %s', async (signal) => {
    const child = start(['sandbox'], { SANDBOX_PORT: '0' });
    const line = await child.line();
    expect(line).toMatch(/^Sandbox upstream at http:\/\/127\.0\.0\.1:\d+\/api\/v2 \(agent1 \/ sandbox-agent1, .+\)$/);
    const url = /http:\S+/.exec(line ?? '')?.[0] ?? '';
    expect((await fetch(`${url}/diagnostics/version`)).status).toBe(200);
    child.process.kill(signal);
    expect(await child.line()).toBeNull();
    expect(await child.ended).toEqual({ code: 0, errors: '' });
  });

  it('tells machines where it is and who may log in', async () => {
    const child = start(['sandbox', '--json'], { SANDBOX_PORT: '0' });
    const { url, users } = JSON.parse((await child.line()) ?? '') as { url: string; users: unknown };
    expect((await fetch(`${url}/diagnostics/version`)).status).toBe(200);
    expect(users).toContainEqual({ userName: 'agent1', password: 'sandbox-agent1' });
  });

  it('exits with 1 and a reason when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { code, out, errors } = await command(['sandbox'], { SANDBOX_PORT: String(port) });
    expect([code, out]).toEqual([1, '']);
    expect(errors).toContain(`port ${port}: the port is taken`);
  });

  it('exits with 1 on an address that is not of this machine', async () => {
    const { code, errors } = await command(['sandbox'], { SANDBOX_PORT: '0', HOST: '192.0.2.1' });
    expect([code, errors]).toEqual([1, expect.stringContaining('192.0.2.1')]);
  });

  it.each(['', 'http', '-1', '65536', '80.5', '1e3'])('refuses port %j with 2', async (port) => {
    const { code, errors } = await command(['sandbox'], { SANDBOX_PORT: port });
    expect([code, errors]).toEqual([2, expect.stringContaining('SANDBOX_PORT')]);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { recordingLog, startGateway } from '../support/gateway.ts';
import { openRaw, textFrame, upgradeTo } from '../support/raw.ts';
import { run, type Run } from '../support/process.ts';

let gateway: Gateway | null = null;
let child: Run | null = null;

afterEach(async () => {
  await gateway?.close();
  child?.process.kill('SIGKILL');
  gateway = child = null;
});

async function startProcess(env: Record<string, string> = {}): Promise<string> {
  child = run('src/main.ts', { PORT: '0', ...env });
  return /http:\/\/\S+/.exec((await child.line()) ?? '')?.[0] ?? 'not started';
}

async function alive(url: string): Promise<number> {
  return (await fetch(`${url}/healthz`)).status;
}

describe('an upgrade', () => {
  it('of an address that is no URL is refused, and the process lives on', async () => {
    const url = await startProcess();
    for (const target of ['//', 'http://[', '/%', '//graphql', '*', '/other', '/graphqlx']) {
      const { socket, status } = await openRaw(url);
      socket.write(upgradeTo(target));
      expect([target, await status]).toEqual([target, 'HTTP/1.1 404 Not Found']);
    }
    for (const target of ['/graphql?%', '/graphql/']) {
      const { socket, status } = await openRaw(url);
      socket.write(upgradeTo(target));
      expect([target, await status]).toEqual([target, 'HTTP/1.1 101 Switching Protocols']);
      socket.destroy();
    }
    expect(await alive(url)).toBe(200);
  });

  it('that is refused may be reset: the process lives on', async () => {
    const url = await startProcess();
    for (let round = 0; round < 50; round += 1) {
      const { socket } = await openRaw(url);
      socket.write(upgradeTo('/other'));
      if (round % 2 === 1) await new Promise((resolve) => setImmediate(resolve));
      socket.resetAndDestroy();
    }
    expect(await alive(url)).toBe(200);
  });

  it('that is refused leaves no socket behind, also when the client keeps its half open', async () => {
    const url = await startProcess();
    const { socket, status } = await openRaw(url);
    socket.write(upgradeTo('/other'));
    await status;
    child?.process.kill('SIGTERM');
    expect(await child?.ended).toMatchObject({ code: 0 });
  });

  it('while the gateway closes is refused', async () => {
    gateway = await startGateway();
    // A client that does not answer the close keeps the gateway for a second; what is open already may still ask.
    const stalled = await openRaw(gateway.url);
    stalled.socket.write(upgradeTo('/graphql'));
    expect(await stalled.status).toBe('HTTP/1.1 101 Switching Protocols');
    const late = await openRaw(gateway.url);
    // Its first half is what keeps the connection from being closed as idle.
    late.socket.write(upgradeTo('/graphql').slice(0, 20));
    await alive(gateway.url);
    const closed = gateway.close();
    late.socket.write(upgradeTo('/graphql').slice(20));
    expect(await late.status).toMatch(/^(HTTP\/1.1 503 Service Unavailable|closed)$/);
    await closed;
  });

  it('to anything but a WebSocket is served as plain HTTP', async () => {
    gateway = await startGateway();
    const { socket, status } = await openRaw(gateway.url);
    const body = '{"query":"{ __typename }"}';
    const upgrade =
      'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQBAAAAAAIAAAAA\r\n';
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: x\r\n${upgrade}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    expect(await status).toBe('HTTP/1.1 200 OK');
    socket.destroy();
  });
});

describe('a WebSocket', () => {
  it('whose client sends and does not read is cut before much is kept for it', async () => {
    const log = recordingLog();
    gateway = await startGateway({ MAX_REQUEST_BYTES: '131072', STREAM_MAX_BUFFER_BYTES: '524288' }, log);
    const { socket, status } = await openRaw(gateway.url);
    socket.write(upgradeTo('/graphql'));
    await status;
    socket.pause();
    const ping = textFrame(JSON.stringify({ type: 'ping', payload: { x: 'y'.repeat(100_000) } }));
    const more = (): void => {
      while (!socket.destroyed && socket.writable && socket.write(ping));
    };
    socket.on('drain', more);
    more();
    await expect
      .poll(() => log.lines.map(({ message }) => message), { timeout: 10_000 })
      .toContain('a socket was cut: its client sends and does not read');
    const { bytes } = log.lines.find(({ message }) => message.startsWith('a socket was cut'))?.fields ?? {};
    expect(bytes).toBeLessThan(6 * 131_072);
    socket.destroy();
  });

  it('that sends no frame, or one too large, is told in one line of the log and nowhere else', async () => {
    const url = await startProcess({ LOG_LEVEL: 'debug', MAX_REQUEST_BYTES: '1024' });
    for (const bytes of [Buffer.from([0xff, 0xff, 0xff, 0xff]), textFrame('x'.repeat(2000)), textFrame('no JSON')]) {
      const { socket, status, received } = await openRaw(url);
      socket.write(upgradeTo('/graphql'));
      await status;
      socket.write(bytes);
      // The first byte of a close frame.
      await expect.poll(received).toContain('\x88');
      socket.destroy();
    }
    child?.process.kill('SIGTERM');
    const lines = (await child?.ended)?.errors.trimEnd().split('\n') ?? [];
    const messages = lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
    expect(messages.filter((message) => message === 'a socket failed')).toHaveLength(2);
  });
});

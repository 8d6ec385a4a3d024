import { afterEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { ask, basic, startGateway } from '../support/gateway.ts';

let gateway: Gateway;
afterEach(() => gateway.close());

const agent1 = basic('agent1', 'sandbox-agent1');

describe('EXPLORER=off', () => {
  it('answers 404 at / and says why, to those sent there from /graphql too', async () => {
    gateway = await startGateway({ EXPLORER: 'off' });
    for (const address of ['/', '/graphql']) {
      const response = await fetch(`${gateway.url}${address}`, { headers: { accept: 'text/html' } });
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      const text = await response.text();
      expect(text).toContain('EXPLORER');
      // Nobody is told of the sandbox's users.
      expect(text).not.toContain('sandbox-agent1');
    }
  });

  it("has no desk either, which shows the sandbox's passwords", async () => {
    gateway = await startGateway({ EXPLORER: 'off' });
    expect((await fetch(`${gateway.url}/desk`)).status).toBe(404);
    await gateway.close();
    gateway = await startGateway({ EXPLORER: 'on' });
    expect((await fetch(`${gateway.url}/desk`)).status).not.toBe(404);
  });

  it('serves none of its files, and the API as ever', async () => {
    gateway = await startGateway({});
    const page = await (await fetch(gateway.url)).text();
    const files = [...page.matchAll(/"(explorer\/[^"]+)"/g)].map(([, file = '']) => file);
    await gateway.close();
    gateway = await startGateway({ EXPLORER: 'off' });
    for (const file of [...files, 'explorer/']) expect((await fetch(`${gateway.url}/${file}`)).status).toBe(404);
    expect(await ask(gateway.url, agent1, '{ me { userName } }')).toEqual({ data: { me: { userName: 'agent1' } } });
  });
});

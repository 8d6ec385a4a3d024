import { describe, expect, it } from 'vitest';
import { fixture } from './agent.ts';
import { type Json, logIn, startSandbox } from './agent-client.ts';

const suggested = '41cc5016-2d18-4a91-93ec-b43748948608';

describe('what a contact center has', () => {
  it('shows services with the members that were seen, all active', async () => {
    const sandbox = await startSandbox();
    const client = await logIn(sandbox, 'agent1');
    const seen = (await fixture('platform.http.services.observed'))['body'] as { services: readonly Json[] };
    const { services } = (await client.get('/services?fields=*')).json as { services: readonly Json[] };
    expect(services.map(({ type, state }) => `${String(type)} ${String(state)}`)).toEqual([
      'Provisioning Active',
      'Voice Active',
      'MultiMediaState Active',
      'MultiMediaContent Active',
    ]);
    for (const service of services) expect(Object.keys(service)).toEqual(Object.keys(seen.services[0] ?? {}));
    const uri = `${sandbox.url}/services/SERVICE-2`;
    expect((await client.get('/services/SERVICE-2')).json).toMatchObject({ statusCode: 0, service: { uri } });
  });

  it('shows features and queues', async () => {
    const sandbox = await startSandbox();
    const client = await logIn(sandbox, 'agent1');
    expect((await client.get('/features?fields=id')).json).toHaveProperty(['features', 0], {
      id: 'api-multimedia',
    });
    const { queues } = (await client.get('/queues?fields=*')).json as { queues: readonly Json[] };
    const path = `/queues/${suggested}`;
    const queue = { id: suggested, name: 'FacebookQueue', channel: 'facebooksession', uri: sandbox.url + path, path };
    expect(queues).toContainEqual(queue);
    expect((await client.get(path)).json).toEqual({ statusCode: 0, queue });
    const { uris } = (await client.get('/queues')).json as { uris: readonly string[] };
    expect(uris).toContain(sandbox.url + path);
  });

  it('filters by the value of a property', async () => {
    const client = await logIn(await startSandbox(), 'agent1');
    const { json } = await client.get('/queues?fields=name&name=PostProcessingQueue&unknown=x');
    expect(json).toEqual({ statusCode: 0, queues: [{ name: 'PostProcessingQueue' }] });
    expect((await client.get('/queues?fields=id,name,channel&channel=voice')).json).toMatchObject({ queues: [] });
  });

  it.each(['/queues/unknown', '/queues/x/y', '/constructor', '/services/SERVICE-9'])('has no %s', async (path) => {
    const answer = await (await logIn(await startSandbox(), 'agent1')).get(path);
    expect([answer.status, answer.json]).toMatchObject([404, { statusCode: 6 }]);
  });
});

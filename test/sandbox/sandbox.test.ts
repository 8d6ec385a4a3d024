import { describe, expect, it } from 'vitest';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { sessionId } from './agent.ts';
import { kinds, listen, logIn, startSandbox } from './agent-client.ts';

const denied = { statusCode: 20, statusMessage: 'Access denied' };

describe('control', () => {
  it('offers sessions and lets customers write', async () => {
    const sandbox = await startSandbox();
    const client = await logIn(sandbox, 'supervisor');
    const { events } = await listen(client);
    const id = sandbox.control.offerSession('supervisor');
    const [offer] = await events(1);
    expect(offer).toMatchObject({
      notificationType: 'StatusChange',
      facebooksession: { id, state: 'Invited', capabilities: ['Accept', 'Reject'], participants: [] },
    });
    expect(offer).not.toHaveProperty('referenceId');
    await client.operate(id, 'Accept', { nickname: 'S' });
    await events(3);
    sandbox.control.customerWrites(id, 'hello');
    expect(await events(1)).toMatchObject([{ messages: [{ index: 3, text: 'hello', from: { type: 'Customer' } }] }]);
    expect(() => sandbox.control.offerSession('nobody')).toThrow(/nobody/);
    expect(() => {
      sandbox.control.customerWrites('nothing', 'x');
    }).toThrow(/nothing/);
  });

  it('drops HTTP sessions: credentials open a new one, the cookie alone does not', async () => {
    const sandbox = await startSandbox();
    const client = await logIn(sandbox, 'agent1');
    const { connect } = await listen(client);
    sandbox.control.dropHttpSessions();
    const basic = client.authorization;
    client.authorization = undefined;
    const refused = await client.get('/me');
    expect([refused.status, refused.json]).toEqual([403, denied]);
    client.authorization = basic;
    // A new session has a new token.
    expect((await client.post('/notifications', [])).text).toMatch(/Csrf/);
    await client.get('/me');
    expect(await connect({ advice: { timeout: 0 } })).toMatchObject([{ successful: true }]);
  });

  it('changes CSRF tokens within the HTTP sessions', async () => {
    const sandbox = await startSandbox();
    const client = await logIn(sandbox, 'agent1');
    sandbox.control.changeCsrfTokens();
    expect((await client.operate(sessionId, 'SendMessage', { text: 'x' })).text).toBe('Missing or invalid Csrf token');
    const cookie = client.cookies.get('JSESSIONID');
    await client.get('/me');
    expect(client.cookies.get('JSESSIONID')).toBe(cookie);
    expect((await client.operate(sessionId, 'SendMessage', { text: 'x' })).json).toEqual({ statusCode: 0 });
  });

  it('revokes a login, also of a held poll, and no other', async () => {
    const { promise: held, resolve: isHeld } = Promise.withResolvers<undefined>();
    let requests = 0;
    // Login, handshake, subscription and first connect come before the poll that is held.
    const onRequest = () => {
      if (++requests === 5) isHeld(undefined);
    };
    const sandbox = await startSandbox({ onRequest });
    const client = await logIn(sandbox, 'agent1');
    const { clientId } = await listen(client);
    const poll = client.post('/notifications', [{ channel: '/meta/connect', clientId }]);
    await held;
    sandbox.control.revokeLogin('agent1');
    const released = await poll;
    expect([released.status, released.json]).toEqual([403, denied]);
    const refused = await client.get('/me');
    expect([refused.status, refused.json]).toEqual([403, denied]);
    await expect(logIn(sandbox, 'agent1')).rejects.toThrow(/403/);
    await logIn(sandbox, 'agent2');
  });
});

it('closes promptly with polls held, more than once, and frees its port', async () => {
  const { promise: held, resolve: isHeld } = Promise.withResolvers<undefined>();
  let requests = 0;
  const onRequest = () => {
    if (++requests === 5) isHeld(undefined);
  };
  const sandbox = await createSandbox({ onRequest });
  const client = await logIn(sandbox, 'agent1');
  const { connect } = await listen(client);
  const poll = connect();
  const broken = expect(poll).rejects.toThrow();
  await held;
  await Promise.all([sandbox.close(), sandbox.close()]);
  await sandbox.close();
  await broken;
  const port = Number(new URL(sandbox.url).port);
  const next = await startSandbox({ port });
  expect(next.url).toBe(sandbox.url);
  await expect(createSandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

it('serves IPv6 addresses in brackets', async () => {
  const sandbox = await startSandbox({ host: '::1' });
  expect(sandbox.url).toMatch(/^http:\/\/\[::1\]:\d+\/api\/v2$/);
  await logIn(sandbox, 'agent1');
});

it('gives two listeners of one agent the same events', async () => {
  const sandbox = await startSandbox({ lively: true });
  const [one, two] = [await logIn(sandbox, 'agent1'), await logIn(sandbox, 'agent1')];
  const listeners = [await listen(one), await listen(two)];
  sandbox.control.customerWrites(sessionId, 'x');
  for (const { events } of listeners) expect(kinds(await events(1))).toEqual(['NewMessages Text']);
});

import { describe, expect, it } from 'vitest';
import { sessionId } from './agent.ts';
import { handshake, listen, logIn, startSandbox } from './agent-client.ts';
import { channels, connectMessage, texts, unknown, watchRequests } from './bayeux-client.ts';

describe('handshake', () => {
  it('answers with the documented members, advice and a BAYEUX_BROWSER cookie', async () => {
    const client = await logIn(await startSandbox({ pollTimeout: 1_234 }), 'agent1');
    const answer = await client.post('/notifications/handshake', [
      { channel: '/meta/handshake', id: '7', version: '1.0', supportedConnectionTypes: ['long-polling', 'websocket'] },
    ]);
    expect(answer.json).toEqual([
      {
        id: '7',
        channel: '/meta/handshake',
        version: '1.0',
        minimumVersion: '1.0',
        supportedConnectionTypes: ['long-polling'],
        clientId: expect.stringMatching(/^[\da-f]{40}$/) as string,
        successful: true,
        advice: { reconnect: 'retry', interval: 0, timeout: 1_234 },
      },
    ]);
    expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^BAYEUX_BROWSER=\w+; Path=\/; HttpOnly$/)]);
    const again = await client.post('/notifications', [{ channel: '/meta/handshake' }]);
    expect(again.headers.getSetCookie()).toEqual([]);
  });

  it('must be alone, and offer long-polling', async () => {
    const client = await logIn(await startSandbox(), 'agent1');
    const two = await client.post('/notifications', [{ channel: '/meta/handshake' }, connectMessage('x')]);
    expect(two.status).toBe(400);
    const [refused] = await client.bayeux([{ channel: '/meta/handshake', supportedConnectionTypes: ['websocket'] }]);
    expect(refused).toMatchObject({ successful: false, error: expect.stringMatching(/^400::/) as string });
  });
});

describe('unknown client', () => {
  it('is whoever lacks the id, the cookie or the login of the session', async () => {
    const sandbox = await startSandbox();
    const client = await logIn(sandbox, 'agent1');
    const { clientId } = await listen(client);
    const other = await logIn(sandbox, 'agent2');
    other.cookies.set('BAYEUX_BROWSER', client.cookies.get('BAYEUX_BROWSER') ?? '');
    const cookieless = await logIn(sandbox, 'agent1');
    for (const [who, id] of [
      [client, 'made-up'],
      [client, undefined],
      [other, clientId],
      [cookieless, clientId],
    ] as const) {
      const [connect] = await who.bayeux([connectMessage(id)]);
      expect(connect).toMatchObject({ ...unknown, advice: { reconnect: 'handshake', interval: 0 } });
      const [subscribe] = await who.bayeux([{ channel: '/meta/subscribe', clientId: id, subscription: '/v2/me/*' }]);
      expect(subscribe).toEqual({ channel: '/meta/subscribe', subscription: '/v2/me/*', ...unknown });
    }
  });

  it('is everybody after dropBayeuxSessions, the held connect included', async () => {
    const { onRequest, next } = watchRequests();
    const sandbox = await startSandbox({ onRequest });
    const client = await logIn(sandbox, 'agent1');
    const { connect } = await listen(client);
    const seen = next();
    const held = connect();
    await seen;
    await client.get('/me');
    sandbox.control.dropBayeuxSessions();
    expect(await held).toMatchObject([unknown]);
    expect(await connect()).toMatchObject([{ ...unknown, advice: { reconnect: 'handshake' } }]);
  });

  it('is a client whose next connect did not come within maxInterval', async () => {
    const sandbox = await startSandbox({ maxInterval: 150 });
    const client = await logIn(sandbox, 'agent1');
    const { connect } = await listen(client);
    // Held connects do not count: only the pause between two of them does.
    const [held] = await connect({ advice: { timeout: 200 } });
    expect(held).toMatchObject({ successful: true });
    await expect
      .poll(
        async () =>
          (
            await client.bayeux([{ channel: '/meta/subscribe', clientId: held?.['clientId'], subscription: '/v2/me' }])
          )[0],
      )
      .toMatchObject(unknown);
    expect(await connect()).toMatchObject([unknown]);
  });

  it('is a client that disconnected', async () => {
    const client = await logIn(await startSandbox(), 'agent1');
    const { clientId, connect } = await listen(client);
    const disconnected = await client.bayeux(
      [{ channel: '/meta/disconnect', clientId, id: '9' }],
      '/notifications/disconnect',
    );
    expect(disconnected).toEqual([{ id: '9', channel: '/meta/disconnect', clientId, successful: true }]);
    expect(await connect()).toMatchObject([unknown]);
  });
});

describe('connect', () => {
  it('is held until events come, which arrive before the reply', async () => {
    const { onRequest, next } = watchRequests();
    const sandbox = await startSandbox({ onRequest });
    const client = await logIn(sandbox, 'agent1');
    const { connect } = await listen(client);
    const seen = next();
    const held = connect({ id: '5' });
    await seen;
    sandbox.control.customerWrites(sessionId, 'one');
    const messages = await held;
    expect(channels(messages)).toEqual(['/v2/me/facebooksession', '/meta/connect']);
    expect(messages[1]).toMatchObject({ id: '5', successful: true, advice: { reconnect: 'retry', interval: 0 } });
  });

  it('is answered at once when it is the first, batched, told not to wait, or when events wait', async () => {
    const sandbox = await startSandbox();
    const client = await logIn(sandbox, 'agent1');
    const { clientId } = await handshake(client);
    const first = await client.bayeux([connectMessage(clientId)], '/notifications/connect');
    const batched = await client.bayeux([
      { channel: '/meta/subscribe', clientId, subscription: '/v2/me/facebooksession' },
      connectMessage(clientId),
    ]);
    const impatient = await client.bayeux([connectMessage(clientId, { advice: { timeout: 0 } })]);
    expect([first, batched, impatient].map(channels)).toEqual([
      ['/meta/connect'],
      ['/meta/subscribe', '/meta/connect'],
      ['/meta/connect'],
    ]);
    await client.operate(sessionId, 'SendMessage', { text: 'waiting' });
    expect(texts(await client.bayeux([connectMessage(clientId)]))).toEqual(['waiting']);
  });

  it('waits for pollTimeout, or less when the client says so', async () => {
    const client = await logIn(await startSandbox({ pollTimeout: 30 }), 'agent1');
    const { connect } = await listen(client);
    expect(await connect()).toMatchObject([{ channel: '/meta/connect', successful: true }]);
    const patient = await logIn(await startSandbox(), 'agent1');
    const { connect: short } = await listen(patient);
    expect(await short({ advice: { timeout: 10 } })).toMatchObject([{ channel: '/meta/connect', successful: true }]);
  });

  it('releases the older one of the same session, and gives events to the newer', async () => {
    const { onRequest, next } = watchRequests();
    const sandbox = await startSandbox({ onRequest });
    const client = await logIn(sandbox, 'agent1');
    const { clientId, connect } = await listen(client);
    const seen = next();
    const older = client.post('/notifications', [connectMessage(clientId)]);
    await seen;
    const newer = connect();
    expect((await older).status).toBe(408);
    sandbox.control.customerWrites(sessionId, 'one');
    expect(texts(await newer)).toEqual(['one']);
  });

  it('is not held for a second session of the same browser, which is advised to slow down', async () => {
    const { onRequest, next } = watchRequests();
    const sandbox = await startSandbox({ onRequest });
    const client = await logIn(sandbox, 'agent1');
    const [one, two] = [await listen(client), await listen(client)];
    const seen = next();
    const held = one.connect();
    await seen;
    const advice = { 'multiple-clients': true, reconnect: 'retry', interval: 2_000 };
    expect(await two.connect()).toMatchObject([{ successful: true, advice }]);
    sandbox.control.customerWrites(sessionId, 'to both');
    expect(texts(await held)).toEqual(['to both']);
    expect(texts(await two.connect())).toEqual(['to both']);
  });

  it('of a disconnected session is released without a wish for more', async () => {
    const { onRequest, next } = watchRequests();
    const client = await logIn(await startSandbox({ onRequest }), 'agent1');
    const { clientId, connect } = await listen(client);
    const seen = next();
    const held = connect();
    await seen;
    await client.bayeux([{ channel: '/meta/disconnect', clientId }]);
    expect(await held).toMatchObject([{ successful: true, advice: { reconnect: 'none' } }]);
  });
});

import { describe, expect, it } from 'vitest';
import { sessionId } from './agent.ts';
import { handshake, type Json, listen, logIn, startSandbox } from './agent-client.ts';
import { channels, connectMessage, texts } from './bayeux-client.ts';

describe('subscriptions', () => {
  it.each([
    ['/v2/me/facebooksession'],
    ['/v2/me/*'],
    ['/v2/me/**'],
    ['/**'],
    [['/v2/me/facebooksession', '/v2/**', '/v2/me/*']],
  ])('%s brings each event once', async (subscription) => {
    const client = await logIn(await startSandbox(), 'agent1');
    const { connect } = await listen(client, subscription);
    await client.operate(sessionId, 'SendMessage', { text: 'one' });
    await client.operate(sessionId, 'SendMessage', { text: 'two' });
    const received: unknown[] = [];
    while (received.length < 2) received.push(...texts(await connect()));
    expect(received).toEqual(['one', 'two']);
  });

  it.each(['/v2/me/facebooksessions', '/v2/me', '/*', '/v2/*', '/v2/me/*/x'])(
    '%s brings none, whatever the answer was',
    async (subscription) => {
      const client = await logIn(await startSandbox(), 'agent1');
      const { connect } = await listen(client, subscription);
      await client.operate(sessionId, 'SendMessage', { text: 'unheard' });
      expect(channels(await connect({ advice: { timeout: 10 } }))).toEqual(['/meta/connect']);
    },
  );

  it('are refused when missing, malformed, foreign or too many', async () => {
    const client = await logIn(await startSandbox(), 'agent1');
    const { clientId } = await listen(client);
    const subscribe = async (subscription?: unknown) =>
      (await client.bayeux([{ channel: '/meta/subscribe', clientId, subscription }]))[0]?.['error'];
    expect(await subscribe()).toBe('403::subscription_missing');
    expect(await subscribe([])).toBe('403::subscription_missing');
    for (const wrong of ['v2', '/v2/', '/v2//me', '/v2/me/*x', '/v2/**/x', 7]) {
      expect(await subscribe(wrong)).toBe('403::subscription_invalid');
    }
    expect(await subscribe('/meta/connect')).toBe('403:/meta/connect:subscribe_denied');
    expect(await subscribe(['/v2/me/chats', '/v2/users'])).toBe('403:/v2/users:subscribe_denied');
    expect(await subscribe('/notifications/services')).toBeUndefined();
    expect(await subscribe(Array.from({ length: 101 }, (_, index) => `/v2/me/${index}`))).toBe('403::subscribe_failed');
  });

  it('end with unsubscribe', async () => {
    const client = await logIn(await startSandbox(), 'agent1');
    const { clientId, connect } = await listen(client);
    const missing = await client.bayeux([{ channel: '/meta/unsubscribe', clientId }]);
    expect(missing).toMatchObject([{ successful: false, error: '403::subscription_missing' }]);
    const subscription = '/v2/me/*';
    const ended = await client.bayeux([{ channel: '/meta/unsubscribe', clientId, subscription }]);
    expect(ended).toMatchObject([{ successful: true, subscription }]);
    await client.operate(sessionId, 'SendMessage', { text: 'unheard' });
    expect(channels(await connect({ advice: { timeout: 10 } }))).toEqual(['/meta/connect']);
  });

  it('never bring what is told to somebody else', async () => {
    const sandbox = await startSandbox();
    const [agent1, agent2] = [await logIn(sandbox, 'agent1'), await logIn(sandbox, 'agent2')];
    const [one, two] = [await listen(agent1, '/**'), await listen(agent2, '/**')];
    const first = sandbox.control.offerSession('agent1');
    const second = sandbox.control.offerSession('agent2');
    sandbox.control.customerWrites(sessionId, 'to both');
    const idOf = ({ facebooksession }: Json) => (facebooksession as Json | undefined)?.['id'];
    expect((await one.events(2)).map(idOf)).toEqual([first, undefined]);
    expect((await two.events(2)).map(idOf)).toEqual([second, undefined]);
  });
});

describe('malformed requests', () => {
  it.each(['{', '', '[]', '[1]', '"text"', JSON.stringify(Array.from({ length: 101 }, () => ({})))])(
    'body %j is HTTP 400',
    async (body) => {
      const client = await logIn(await startSandbox(), 'agent1');
      expect((await client.post('/notifications', body)).status).toBe(400);
    },
  );

  it('messages are answered one by one', async () => {
    const client = await logIn(await startSandbox(), 'agent1');
    const { clientId } = await listen(client);
    const replies = await client.bayeux([
      { clientId, id: 'a' },
      { channel: 'nonsense', clientId },
      { channel: '/v2/me/facebooksession', clientId, data: {} },
      { channel: '/meta/connect', clientId, connectionType: 'websocket' },
      { channel: '/meta/dance', clientId },
    ]);
    expect(replies.map(({ error }) => error)).toEqual([
      '400::channel missing',
      '400::channel invalid',
      '403:/v2/me/facebooksession:publish_denied',
      '400::long-polling is the only connection type',
      '403:/meta/dance:publish_denied',
    ]);
  });

  it('a single object passes for an array', async () => {
    const client = await logIn(await startSandbox(), 'agent1');
    const { json } = await client.post('/notifications', { channel: '/meta/handshake' });
    expect(json).toMatchObject([{ successful: true }]);
  });
});

describe('acknowledgement', () => {
  it('sends batches again until a later connect acknowledges them', async () => {
    const sandbox = await startSandbox();
    const client = await logIn(sandbox, 'agent1');
    const reply = await handshake(client, { ext: { ack: true } });
    expect(reply['ext']).toEqual({ ack: true });
    const { clientId } = reply;
    const connect = (ack: number, members: Json = {}) =>
      client.bayeux([connectMessage(clientId, { ext: { ack }, ...members })]);
    await client.bayeux([{ channel: '/meta/subscribe', clientId, subscription: '/v2/me/*' }]);
    expect(await connect(0)).toMatchObject([{ ext: { ack: 1 } }]);

    await client.operate(sessionId, 'SendMessage', { text: 'one' });
    const lost = await connect(1);
    expect([texts(lost), lost.at(-1)?.['ext']]).toEqual([['one'], { ack: 2 }]);
    await client.operate(sessionId, 'SendMessage', { text: 'two' });
    // The client never saw batch 2, and so acknowledges 1 again.
    const again = await connect(1);
    expect([texts(again), again.at(-1)?.['ext']]).toEqual([['one', 'two'], { ack: 3 }]);
    // Two batches at once are acknowledged by the later number.
    expect(texts(await connect(3, { advice: { timeout: 10 } }))).toEqual([]);
    // Without a number nothing is acknowledged, and nothing is sent again for nothing.
    expect(texts(await client.bayeux([connectMessage(clientId, { advice: { timeout: 10 } })]))).toEqual([]);
  });

  it('keeps events off other replies, which carry them without it', async () => {
    const sandbox = await startSandbox();
    for (const [ack, expected] of [
      [true, []],
      [false, ['one']],
    ] as const) {
      const client = await logIn(sandbox, 'agent1');
      const { clientId } = await handshake(client, { ext: { ack } });
      const subscribe = (subscription: string) =>
        client.bayeux([{ channel: '/meta/subscribe', clientId, subscription }]);
      await subscribe('/v2/me/*');
      await client.operate(sessionId, 'SendMessage', { text: 'one' });
      expect(texts(await subscribe('/v2/me/chats'))).toEqual(expected);
      await client.bayeux([{ channel: '/meta/disconnect', clientId }]);
    }
  });

  it('is not granted when the sandbox is told so', async () => {
    const client = await logIn(await startSandbox({ ack: false }), 'agent1');
    const reply = await handshake(client, { ext: { ack: true } });
    expect(reply).not.toHaveProperty('ext');
    expect((await client.bayeux([connectMessage(reply['clientId'], { ext: { ack: 0 } })]))[0]).not.toHaveProperty(
      'ext',
    );
  });
});

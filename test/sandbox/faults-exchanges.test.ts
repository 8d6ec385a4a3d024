import { describe, expect, it } from 'vitest';
import { agent, messages, sessionId } from './agent.ts';
import { handshake, type Json, listen, logIn } from './agent-client.ts';
import { connectMessage, unknown } from './bayeux-client.ts';
import { onTheWire, startFaulty } from './wire.ts';

const denied = '{"statusCode":20,"statusMessage":"Access denied"}';

/** An agent who listens, and what a request of theirs looks like on the wire. */
async function start(...rules: Parameters<typeof startFaulty>) {
  const faulty = await startFaulty(...rules);
  const { sandbox } = faulty;
  const agent1 = await agent(sandbox, 'agent1');
  const { client, clientId } = agent1;
  const session = `${sandbox.url}/me/facebooksessions/${sessionId}`;
  return {
    ...{ ...faulty, agent1, apply: sandbox.control.applyFault },
    read: () => onTheWire(client, session),
    comment: (comment: string) => onTheWire(client, session, { operationName: 'AddComment', comment }),
    poll: () => onTheWire(client, `${sandbox.url}/notifications`, [connectMessage(clientId)]),
    commentNow: async () => (await agent1.state())['comment'],
  };
}

describe('answers that are made up', () => {
  it('html is 500 with a page, and the operation is not carried out', async () => {
    const { apply, comment, commentNow } = await start();
    apply({ fault: 'html', on: 'operation' });
    const answer = await comment('lost');
    expect(answer).toMatchObject({ status: 500, headers: { 'content-type': 'text/html;charset=UTF-8' } });
    expect(answer.text).toMatch(/^<!DOCTYPE html>.*HTTP ERROR 500/);
    expect(await commentNow()).toBeUndefined();
    apply({ fault: 'html', status: 503 });
    expect(await comment('lost')).toMatchObject({ status: 503 });
  });

  it('carriedOut: what is asked for happens all the same, and is told', async () => {
    const { apply, comment, agent1, commentNow } = await start();
    apply({ fault: 'html', carriedOut: true });
    expect(await comment('done')).toMatchObject({ status: 500 });
    expect(await commentNow()).toBe('done');
    expect(await agent1.events(1)).toMatchObject([{ notificationType: 'PropertiesUpdated' }]);
  });

  it('garbage is 200 and no JSON, of something that happened', async () => {
    const { apply, comment, commentNow } = await start();
    apply({ fault: 'garbage' });
    const answer = await comment('done');
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json;charset=UTF-8' } });
    expect(() => JSON.parse(answer.text) as unknown).toThrow();
    expect(await commentNow()).toBe('done');
  });

  it('unauthorized and forbidden, with each of its bodies, bring no headers of the upstream', async () => {
    const { apply, read } = await start();
    apply({ fault: 'unauthorized' });
    const unauthorized = await read();
    expect(unauthorized).toMatchObject({ status: 401, text: '' });
    expect(unauthorized.headers['www-authenticate']).toBe('Basic realm="Web Services"');
    expect(unauthorized.headers).not.toHaveProperty('x-csrf-token');
    apply({ fault: 'forbidden' });
    expect(await read()).toMatchObject({ status: 403, text: denied });
    apply({ fault: 'forbidden', body: 'empty' });
    expect(await read()).toMatchObject({ status: 403, text: '' });
    apply({ fault: 'forbidden', body: 'page' });
    expect((await read()).text).toMatch(/^<!DOCTYPE html>.*blocked/);
    expect((await read()).headers).toHaveProperty('x-csrf-token');
  });

  it('answer is whatever the rule says', async () => {
    const { apply, comment } = await start();
    apply({ fault: 'answer', operation: 'AddComment', status: 200, body: { statusCode: 7 } });
    apply({ fault: 'answer', operation: 'SendMessage', status: 500, body: 'unused' });
    expect(await comment('lost')).toMatchObject({ status: 200, text: '{"statusCode":7}' });
    expect(await comment('done')).toMatchObject({ status: 200, text: '{"statusCode":0}' });
  });

  it.each([
    ['unauthorized', 401],
    ['forbidden', 403],
  ] as const)('%s ends a poll that is held, and nothing is lost', async (fault, status) => {
    const { sandbox, apply, poll, agent1 } = await start();
    apply({ fault, on: 'connect', for: 20 });
    const held = poll();
    sandbox.control.customerWrites(sessionId, 'meanwhile');
    expect(await held).toMatchObject({ status });
    expect((await agent1.events(1)).flatMap(messages)).toMatchObject([{ text: 'meanwhile' }]);
  });
});

describe('sockets', () => {
  it('hang: never an answer, and the socket stays open', async () => {
    const { apply, fault, comment, commentNow } = await start();
    apply({ fault: 'hang', on: 'operation' });
    const happened = fault();
    let answered = false;
    const hung = comment('lost').finally(() => (answered = true));
    expect(await happened).toEqual({ at: 0, fault: 'hang', on: 'operation', user: 'agent1', operation: 'AddComment' });
    expect(await commentNow()).toBeUndefined();
    expect(answered).toBe(false);
    void hung;
  });

  it('hang for a while: the socket is cut; carriedOut: it had happened', async () => {
    const { apply, comment, commentNow } = await start();
    apply({ fault: 'hang', for: 10 });
    expect(await comment('lost')).toMatchObject({ status: undefined, error: 'ECONNRESET' });
    expect(await commentNow()).toBeUndefined();
    apply({ fault: 'hang', for: 10, carriedOut: true });
    expect(await comment('done')).toMatchObject({ status: undefined, error: 'ECONNRESET' });
    expect(await commentNow()).toBe('done');
  });

  it('reset: before it is carried out, or instead of the answer', async () => {
    const { apply, comment, commentNow } = await start();
    apply({ fault: 'reset' });
    expect(await comment('lost')).toMatchObject({ status: undefined, error: 'ECONNRESET' });
    expect(await commentNow()).toBeUndefined();
    apply({ fault: 'reset', carriedOut: true });
    expect(await comment('done')).toMatchObject({ status: undefined, error: 'ECONNRESET' });
    expect(await commentNow()).toBe('done');
  });

  it('reset while a poll is held', async () => {
    const { apply, poll } = await start();
    apply({ fault: 'reset', on: 'connect', for: 10 });
    expect(await poll()).toMatchObject({ status: undefined, error: 'ECONNRESET' });
  });
});

describe('bodies', () => {
  it('truncate: half of what Content-Length promises', async () => {
    const { apply, read } = await start();
    const whole = await read();
    apply({ fault: 'truncate' });
    const half = await read();
    expect(half).toMatchObject({ status: 200, error: 'ECONNRESET' });
    expect(Number(half.headers['content-length'])).toBe(Buffer.byteLength(whole.text));
    expect(half.text).toBe(whole.text.slice(0, half.text.length));
    expect(half.text).toHaveLength(Math.floor(whole.text.length / 2));
  });

  it('truncate: of a body that is none too, and of refusals', async () => {
    const { sandbox, apply, agent1 } = await start();
    apply({ fault: 'truncate' });
    const empty = await onTheWire(agent1.client, `${sandbox.url}/notifications`, []);
    expect(empty).toMatchObject({ status: 400, text: '', error: 'ECONNRESET' });
    apply({ fault: 'truncate' });
    expect(await onTheWire(agent1.client, `${sandbox.url}/me/nothing`)).toMatchObject({
      ...{ status: 404, error: 'ECONNRESET' },
    });
  });

  it('truncate: what a poll would have brought comes with the next', async () => {
    const { sandbox, apply, poll, agent1 } = await start([], { ack: false });
    sandbox.control.customerWrites(sessionId, 'kept');
    apply({ fault: 'truncate', on: 'connect' });
    expect(await poll()).toMatchObject({ status: 200, error: 'ECONNRESET' });
    expect((await agent1.events(1)).flatMap(messages)).toMatchObject([{ text: 'kept' }]);
  });

  it('trickle: in small pieces, and whole in the end', async () => {
    const { apply, read } = await start();
    const whole = await read();
    apply({ fault: 'trickle', for: 40 });
    const slow = await read();
    expect(slow).toMatchObject({ status: 200, text: whole.text, error: undefined });
    expect(slow.pieces.length).toBeGreaterThan(3);
    expect(slow.headers).not.toHaveProperty('content-length');
  });

  it('trickle: of a body that is none', async () => {
    const { sandbox, apply, agent1 } = await start();
    apply({ fault: 'trickle', for: 10 });
    const empty = await onTheWire(agent1.client, `${sandbox.url}/notifications`, []);
    expect(empty).toMatchObject({ status: 400, text: '', error: undefined });
  });

  it('slow: carried out at once, told, and answered after that', async () => {
    const { sandbox, apply, comment, commentNow } = await start();
    const agent2 = await agent(sandbox, 'agent2');
    const order: string[] = [];
    apply({ fault: 'slow', on: 'operation', for: 500 });
    const answered = comment('done').then((answer) => {
      order.push('answered');
      return answer;
    });
    await agent2.events(1);
    order.push('told');
    expect(await commentNow()).toBe('done');
    expect(await answered).toMatchObject({ status: 200, text: '{"statusCode":0}' });
    expect(order).toEqual(['told', 'answered']);
  });
});

describe('Bayeux', () => {
  it('unknownClient at connect: 402 with advice, and the session is really gone', async () => {
    const { apply, agent1 } = await start();
    apply({ fault: 'unknownClient' });
    const advised = { ...unknown, channel: '/meta/connect', advice: { reconnect: 'handshake', interval: 0 } };
    expect(await agent1.connect()).toMatchObject([advised]);
    expect(await agent1.connect()).toMatchObject([advised]);
  });

  it('unknownClient at subscribe: 402 without advice', async () => {
    const { sandbox, apply } = await start();
    const client = await logIn(sandbox, 'agent2');
    const { clientId } = await handshake(client);
    apply({ fault: 'unknownClient', on: 'subscribe' });
    const [reply] = await client.bayeux([{ channel: '/meta/subscribe', clientId, subscription: '/v2/me/*' }]);
    expect(reply).toMatchObject({ ...unknown, subscription: '/v2/me/*' });
    expect(reply).not.toHaveProperty('advice');
    expect(await client.bayeux([connectMessage(clientId)])).toMatchObject([unknown]);
  });

  it('forgets no session of anybody else', async () => {
    const { sandbox, apply, agent1 } = await start();
    const client = await logIn(sandbox, 'agent2');
    apply({ fault: 'unknownClient' });
    expect(await client.bayeux([connectMessage(agent1.clientId)])).toMatchObject([unknown]);
    expect(await agent1.connect({ advice: { timeout: 0 } })).toMatchObject([{ successful: true }]);
  });

  it('advice of a pause: the connect succeeds, and the session bears it', async () => {
    const { sandbox, apply, agent1 } = await start([], { maxInterval: 50 });
    const agent2 = await agent(sandbox, 'agent2');
    apply({ fault: 'advice', advice: { reconnect: 'retry', interval: 60_000 } });
    const [reply] = await agent1.connect({ advice: { timeout: 0 } });
    expect(reply).toMatchObject({ successful: true, advice: { reconnect: 'retry', interval: 60_000 } });
    // The other one is swept, for it connected last and was advised nothing.
    await agent2.connect({ advice: { timeout: 0 } });
    const again = { channel: '/meta/subscribe', clientId: agent2.clientId, subscription: '/v2/me/*' };
    for (let known = true; known;) known = (await agent2.client.bayeux([again]))[0]?.['successful'] === true;
    expect(await agent1.connect({ advice: { timeout: 0 } })).toMatchObject([{ successful: true }]);
  });

  it.each(['none', 'handshake'] as const)('advice %s is a refusal, and loses nothing', async (reconnect) => {
    const { sandbox, apply, agent1 } = await start();
    sandbox.control.customerWrites(sessionId, 'kept');
    apply({ fault: 'advice', advice: { reconnect } });
    const [reply, more] = await agent1.connect();
    expect(reply).toMatchObject({ channel: '/meta/connect', successful: false, advice: { reconnect } });
    expect(more).toBeUndefined();
    expect((await agent1.events(1)).flatMap(messages)).toMatchObject([{ text: 'kept' }]);
  });

  it('advice in the answer to a handshake', async () => {
    const { sandbox, apply } = await start();
    const client = await logIn(sandbox, 'agent2');
    apply({ fault: 'advice', on: 'handshake', advice: { reconnect: 'none' } });
    expect(await handshake(client)).toMatchObject({ successful: false, advice: { reconnect: 'none' } });
    apply({ fault: 'advice', on: 'handshake', advice: { interval: 7 }, carriedOut: true });
    expect(await handshake(client)).toMatchObject({ successful: true, advice: { interval: 7 } });
  });

  it('knows what a request is for', async () => {
    const rules = (['handshake', 'subscribe', 'connect', 'disconnect', 'read'] as const).map((on) => ({
      ...({ fault: 'slow', on, for: 0, user: 'agent2' } as const),
    }));
    const { sandbox, lines } = await startFaulty(rules);
    const client = await logIn(sandbox, 'agent2');
    const { clientId } = await listen(client);
    await client.bayeux([{ channel: '/meta/unsubscribe', clientId, subscription: '/v2/me/*' }]);
    await client.bayeux([{ channel: '/meta/disconnect', clientId }]);
    await logIn(sandbox, 'agent1');
    const seen: Json[] = lines.map(({ on, user }) => ({ on, user }));
    expect(seen).toEqual(
      ['read', 'handshake', 'subscribe', 'connect', 'disconnect'].map((on) => ({ on, user: 'agent2' })),
    );
  });
});

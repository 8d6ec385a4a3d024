import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../../src/sandbox/sandbox.ts';
import { agent, messages, sessionId } from './agent.ts';
import { type AgentClient, createAgentClient, listen, logIn } from './agent-client.ts';
import { unknown, watchRequests } from './bayeux-client.ts';
import { onTheWire, startFaulty } from './wire.ts';

const denied = { statusCode: 20, statusMessage: 'Access denied' };

/** Asks until somebody answers again. */
async function untilUp(url: string): Promise<void> {
  for (;;) {
    const answer = await onTheWire(createAgentClient(url, 'agent1'), `${url}/diagnostics/version`);
    if (answer.status === 200) return;
    expect(answer.error).toMatch(/^ECONN(?:REFUSED|RESET)$/);
  }
}

describe('restart', () => {
  it('cuts every socket, knows nobody afterwards, and listens at the same place', async () => {
    const { onRequest, next } = watchRequests();
    const { sandbox, lines } = await startFaulty([], { onRequest });
    const agent1 = await agent(sandbox, 'agent1');
    const arrived = next();
    const held = agent1.connect();
    await arrived;
    sandbox.control.customerWrites(sessionId, 'before');
    sandbox.control.applyFault({ fault: 'restart', for: 30 });
    await expect(held).rejects.toThrow();
    expect(lines).toEqual([{ at: 0, fault: 'restart', for: 30 }]);
    // A second one while it is gone does nothing, and is not told.
    sandbox.control.applyFault({ fault: 'restart', for: 30 });
    expect(lines).toHaveLength(1);
    await untilUp(sandbox.url);
    agent1.client.authorization = undefined;
    expect((await agent1.client.get('/me')).json).toEqual(denied);
    const again = await logIn(sandbox, 'agent1');
    for (const [name, value] of agent1.client.cookies) if (name !== 'JSESSIONID') again.cookies.set(name, value);
    expect(await again.bayeux([{ channel: '/meta/connect', clientId: agent1.clientId }])).toMatchObject([unknown]);
    // What is behind it goes on.
    expect((await again.get(`/me/facebooksessions/${sessionId}/messages?startIndex=5`)).json).toMatchObject({
      messages: [{ text: 'before' }],
    });
  });

  it('answers nobody whose answer was under way', async () => {
    const { sandbox, fault } = await startFaulty();
    const agent1 = await agent(sandbox, 'agent1');
    sandbox.control.applyFault({ fault: 'slow', for: 10_000 });
    const happened = fault();
    const slow = onTheWire(agent1.client, `${sandbox.url}/me`);
    await happened;
    sandbox.control.applyFault({ fault: 'restart', for: 0 });
    expect(await slow).toMatchObject({ status: undefined, error: 'ECONNRESET' });
    await untilUp(sandbox.url);
  });

  it('ends when the sandbox is closed while it is gone', async () => {
    const { sandbox } = await startFaulty();
    sandbox.control.applyFault({ fault: 'restart', for: 0 });
    await sandbox.close();
    const answer = await onTheWire(createAgentClient(sandbox.url, 'agent1'), `${sandbox.url}/me`);
    expect(answer.error).toBe('ECONNREFUSED');
  });
});

it('dropBayeuxSessions answers held polls with 402', async () => {
  const { onRequest, next } = watchRequests();
  const { sandbox } = await startFaulty([{ fault: 'dropBayeuxSessions', at: 5_000 }], { onRequest });
  const agent1 = await agent(sandbox, 'agent1');
  const arrived = next();
  const held = agent1.connect();
  await arrived;
  sandbox.control.advance(5_000);
  expect(await held).toMatchObject([{ ...unknown, advice: { reconnect: 'handshake' } }]);
});

it('dropHttpSessions and changeCsrfTokens', async () => {
  const { sandbox, lines } = await startFaulty([
    { fault: 'changeCsrfTokens', at: 1_000 },
    { fault: 'dropHttpSessions', at: 2_000 },
  ]);
  const client = await logIn(sandbox, 'agent1');
  const write = async (as: AgentClient) => (await as.operate(sessionId, 'SendMessage', { text: 'x' })).text;
  sandbox.control.advance(1_000);
  expect(await write(client)).toBe('Missing or invalid Csrf token');
  await client.get('/me');
  expect(await write(client)).toBe('{"statusCode":0}');
  sandbox.control.advance(1_000);
  client.authorization = undefined;
  expect((await client.get('/me')).json).toEqual(denied);
  expect(lines).toEqual([
    { at: 1_000, fault: 'changeCsrfTokens' },
    { at: 2_000, fault: 'dropHttpSessions' },
  ]);
});

it('disconnectClients is for whoever runs the sandbox', async () => {
  let cut = 0;
  const { sandbox } = await startFaulty([], { onDisconnectClients: () => (cut += 1) });
  sandbox.control.applyFault({ fault: 'disconnectClients' });
  expect(cut).toBe(1);
  const without = await startFaulty();
  without.sandbox.control.applyFault({ fault: 'disconnectClients' });
  expect(without.lines).toHaveLength(1);
});

describe('times', () => {
  const times = async (rule: Partial<FaultRule>, until: number) => {
    const { sandbox, lines } = await startFaulty([{ fault: 'disconnectClients', ...rule } as FaultRule]);
    sandbox.control.advance(until);
    return lines.map(({ at }) => at);
  };

  it('at happens once, every again and again', async () => {
    expect(await times({ at: 300 }, 1_000)).toEqual([300]);
    expect(await times({ every: 300 }, 1_000)).toEqual([300, 600, 900]);
  });

  it('from, until, times and chance', async () => {
    expect(await times({ every: 300, from: 1_000 }, 2_000)).toEqual([1_300, 1_600, 1_900]);
    expect(await times({ every: 300, until: 900 }, 2_000)).toEqual([300, 600]);
    expect(await times({ every: 300, times: 2 }, 2_000)).toEqual([300, 600]);
    expect(await times({ every: 300, chance: 0 }, 2_000)).toEqual([]);
    const some = await times({ every: 100, chance: 0.5 }, 10_000);
    expect(some.length).toBeGreaterThan(20);
    expect(some.length).toBeLessThan(80);
    expect(await times({ every: 100, chance: 0.5 }, 10_000)).toEqual(some);
  });

  it('from and until hold for requests too, by the clock of the world', async () => {
    const { sandbox, lines } = await startFaulty([{ fault: 'slow', on: 'read', for: 0, from: 1_000, until: 2_000 }]);
    const client = await logIn(sandbox, 'agent1');
    for (const passed of [999, 1, 999, 1]) {
      sandbox.control.advance(passed);
      await client.get('/me');
    }
    expect(lines.map(({ at }) => at)).toEqual([1_000, 1_999]);
  });
});

describe('the clock of the world', () => {
  it('lets a JSESSIONID expire after half an hour', async () => {
    const { sandbox } = await startFaulty();
    const client = await logIn(sandbox, 'agent1');
    client.authorization = undefined;
    sandbox.control.advance(1_800_000);
    expect((await client.get('/me')).status).toBe(200);
    sandbox.control.advance(1_800_001);
    expect((await client.get('/me')).json).toEqual(denied);
  });

  it('lets hours of customers pass at once', async () => {
    const published: unknown[] = [];
    const { sandbox } = await startFaulty([], { lively: true, onPublished: (event) => published.push(event) });
    sandbox.control.advance(3_600_000);
    expect(published.length).toBeGreaterThan(400);
    const sessions = sandbox.control.sessionsOf('agent1');
    const client = await logIn(sandbox, 'agent1');
    const { json } = await client.get('/me/facebooksessions?fields=*');
    expect(json).toEqual({ statusCode: 0, facebooksessions: sessions });
    const agent1 = await listen(client);
    sandbox.control.customerWrites(sessionId, 'now');
    const [message] = (await agent1.events(1)).flatMap(messages);
    expect(Number(message?.['timestampSeconds']) - Date.now()).toBeGreaterThan(3_000_000);
  });

  it('runs routing too', async () => {
    const { sandbox } = await startFaulty([], { queueDelay: 60_000 });
    const agent1 = await agent(sandbox, 'agent1');
    const targetUri = `${sandbox.url}/queues/41cc5016-2d18-4a91-93ec-b43748948608`;
    await agent1.client.operate('0002EaAY01MT0083', 'Accept', { nickname: 'One' });
    await agent1.client.operate('0002EaAY01MT0083', 'Transfer', { targetUri });
    const before = sandbox.control.sessionsOf('agent2').length;
    sandbox.control.advance(60_000);
    expect(sandbox.control.sessionsOf('agent2')).toHaveLength(before + 1);
  });
});

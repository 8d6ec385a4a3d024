import { afterEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { basic, recordingLog, socketClient, startGateway, streamOf, type Stream } from '../support/gateway.ts';
import { scrape } from '../support/metrics.ts';
import { including, over, rawDoors } from './raw-doors.ts';

const agent1 = basic('agent1', 'sandbox-agent1');
const talk = '0002EaAY01MT0082';
const events = `subscription {
  sessionEvents { __typename ... on SessionsSnapshot { reason } ... on MessageAdded { message { ... on TextMessage { text } } } }
}`;
/** Of these, more than the system's own buffers hold. */
const large = 'x'.repeat(400_000);
const many = 30;

let sandbox: Sandbox;
let gateway: Gateway;

afterEach(async () => {
  await gateway.close();
  await sandbox.close();
});

async function start(env: Record<string, string>, log = recordingLog()): Promise<Stream> {
  sandbox = await createSandbox({ pollTimeout: 2000 });
  gateway = await startGateway({ GWS_URL: sandbox.url, SHUTDOWN_TIMEOUT_MS: '1000', ...env }, log);
  const tab = streamOf(socketClient(gateway.url, agent1), events);
  await tab.next();
  return tab;
}

/** Everything arrives at another tab as it happens: it is asked for one by one. */
async function flood(tab: Stream): Promise<void> {
  for (let round = 0; round < many; round += 1) {
    sandbox.control.customerWrites(talk, `${round} ${large}`);
    const { message } = await tab.next();
    expect((message as { text: string }).text.startsWith(`${round} x`)).toBe(true);
  }
}

describe.each(rawDoors)('a client that does not read, through $name', ({ name, open }) => {
  it('delays nobody; when it reads again it is told what it missed, and the stream goes on', async () => {
    const tab = await start({ EVENT_LOG_SIZE: '5', WS_PING_MS: '60000' });
    const stalled = await open(gateway.url, agent1, events);
    await including(stalled, 'SUBSCRIBED');
    stalled.socket.pause();
    await flood(tab);
    const waiting = await scrape(gateway.url);
    expect(waiting.value('gws_graphql_events_waiting')).toBe(1);
    expect(waiting.value('gws_graphql_unread_bytes', { door: name })).toBeGreaterThan(0);
    stalled.socket.resume();
    await including(stalled, 'SLOW_CONSUMER');
    expect((await scrape(gateway.url)).value('gws_graphql_snapshots_total', { reason: 'SLOW_CONSUMER' })).toBe(1);
    const seen = stalled.received().match(/"MessageAdded"/g)?.length ?? 0;
    expect(seen).toBeLessThan(many);
    sandbox.control.customerWrites(talk, 'afterwards');
    await including(stalled, 'afterwards');
    stalled.socket.destroy();
  });

  it('is cut after a while; no more than one event was kept for it', async () => {
    const log = recordingLog();
    const tab = await start({ WS_PING_MS: '1000' }, log);
    const stalled = await open(gateway.url, agent1, events);
    await including(stalled, 'SUBSCRIBED');
    stalled.socket.pause();
    await flood(tab);
    const flooded = performance.now();
    const cut = () => log.lines.find(({ message }) => message.includes('its client does not read'));
    await expect.poll(cut, { timeout: 15_000 }).toBeDefined();
    // Two pings over HTTP, five over WebSocket, and no second chance for a client that had taken a part.
    expect(performance.now() - flooded).toBeLessThan(name === 'websocket' ? 6500 : 2700);
    expect(cut()?.fields['bytes']).toBeGreaterThan(0);
    expect(cut()?.fields['bytes']).toBeLessThan(1.1 * large.length);
    expect((await scrape(gateway.url)).value('gws_graphql_clients_cut_total', { door: name })).toBe(1);
    // The system still holds what was written before.
    stalled.socket.resume();
    await over(stalled);
    const metrics = async (): Promise<string> => (await fetch(`${gateway.url}/metrics`)).text();
    const left = name === 'websocket' ? 1 : 0;
    await expect.poll(metrics).toContain(`\ngws_graphql_streams{door="${name}"} ${left}\n`);
    sandbox.control.customerWrites(talk, 'to the other tab');
    expect(await tab.next()).toMatchObject({ message: { text: 'to the other tab' } });
  });
});

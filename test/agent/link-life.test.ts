import { describe, expect, onTestFinished, test } from 'vitest';
import { createEnding } from '../../src/agent/ending.ts';
import { createIdempotency } from '../../src/agent/idempotency.ts';
import { createLink, type Link } from '../../src/agent/link.ts';
import { createMeters } from '../../src/meters/meters.ts';
import { createGate } from '../../src/upstream/gate.ts';
import { fixture } from '../normalise/fixtures.ts';
import { json, silence, startUpstream, type Upstream } from '../support/upstream.ts';

const quiet = (): void => undefined;

function linkTo({ base }: Upstream): Link {
  const link = createLink(
    'key',
    { headers: { authorization: 'Basic YTpi' }, cookies: [] },
    {
      base,
      sessionsPath: 'facebooksessions',
      notificationsPath: '/notifications',
      channels: ['/v2/me/facebooksession'],
      timeout: 60_000,
      maxResponseBytes: 1_000_000,
      concurrency: 6,
      connections: 2,
      eventLog: { size: 10, bytes: 1_000_000 },
      mostSessionBytes: 1_000_000,
      cursorSecret: Buffer.alloc(32),
      recheckEvery: 0,
      backoff: { first: 1, longest: 1 },
      gate: createGate(1),
      idempotent: createIdempotency(),
      meters: createMeters(),
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
      now: Date.now,
      random: () => 0,
    },
  );
  onTestFinished(() => link.close());
  return link;
}

const me = json(fixture('sibling.me.get-me.response'));
const denied = json({ statusCode: 20, statusMessage: 'Access denied' });

describe('someone who unsubscribes during the start', () => {
  test.each([0, 1])('ends at once, after %i answers', async (answers) => {
    const upstream = await startUpstream();
    upstream.otherwise(silence);
    if (answers > 0) upstream.always('GET /api/v2/me', me);
    const link = linkTo(upstream);
    const events = link.events(null, createEnding());
    const waiting = events.next();
    await upstream.count(1 + answers);
    await events.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  test('who had left before it does not wait either', async () => {
    const upstream = await startUpstream();
    upstream.otherwise(silence);
    const events = linkTo(upstream).events(null, createEnding());
    await events.return();
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });
});

describe('a link that is over', () => {
  test('by refused credentials: nothing is started any more, and everyone hears why', async () => {
    const upstream = await startUpstream();
    upstream.always('GET /api/v2/me', me);
    upstream.otherwise(json([{ channel: '/meta/handshake', successful: false, advice: { reconnect: 'none' } }]));
    const link = linkTo(upstream);
    expect(link.agent()).toBeNull();
    expect(await link.login()).toBe(link.agent());
    const calls: string[] = [];
    link.onRevoked(() => calls.push('first'));
    link.onRevoked(() => calls.push('taken back'))();
    upstream.always('GET /api/v2/me', denied);
    await expect(link.events(null, createEnding()).next()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    link.onRevoked(() => calls.push('told at once, for it was so before'));
    expect(calls).toEqual(['first', 'told at once, for it was so before']);
    await link.close();
    const before = upstream.seen.length;
    await expect(link.login()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(link.agent()).toBeNull();
    await expect(link.events(null, createEnding()).next()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(upstream.seen).toHaveLength(before);
  });

  test('by being closed: nothing is started any more', async () => {
    const upstream = await startUpstream();
    upstream.always('GET /api/v2/me', me);
    const link = linkTo(upstream);
    await link.login();
    await link.close();
    await expect(link.events(null, createEnding()).next()).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
    expect(upstream.seen.map(({ line }) => line)).toEqual(['GET /api/v2/me']);
  });
});

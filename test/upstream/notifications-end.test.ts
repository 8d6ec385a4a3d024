import { describe, expect, test } from 'vitest';
import { createGate } from '../../src/upstream/gate.ts';
import { connect } from '../support/connection.ts';
import { disconnect, follow, handshake, messages, poll, startFollowed } from '../support/notifications.ts';
import { closed, json, plain, reset, silence, startUpstream } from '../support/upstream.ts';

const goodbye = json([{ channel: '/meta/disconnect', successful: true }]);

describe('the end', () => {
  test('in mid-poll says goodbye', async () => {
    const { upstream, followed } = await startFollowed();
    const held = upstream.plan(poll, silence);
    const bye = upstream.plan(disconnect, goodbye);
    await held;
    await followed.stop();
    expect(messages(await bye)).toMatchObject([{ channel: '/meta/disconnect', clientId: 'one' }]);
    expect(await followed.next()).toEqual({ kind: 'ended', error: null });
    await closed((await held).socket);
  });

  test('while it waits between polls says goodbye', async () => {
    const { upstream, followed } = await startFollowed({
      backoff: { first: 60_000, longest: 60_000 },
      random: () => 0.9,
    });
    void upstream.plan(poll, reset);
    expect(await followed.next()).toMatchObject({ kind: 'trouble' });
    const bye = upstream.plan(disconnect, goodbye);
    await followed.stop();
    await bye;
  });

  test.each([
    ['hangs', () => undefined],
    [
      'refuses the token and hangs',
      (upstream: Awaited<ReturnType<typeof startUpstream>>) => {
        upstream.always('GET /api/v2/me', silence);
      },
    ],
  ])('takes two seconds at most when the server %s', async (what, prepare) => {
    const { upstream, followed } = await startFollowed();
    prepare(upstream);
    const held = upstream.plan(poll, silence);
    void upstream.plan(disconnect, what === 'hangs' ? silence : plain('Missing or invalid Csrf token', 403));
    await held;
    const before = performance.now();
    await followed.stop();
    const took = performance.now() - before;
    expect(took).toBeGreaterThan(1900);
    expect(took).toBeLessThan(3000);
  });

  test('does not fail when the server is gone', async () => {
    const { upstream, followed } = await startFollowed();
    await upstream.plan(poll, silence);
    await upstream.kill();
    expect(await followed.next()).toMatchObject({ kind: 'trouble' });
    await followed.stop();
    expect(await followed.next()).toEqual({ kind: 'ended', error: null });
    await upstream.restart();
  });

  test('before the handshake is answered sends nothing more', async () => {
    const upstream = await startUpstream();
    const hello = upstream.plan(handshake, silence);
    const followed = follow(upstream.base);
    await hello;
    await followed.stop();
    expect(await followed.next()).toEqual({ kind: 'ended', error: null });
    expect(upstream.seen).toHaveLength(1);
  });

  test('while it waits for its turn sends nothing at all', async () => {
    const upstream = await startUpstream();
    const gate = createGate(1);
    const other = Promise.withResolvers<undefined>();
    const busy = gate.run(() => other.promise, new AbortController().signal);
    const followed = follow(upstream.base, { gate });
    await followed.stop();
    expect(await followed.next()).toEqual({ kind: 'ended', error: null });
    expect(upstream.seen).toEqual([]);
    other.resolve(undefined);
    await busy;
  });

  test('before the beginning is an end, too', async () => {
    const upstream = await startUpstream();
    const followed = follow(upstream.base, { signal: AbortSignal.abort() });
    expect(await followed.next()).toEqual({ kind: 'ended', error: null });
    expect(upstream.seen).toEqual([]);
  });

  test('of the connection ends nothing for good: it is trouble until the signal fires', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    await connection.close();
    const followed = follow(upstream.base, { connection });
    expect(await followed.next()).toMatchObject({ kind: 'trouble' });
    await followed.stop();
  });
});

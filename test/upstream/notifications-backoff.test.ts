import { describe, expect, test } from 'vitest';
import {
  disconnect,
  follow,
  handshake,
  poll,
  polled,
  startFollowed,
  subscribe,
  subscribed,
  welcome,
} from '../support/notifications.ts';
import { json, plain, silence, startUpstream, type Answer } from '../support/upstream.ts';

const html = '<!DOCTYPE html><html><body>Internal Server Error</body></html>';
const goodbye = json([{ channel: '/meta/disconnect', successful: true }]);

function refused(channel: string, more: Readonly<Record<string, unknown>> = {}): Answer {
  return json([{ channel, successful: false, ...more }]);
}

describe('a server that always fails is asked less and less often', () => {
  const lost = refused('/meta/connect', {
    error: '402::Unknown client',
    advice: { reconnect: 'handshake', interval: 0 },
  });
  let polls = 0;
  test.each<[string, Readonly<Record<string, Answer>>, string]>([
    ['402 to every handshake', { [handshake]: refused('/meta/handshake', { error: '402::x' }) }, handshake],
    [
      '402 to every subscription',
      { [handshake]: welcome('x'), [subscribe]: refused('/meta/subscribe', { error: '402::x' }) },
      handshake,
    ],
    ['402 to every poll', { [handshake]: welcome('x'), [subscribe]: subscribed(), [poll]: lost }, handshake],
    [
      'advice to handshake with every poll',
      {
        [handshake]: welcome('x'),
        [subscribe]: subscribed(),
        [poll]: polled([], { advice: { reconnect: 'handshake' } }),
      },
      handshake,
    ],
    [
      'advice to stop with every poll',
      { [handshake]: welcome('x'), [subscribe]: subscribed(), [poll]: polled([], { advice: { reconnect: 'none' } }) },
      handshake,
    ],
    [
      '402 to every second poll',
      {
        [handshake]: welcome('x'),
        [subscribe]: subscribed(),
        [poll]: (response, seen) => {
          const first = (polls += 1) % 2 === 1;
          (first ? polled() : lost)(response, seen);
        },
      },
      handshake,
    ],
    ['HTML to everything', { [handshake]: plain(html, 200) }, handshake],
  ])('%s', async (_, answers, counted) => {
    const upstream = await startUpstream();
    upstream.always(disconnect, goodbye);
    for (const [line, answer] of Object.entries(answers)) upstream.always(line, answer);
    const drawn: number[] = [];
    const followed = follow(upstream.base, {
      backoff: { first: 4, longest: 32 },
      random: () => {
        drawn.push(performance.now());
        return 1;
      },
    });
    const starts = (): readonly number[] => upstream.seen.filter(({ line }) => line === counted).map(({ at }) => at);
    for (let requests = 1; starts().length < 7; requests += 1) await upstream.count(requests);
    await followed.stop();

    const times = starts();
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
    for (const [index, least] of [4, 8, 16, 32, 32, 32].entries()) {
      expect(gaps[index]).toBeGreaterThan(least - 2);
    }
    // One pause for every round, and none of them skipped.
    expect(drawn.length).toBeGreaterThanOrEqual(6);
    expect(drawn.length).toBeLessThanOrEqual(times.length);
  });

  test('and at once again after a session that proved good', async () => {
    const { upstream, followed } = await startFollowed({ backoff: { first: 5, longest: 60_000 }, random: () => 1 });
    for (let round = 0; round < 12; round += 1) {
      void upstream.plan(poll, polled());
      void upstream.plan(poll, polled());
      void upstream.plan(poll, lost);
      void upstream.plan(handshake, welcome('one'));
      void upstream.plan(subscribe, subscribed());
    }
    const last = upstream.plan(poll, silence);
    const before = performance.now();
    await followed.take(24);
    await last;
    expect(performance.now() - before).toBeLessThan(5000);
  });
});

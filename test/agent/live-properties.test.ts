import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEnding } from '../../src/agent/ending.ts';
import type { SessionEvent } from '../../src/agent/session-event.ts';
import type { SessionPatch, SessionRecord } from '../../src/normalise/session.ts';
import type { NotificationSignal } from '../../src/upstream/notifications.ts';
import { newMessage, resumed, script, statusChange, subscribe, subscribed, type Read } from './live-script.ts';

/** What the world does; everything happens in this order, and arrives when it does. */
type Act =
  | { readonly kind: 'state'; readonly id: string; readonly state: 'INVITED' | 'CHATTING' | 'COMPLETED' }
  | { readonly kind: 'message'; readonly id: string }
  | { readonly kind: 'arrive' | 'look' | 'answer' | 'fail' | 'subscribe' | 'reconnect' | 'loss' };

const spelling = { INVITED: 'Invited', CHATTING: 'Chatting', COMPLETED: 'Completed' } as const;

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    arbitrary: fc.record({
      kind: fc.constant('state' as const),
      id: fc.constantFrom('a', 'b'),
      state: fc.constantFrom('INVITED', 'CHATTING', 'COMPLETED' as const),
    }),
    weight: 4,
  },
  { arbitrary: fc.record({ kind: fc.constant('message' as const), id: fc.constantFrom('a', 'b') }), weight: 2 },
  {
    arbitrary: fc.record({
      kind: fc.constantFrom('arrive', 'arrive', 'arrive', 'look', 'answer', 'answer', 'fail', 'subscribe', 'subscribe'),
    }),
    weight: 6,
  },
  { arbitrary: fc.record({ kind: fc.constantFrom('reconnect', 'loss') }), weight: 1 },
);

type States = ReadonlyMap<string, string>;

/** Sessions that are over are no longer listed upstream, and kept for a while by us. */
function living(sessions: Iterable<readonly [string, string]>): States {
  return new Map([...sessions].filter(([, state]) => state !== 'COMPLETED').sort());
}

/** What a client knows who believes every `session` it is shown. */
class Client {
  sessions = new Map<string, string>();
  readonly messages: number[] = [];
  /** News that were none, or did not start from what was known. */
  readonly mistakes: SessionEvent[] = [];

  constructor(events: AsyncIterable<SessionEvent>) {
    void (async () => {
      for await (const event of events) this.see(event);
    })();
  }

  private see(event: SessionEvent): void {
    const put = ({ id, state }: SessionRecord) => this.sessions.set(id, state);
    if (event.__typename === 'SessionsSnapshot') {
      this.sessions = new Map();
      event.sessions.forEach(put);
    }
    if (event.__typename === 'SessionStateChanged') {
      const known = this.sessions.get(event.session.id) ?? null;
      if (event.previousState !== known || event.state === known) this.mistakes.push(event);
    }
    if ('session' in event && event.session) put(event.session);
    if (event.__typename === 'MessageAdded') this.messages.push(event.message.index);
  }
}

async function play(list: readonly Act[]): Promise<void> {
  const { live, say, read, asked } = script({ logSize: 10_000 });
  const truth = new Map<string, string>();
  let underway: NotificationSignal[] = [subscribed];
  /** Reads asked for, with what upstream found when it looked. */
  const reads: { number: number; read: Read; found: readonly SessionPatch[] | null }[] = [];
  const clients: { client: Client; from: number }[] = [];
  let count = 0;
  const losses: unknown[] = [];
  void (async () => {
    for (let number = 1; ; number += 1) reads.push({ number, read: await read(), found: null });
  })();

  const look = (): readonly SessionPatch[] =>
    [...truth].filter(([, state]) => state !== 'COMPLETED').map(([id, state]) => ({ id, state }) as SessionPatch);

  async function act(one: Act): Promise<void> {
    switch (one.kind) {
      case 'state':
        truth.set(one.id, one.state);
        underway.push({ kind: 'delivery', channel: '', data: statusChange(one.id, spelling[one.state]) });
        return;
      case 'message':
        count += 1;
        underway.push({ kind: 'delivery', channel: '', data: newMessage(one.id, count, `text ${count}`) });
        return;
      case 'arrive': {
        const signal = underway.shift();
        if (signal !== undefined) await say(signal);
        return;
      }
      case 'look':
        for (const entry of reads) entry.found ??= look();
        return;
      case 'answer': {
        const [entry] = reads.splice(0, 1);
        entry?.read.answer(entry.found ?? look());
        await turn();
        return;
      }
      case 'fail': {
        const [entry] = reads.splice(-1, 1);
        const before = asked();
        entry?.read.fail(new Error('no'));
        // Only the newest is asked for again, after a pause.
        while (entry?.number === before && asked() === before) await turn();
        await turn();
        return;
      }
      case 'subscribe':
        if (!(await isStarted())) return;
        clients.push({ client: new Client(live.events(null, createEnding())), from: count });
        return;
      case 'reconnect':
      case 'loss':
        losses.push(...underway);
        underway = [one.kind === 'loss' ? resumed(false) : subscribed];
        return;
    }
  }

  async function isStarted(): Promise<boolean> {
    return Promise.race([live.started().then(() => true), turn(false)]);
  }

  for (const one of list) await act(one);
  // All that is under way arrives, all that is asked for is answered.
  while (underway.length > 0) await act({ kind: 'arrive' });
  while (reads.length > 0) await act({ kind: 'answer' });
  await act({ kind: 'subscribe' });
  await turn();
  expect(clients.length).toBeGreaterThan(0);
  for (const { client, from } of clients) {
    expect(living(client.sessions)).toEqual(living(truth));
    expect(client.mistakes).toEqual([]);
    expect(client.messages).toEqual([...new Set(client.messages)].sort((left, right) => left - right));
    if (losses.length === 0) expect(client.messages).toEqual(expect.arrayContaining(numbers(from + 1, count)));
  }
  await subscribe(live).leave();
  await live.close();
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n);
}

test('snapshot and following events are the truth, however notifications, reads, losses and subscribers interleave', async () => {
  await fc.assert(fc.asyncProperty(fc.array(acts, { maxLength: 40, size: 'max' }), play), { numRuns: 500 });
}, 60_000);

import { expect, it } from 'vitest';
import { createClock } from '../../src/sandbox/clock.ts';
import { createLogin } from '../../src/sandbox/login.ts';
import { maxMessages } from '../../src/sandbox/message-log.ts';
import type { Delivery } from '../../src/sandbox/operation.ts';
import { runOperation } from '../../src/sandbox/operations.ts';
import { createPayloads } from '../../src/sandbox/payloads.ts';
import { startScript } from '../../src/sandbox/script.ts';
import { sandboxUsers, seedSessionId, seedWorld } from '../../src/sandbox/seed-world.ts';
import { createWorld, maxSessions } from '../../src/sandbox/world.ts';
import { basic, kinds } from './agent-client.ts';

/** A world whose clock the test moves. */
function startWorld() {
  const clock = createClock({ speed: 0, start: Date.UTC(2026, 0, 1) });
  const world = createWorld({ users: sandboxUsers, now: clock.now });
  const payloads = createPayloads('http://sandbox/api/v2');
  const scene = { world, payloads };
  seedWorld(world, payloads);
  const told: Delivery[] = [];
  startScript({ scene, clock, publish: (deliveries) => told.push(...deliveries), random: () => 0 });
  return {
    ...{ world, scene },
    /** Moves the clock, and tells what was published meanwhile. */
    pass: (seconds: number): readonly Delivery[] => {
      clock.advance(seconds * 1_000);
      return told.splice(0);
    },
  };
}

const agent1 = sandboxUsers[0]?.id;

it('lets a customer type for three seconds and write every 20 seconds, to every agent of the session', () => {
  const { pass } = startWorld();
  expect(pass(16)).toEqual([]);
  const typed = pass(1);
  expect(kinds(typed.map(({ data }) => data))).toEqual(['NewMessages TypingStarted', 'NewMessages TypingStarted']);
  expect(new Set(typed.map(({ to }) => to)).size).toBe(2);
  expect(pass(2)).toEqual([]);
  const written = pass(1);
  expect(kinds(written.filter(({ to }) => to === agent1).map(({ data }) => data))).toEqual([
    'NewMessages TypingStopped',
    'NewMessages Text',
  ]);
  expect(written).toHaveLength(4);
});

it('offers sessions every 45 seconds until each agent has three, and withdraws them after five minutes', () => {
  const { world, pass } = startWorld();
  const offers = (deliveries: readonly Delivery[], state: string) =>
    deliveries.filter(({ data }) => kinds([data])[0] === `StatusChange ${state}`);
  expect(offers(pass(45), 'Invited').map(({ to }) => to)).toEqual([agent1]);
  const open = () =>
    [...world.sessions.values()].filter(({ parts }) => [...parts.values()].some(({ state }) => state === 'Invited'));
  pass(240);
  expect(open()).toHaveLength(6);
  expect(offers(pass(30), 'Revoked')).toHaveLength(2);
});

it('offers nothing to agents who are not ready', () => {
  const { world, pass } = startWorld();
  for (const { id } of sandboxUsers) world.duty.setReadiness(id, ['facebook'], 'NotReady');
  const before = world.sessions.size;
  pass(180);
  expect(world.sessions.size).toBe(before);
});

it('withdraws offers by transfer too', () => {
  const { world, scene, pass } = startWorld();
  const [caller, , supervisor] = sandboxUsers;
  if (caller === undefined || supervisor === undefined) throw new Error('users are missing');
  const transfer = { operationName: 'Transfer', targetPath: `/users/${supervisor.id}` };
  runOperation(scene, caller, seedSessionId, transfer);
  pass(299);
  const mine = pass(1).filter(({ to }) => to === supervisor.id);
  expect(kinds(mine.map(({ data }) => data))).toEqual(['StatusChange Revoked']);
  // The agent who consulted before goes on.
  expect(world.sessions.get(seedSessionId)?.participants).toHaveLength(2);
});

it('forgets sessions ten minutes after they ended, and never grows without limit', () => {
  const { world, pass } = startWorld();
  pass(24 * 3_600);
  expect(world.sessions.has('0002EaAY01MT0083')).toBe(false);
  expect(world.sessions.size).toBeLessThan(40);
  const { messages } = world.sessions.get(seedSessionId) ?? {};
  expect(messages).toHaveLength(maxMessages);
  expect(messages?.at(-1)?.index).toBeGreaterThan(maxMessages);
});

it('stops offering to agents who accept for ever', () => {
  const { world, scene, pass } = startWorld();
  for (let hour = 0; hour < 10; hour += 1) {
    for (let minute = 0; minute < 60; minute += 1) {
      pass(60);
      for (const session of world.sessions.values()) {
        for (const [userId, { state }] of session.parts) {
          const user = world.user(userId);
          if (state !== 'Invited' || user === undefined) continue;
          runOperation(scene, user, session.id, { operationName: 'Accept', nickname: 'x' });
        }
      }
    }
  }
  expect(world.sessions.size).toBe(200);
});

it('keeps no more sessions than the world can bear', () => {
  const { world } = startWorld();
  for (let count = 0; count < maxSessions; count += 1) world.createSession({ nickname: 'x', userData: {} });
  expect(world.sessions.size).toBe(maxSessions);
  expect(world.sessions.has(seedSessionId)).toBe(false);
});

it('forgets HTTP sessions that were idle for half an hour', () => {
  let time = 0;
  const login = createLogin(sandboxUsers, () => time);
  const first = login.authenticate(basic('agent1'), undefined)?.session.id;
  const second = login.authenticate(basic('agent1'), undefined)?.session.id;
  time = 1_800_000;
  expect(login.authenticate(undefined, second)).toMatchObject({ isNew: false });
  time += 1;
  expect(login.authenticate(undefined, first)).toBeUndefined();
  expect(login.authenticate(undefined, second)).toMatchObject({ isNew: false });
});

import type { FaultRule, FaultSchedule } from '../sandbox/sandbox.ts';

/** A number from 0 up to 1. */
export type Random = () => number;

export function between(random: Random, low: number, high: number): number {
  return Math.floor(low + random() * (high - low));
}

export function pick<T>(random: Random, list: readonly T[]): T | undefined {
  return list[Math.floor(random() * list.length)];
}

/** What the wire, the server or the network may do, until all is well again. */
const exchanges: readonly ((random: Random) => FaultRule)[] = [
  () => ({ fault: 'unknownClient', on: 'connect' }),
  () => ({ fault: 'unknownClient', on: 'subscribe' }),
  () => ({ fault: 'advice', advice: { reconnect: 'none' } }),
  () => ({ fault: 'advice', advice: { reconnect: 'handshake' } }),
  (random) => ({ fault: 'advice', advice: { reconnect: 'retry', interval: between(random, 0, 3000) } }),
  () => ({ fault: 'advice', on: 'handshake', advice: { reconnect: 'none' } }),
  () => ({ fault: 'hang' }),
  () => ({ fault: 'hang', carriedOut: true }),
  (random) => ({ fault: 'hang', for: between(random, 100, 8000) }),
  () => ({ fault: 'reset' }),
  () => ({ fault: 'reset', carriedOut: true }),
  (random) => ({ fault: 'reset', on: 'connect', for: between(random, 0, 4000) }),
  () => ({ fault: 'truncate' }),
  (random) => ({ fault: 'trickle', for: between(random, 50, 5000) }),
  (random) => ({ fault: 'slow', for: between(random, 50, 5000) }),
  (random) => ({ fault: 'slow', on: 'read', for: between(random, 50, 2000) }),
  () => ({ fault: 'garbage' }),
  () => ({ fault: 'html' }),
  () => ({ fault: 'html', status: 503, carriedOut: true }),
  (random) => ({ fault: 'unauthorized', on: 'connect', for: between(random, 0, 4000) }),
  (random) => ({ fault: 'forbidden', on: 'connect', for: between(random, 0, 4000) }),
  () => ({ fault: 'forbidden', body: 'empty' }),
  () => ({ fault: 'forbidden', body: 'page' }),
  () => ({ fault: 'forbidden' }),
];

const targets = ['handshake', 'subscribe', 'connect', 'connect', 'disconnect', 'read', 'operation', 'any'] as const;

function exchange(random: Random): FaultRule {
  const rule = pick(random, exchanges)?.(random);
  if (rule === undefined) throw new Error('unreachable');
  const chosen = 'on' in rule || rule.fault === 'advice' ? {} : { on: pick(random, targets) };
  return { ...rule, ...chosen, chance: 0.05 + random() * 0.6 } as FaultRule;
}

function world(random: Random, length: number): FaultRule {
  const at = between(random, 0, length);
  const rules: readonly FaultRule[] = [
    { fault: 'restart', at, for: between(random, 100, 8000) },
    { fault: 'dropBayeuxSessions', at },
    { fault: 'dropHttpSessions', at },
    { fault: 'changeCsrfTokens', at },
  ];
  return pick(random, rules) ?? { fault: 'changeCsrfTokens', at };
}

/** What an upstream gone wrong does to single notifications: CometD itself promises order and delivery with acknowledgement. */
function delivery(random: Random): FaultRule {
  const chance = random() * 0.3;
  const rules: readonly FaultRule[] = [
    { fault: 'drop', chance },
    { fault: 'duplicate', chance },
    { fault: 'duplicate', chance, for: between(random, 0, 5000) },
    { fault: 'delay', chance, for: between(random, 0, 5000) },
    { fault: 'reorder', chance, for: between(random, 0, 2000) },
  ];
  return pick(random, rules) ?? { fault: 'drop', chance };
}

export interface Plan {
  readonly schedule: FaultSchedule;
  /** Nothing goes wrong at all. */
  readonly calm: boolean;
  /** Notifications may be lost or late without any sign. */
  readonly unfaithful: boolean;
  /** Transcripts can be read most of the time. */
  readonly readable: boolean;
  /** Notifications may come in another order than they were published in. */
  readonly disorderly: boolean;
}

/** What only takes its time does not hinder, as long as nobody gives up: two seconds are there for all transcripts. */
function hindersReading(rule: FaultRule): boolean {
  if (!('on' in rule) || (rule.on !== 'read' && rule.on !== 'any')) return false;
  return !((rule.fault === 'slow' || rule.fault === 'trickle') && rule.for < 500);
}

const calm: Plan = { schedule: { rules: [] }, calm: true, unfaithful: false, readable: true, disorderly: false };

/** @param length milliseconds after which nothing goes wrong any more */
export function drawPlan(random: Random, length: number): Plan {
  if (random() < 0.1) return calm;
  const rules: FaultRule[] = [];
  const unfaithful = random() < 0.35;
  for (let count = between(random, 0, 5); count > 0; count -= 1) rules.push(exchange(random));
  for (let count = between(random, 0, 4); count > 0; count -= 1) rules.push(world(random, length));
  for (let count = unfaithful ? between(random, 1, 3) : 0; count > 0; count -= 1) rules.push(delivery(random));
  const bounded = rules.map((rule) => ('at' in rule ? rule : { ...rule, until: length }));
  return {
    schedule: { rules: bounded },
    calm: false,
    unfaithful,
    readable: !rules.some(hindersReading),
    disorderly: rules.some(({ fault }) => fault === 'reorder' || fault === 'delay' || fault === 'drop'),
  };
}

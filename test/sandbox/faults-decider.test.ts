import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDecider } from '../../src/sandbox/faults/decider.ts';
import { createRandom, drawSeed, largestSeed } from '../../src/sandbox/faults/random.ts';
import type { FaultLine, FaultSchedule } from '../../src/sandbox/sandbox.ts';
import { agent, sessionId } from './agent.ts';
import { startFaulty } from './wire.ts';

const seeds = fc.integer({ min: 0, max: largestSeed });

describe('random numbers', () => {
  const draw = (seed: number, count: number) => Array.from({ length: count }, createRandom(seed));

  it('are the same for the same seed, and from 0 up to 1', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const numbers = draw(seed, 50);
        expect(draw(seed, 50)).toEqual(numbers);
        expect(numbers.every((each) => each >= 0 && each < 1)).toBe(true);
        expect(draw((seed + 1) % (largestSeed + 1), 50)).not.toEqual(numbers);
      }),
    );
  });

  it('are those of mulberry32, and spread evenly', () => {
    expect(draw(1, 3).map((each) => Math.round(each * 2 ** 32))).toEqual([2_693_262_067, 11_749_833, 2_265_367_787]);
    const numbers = draw(7, 100_000);
    expect(numbers.reduce((sum, each) => sum + each, 0) / numbers.length).toBeCloseTo(0.5, 2);
    expect(numbers.filter((each) => each < 0.05).length / numbers.length).toBeCloseTo(0.05, 2);
  });

  it('have seeds that can be written', () => {
    for (let count = 0; count < 100; count += 1) {
      const seed = drawSeed();
      expect(Number.isInteger(seed) && seed >= 0 && seed <= largestSeed).toBe(true);
    }
  });
});

interface Rule {
  readonly name: number;
  readonly about: number;
  readonly chance?: number | undefined;
  readonly times?: number | undefined;
  readonly from?: number | undefined;
  readonly until?: number | undefined;
}

const limits = {
  about: fc.integer({ min: 0, max: 2 }),
  chance: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
  times: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  from: fc.option(fc.integer({ min: 0, max: 50 }), { nil: undefined }),
  until: fc.option(fc.integer({ min: 0, max: 50 }), { nil: undefined }),
};
const ruleLists = fc
  .array(fc.record(limits), { maxLength: 6 })
  .map((rules) => rules.map((rule, name): Rule => ({ name, ...rule })));
/** What happens, one thing per millisecond. */
const happenings = fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 60 });

function decideAll(rules: readonly Rule[], seed: number, what: readonly number[]) {
  let now = 0;
  const { decide } = createDecider<Rule>(rules, { random: createRandom(seed), elapsed: () => now });
  return what.map((about) => {
    const rule = decide((each) => each.about === about);
    now += 1;
    return rule;
  });
}

describe('decisions', () => {
  it('are the same for the same seed and the same order of things', () => {
    fc.assert(
      fc.property(ruleLists, seeds, happenings, (rules, seed, what) => {
        expect(decideAll(rules, seed, what)).toEqual(decideAll(rules, seed, what));
      }),
    );
  });

  it('keep every limit, and prefer the first rule that has to happen', () => {
    fc.assert(
      fc.property(ruleLists, seeds, happenings, (rules, seed, what) => {
        const decided = decideAll(rules, seed, what);
        for (const rule of rules) {
          expect(decided.filter((each) => each === rule).length).toBeLessThanOrEqual(rule.times ?? Infinity);
        }
        for (const [now, rule] of decided.entries()) {
          const isOn = ({ from = 0, until = Infinity }: Rule) => now >= from && now < until;
          if (rule !== undefined) expect([rule.about, isOn(rule), rule.chance === 0]).toEqual([what[now], true, false]);
          const certain = rules.find(
            (each) => each.about === what[now] && isOn(each) && (each.chance ?? 1) === 1 && each.times === undefined,
          );
          if (certain !== undefined) expect(rule?.name ?? Infinity).toBeLessThanOrEqual(certain.name);
        }
      }),
    );
  });

  it('ask for a number only when a rule fits', () => {
    let asked = 0;
    const random = () => {
      asked += 1;
      return 0.5;
    };
    const rules: Rule[] = [
      { name: 0, about: 0, chance: 0.4 },
      { name: 1, about: 0, chance: 1 },
    ];
    const { decide } = createDecider(rules, { random, elapsed: () => 0 });
    expect(decide(({ about }) => about === 1)).toBeUndefined();
    expect(asked).toBe(0);
    expect(decide(({ about }) => about === 0)?.name).toBe(1);
    expect(asked).toBe(1);
  });

  it('take planned rules first, in the order of planning, and only as often as planned', () => {
    const { decide, plan } = createDecider<Rule>([{ name: 0, about: 0 }], { random: () => 0, elapsed: () => 0 });
    plan({ name: 1, about: 0 });
    const takeBack = plan({ name: 2, about: 0, times: 9 });
    plan({ name: 3, about: 0 });
    const next = () => decide(() => true)?.name;
    expect([next(), next(), next()]).toEqual([1, 2, 2]);
    takeBack();
    expect([next(), next()]).toEqual([3, 0]);
  });
});

describe('a sandbox with a seed', () => {
  const rules: FaultSchedule['rules'] = [
    { fault: 'drop', chance: 0.3 },
    { fault: 'duplicate', chance: 0.3 },
    { fault: 'html', on: 'operation', chance: 0.3 },
    { fault: 'slow', on: 'read', for: 0, chance: 0.5 },
    { fault: 'changeCsrfTokens', every: 1_000, chance: 0.5 },
  ];

  /** The same day again. */
  async function day(seed: number): Promise<readonly FaultLine[]> {
    const { sandbox, lines } = await startFaulty(rules, { seed, lively: true });
    expect(sandbox.seed).toBe(seed);
    const { client } = await agent(sandbox, 'agent1');
    for (let minute = 0; minute < 20; minute += 1) {
      sandbox.control.advance(60_000);
      await client.get('/me');
      await client.operate(sessionId, 'SendMessage', { text: String(minute) });
    }
    return lines;
  }

  it('has the same faults again, for the same requests in the same order', async () => {
    const first = await day(42);
    expect(new Set(first.map(({ fault }) => fault)).size).toBe(rules.length);
    expect(await day(42)).toEqual(first);
    expect(await day(43)).not.toEqual(first);
  });
});

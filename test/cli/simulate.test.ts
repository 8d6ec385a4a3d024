import { describe, expect, it } from 'vitest';
import { nothing, plus, writtenSum } from '../../src/simulation/sum.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { command } from './command.ts';

const kept = 'Every promise was kept: nothing was lost, told twice or passed over in silence.';

describe('gws-graphql simulate', () => {
  it('plays seeds on several threads, and ends with what that means', async () => {
    const { code, out } = await command(['simulate', '--seeds', '4', '--from', '10', '--workers', '2']);
    expect(code).toBe(0);
    expect(out).toMatch(/^4 seeds, \d+ s of work: \d+ facts published, \d+ events shown\n/);
    expect(out.trimEnd().split('\n').at(-1)).toBe(kept);
  });

  it('is short about one seed, and tells its story when asked', async () => {
    const short = await command(['simulate', '--seed', '4711']);
    expect(short.out.split('\n')).toEqual([expect.stringMatching(/^1 seed, /), kept, '']);
    const long = await command(['simulate', '--seed', '4711', '--story']);
    const { story } = await simulate(4711);
    for (const line of story) expect(long.out).toContain(line);
    expect(long.out.endsWith(short.out)).toBe(true);
  });

  it('gives machines one object, the same for the same seed', async () => {
    const { out } = await command(['simulate', '--seed', '4711', '--json']);
    const { lasted, published, events } = await simulate(4711);
    expect(JSON.parse(out)).toEqual({ ok: true, seeds: 1, milliseconds: lasted, published, events, failed: [] });
    const told = JSON.parse((await command(['simulate', '--seed', '4711', '--story', '--json'])).out) as object;
    expect(told).toMatchObject({ ok: true, story: expect.any(Array) as unknown, rules: expect.any(Array) as unknown });
  });

  it('says which seed to look at when a promise was broken', async () => {
    const played = await simulate(4711);
    const sum = plus(plus(nothing, { ...played, seed: 7, faults: ['lost m1 in silence'] }), played);
    expect(writtenSum(sum).split('\n').at(-1)).toBe(
      'A promise was broken in 1 of 2 seeds; to see how: gws-graphql simulate --seed 7 --story',
    );
    expect(sum.failed).toEqual([{ seed: 7, faults: ['lost m1 in silence'] }]);
  });

  it.each([
    [['--story'], "option '--story' wants option '--seed <n>'"],
    [['--seed', '1', '--seeds', '2'], "option '--seed <n>' cannot be used with option '--seeds <n>'"],
    [['--seeds', '0'], "argument '0' is invalid. It wants a whole number from 1"],
    [['--workers', 'two'], "argument 'two' is invalid."],
  ])('ends with 2 on %j', async (args, message) => {
    const { code, out, errors } = await command(['simulate', ...args]);
    expect([code, out]).toEqual([2, '']);
    expect(errors).toContain(message);
  });
});

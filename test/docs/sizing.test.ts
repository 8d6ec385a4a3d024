import { describe, expect, it } from 'vitest';
import { costsIn, sizeFor, usual, withSizing } from '../../bench/report/sizing.ts';
import type { ResultFile } from '../../bench/report/result-file.ts';
import { read, rootDirectory } from './markdown.ts';
import { shell } from './shell.ts';

const page = read('docs/sizing.md');
const results = JSON.parse(read('bench/results/full.json')) as ResultFile;
const costs = { delivery: 0.001, mutation: 0.0001, process: 100e6, agent: 20_000, subscriber: 10_000 };

describe('docs/sizing.md', () => {
  it('has what the program prints of the committed results: npm run bench:docs writes it', async () => {
    const printed = await shell('node bench/sizing.ts', rootDirectory);
    expect(printed).toContain('| 1,000,000 |');
    expect(/<!-- sizing -->\n\n(.*)\n<!-- \/sizing -->/s.exec(page)?.[1]?.trim()).toBe(printed.trim());
    expect(withSizing(page, results)).toBe(page);
  });

  it('is computed as it says', () => {
    const given = { ...usual, eventsPerAgentMinute: 60, mutationsPerAgentMinute: 60, subscribersPerAgent: 2 };
    expect(sizeFor(1000, costs, { ...given, keptBytes: 30_000, cpuShare: 0.5, leaseMs: 6000 })).toEqual({
      agents: 1000,
      cores: 1000 * (1 * 2 * 0.001 + 1 * 0.0001),
      bytes: 1000 * (2 * 50_000 + 2 * 10_000) + 6 * 100e6,
      replicas: { forCpu: 5, forMemory: 1, forAgents: 1 },
      inAll: 6,
      redis: { calls: 1000 * 2 * 0.5 + 1000 * 2, bytes: 1000 * 30_000 },
    });
  });

  it('follows the scarcest of CPU, memory and places', () => {
    const size = (more: Partial<typeof usual>) => sizeFor(100_000, costs, { ...usual, ...more }).inAll;
    expect(size({ cpuShare: 0.25 })).toBeGreaterThan(size({}));
    expect(size({ keptBytes: 1_000_000 })).toBeGreaterThan(size({}));
    expect(size({ agentsPerReplica: 1000 })).toBe(201);
    expect(size({ agentsPerReplica: 1000, spare: 2 })).toBe(202);
  });

  it('wants all the figures it is computed from', () => {
    expect(costsIn(results).delivery).toBeLessThan(0.1);
    const others = results.suites.filter(({ name }) => name !== 'memory');
    expect(() => costsIn({ ...results, suites: others })).toThrow(
      'The results have no gws-graphql in memory.agents.200.',
    );
  });
});

import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { anchorOf, headingsOf, read } from '../docs/markdown.ts';
import { lacks } from '../docs/shell.ts';
import { documentOf, talk } from '../gateway/operating.ts';
import { ask, basic, socketClient, startGateway, streamOf } from '../support/gateway.ts';
import { scrape, type Family, type Scraped } from '../support/metrics.ts';
import { unreachableEngine } from '../support/redis.ts';
import { deploy, groupedIn, readDeployed, unknownIn } from './metrics-files.ts';

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly datasource?: unknown;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string; readonly datasource: unknown }[];
}

interface Dashboard {
  readonly schemaVersion: number;
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly type: string }[] };
}

let given: Scraped;
/** Of a replica: what a gateway that is alone does not give comes on top. */
let ofReplicas: Scraped;

/** What a gateway gives on which a little of everything has happened, so that every metric has its labels. */
beforeAll(async () => {
  const sandbox = await createSandbox();
  const gateway = await startGateway({ GWS_URL: sandbox.url });
  const agent1 = basic('agent1', 'sandbox-agent1');
  const client = socketClient(gateway.url, agent1);
  const stream = streamOf(client, 'subscription { sessionEvents { __typename } }');
  await stream.next();
  await ask(gateway.url, agent1, documentOf('sendMessage'), { input: { sessionId: talk, text: 'hello' } });
  await ask(gateway.url, agent1, '{ me { id } }');
  await stream.until(({ __typename }) => __typename === 'MessageAdded');
  // Collections are told a moment after they happened; to scrape makes some.
  do given = await scrape(gateway.url);
  while (given.families.get('nodejs_gc_duration_seconds')?.labels.size === 0);
  await client.dispose();
  await gateway.close();
  const replica = await startGateway({ GWS_URL: sandbox.url, ...unreachableEngine });
  ofReplicas = await scrape(replica.url);
  for (const [name, family] of ofReplicas.families) {
    if (!given.families.has(name)) (given.families as Map<string, Family>).set(name, family);
  }
  await replica.close();
  await sandbox.close();
});

describe('the dashboard', () => {
  const dashboard = JSON.parse(readDeployed('grafana/gws-graphql.json')) as Dashboard;
  const charts = dashboard.panels.filter(({ type }) => type !== 'row');
  const expressions = charts.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

  it('asks for nothing that a gateway does not give', () => {
    expect(expressions.length).toBeGreaterThan(20);
    expect(expressions.flatMap((expression) => unknownIn(expression, given))).toEqual([]);
    const grouped = expressions.flatMap(groupedIn);
    expect(grouped.length).toBeGreaterThan(5);
    const lost = grouped.filter(([metric, label]) => {
      const family = given.families.get(metric) ?? given.families.get(metric.replace(/_(?:bucket|sum|count)$/, ''));
      return family?.labels.has(label) !== true;
    });
    expect(lost).toEqual([]);
  });

  it('shows every metric of ours', () => {
    const text = expressions.join('\n');
    // A mean is worth less than the histogram beside it.
    const shown = [...given.families.keys()].filter((name) => name !== 'gws_graphql_operation_seconds_total');
    expect(shown.filter((name) => name.startsWith('gws_graphql_') && !text.includes(name))).toEqual([]);
  });

  it('has the data source and the instances to choose from, and rows by topic', () => {
    expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(39);
    expect(dashboard.templating.list.map(({ name, type }) => [name, type])).toEqual([
      ['datasource', 'datasource'],
      ['instance', 'query'],
    ]);
    const rows = dashboard.panels.filter(({ type }) => type === 'row').map(({ title }) => title);
    expect(rows).toEqual(['Traffic', 'Upstream', 'Events', 'Callers', 'Process', 'Replicas']);
    const sources = charts.flatMap(({ datasource, targets = [] }) => [
      datasource,
      ...targets.map((one) => one.datasource),
    ]);
    expect(new Set(sources.map((source) => JSON.stringify(source)))).toEqual(
      new Set(['{"type":"prometheus","uid":"${datasource}"}']),
    );
  });

  it('has panels that lie beside each other, each with an id of its own', () => {
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, at) => `${x + (at % w)} ${y + Math.floor(at / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(dashboard.panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
  });
});

describe('the alert rules', () => {
  const text = readDeployed('prometheus/alerts.yaml');
  const names = [...text.matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name);
  const expressions = [...text.matchAll(/expr: \|\n((?: {10}.*\n)+)/g)].map(([, expr = '']) => expr);

  it('ask for nothing that a gateway does not give', () => {
    expect(names.length).toBeGreaterThan(10);
    expect(expressions.length).toBe(names.length);
    expect(expressions.flatMap((expression) => unknownIn(expression, given))).toEqual([]);
  });

  it('say how bad it is, what it is, and where to read on', () => {
    const headings = headingsOf(read('docs/production.md')).map(anchorOf);
    const rules = text.split('- alert: ').slice(1);
    for (const rule of rules) {
      expect(rule).toMatch(/^ +for: \d+m$/m);
      expect(rule).toMatch(/^ +severity: (?:warning|critical)$/m);
      expect(rule).toMatch(/^ +summary: '.+'$/m);
      expect(rule).toMatch(/^ +description: '.+'$/m);
      const [, anchor] = /runbook: docs\/production\.md#(\S+)$/m.exec(rule) ?? [];
      expect(headings).toContain(anchor);
    }
  });

  it('are each tested to fire and not to fire', () => {
    const tests = readDeployed('prometheus/alerts.test.yaml');
    const [fired = '', quiet = ''] = tests.split('a gateway that is well');
    for (const name of names) {
      expect(fired).toContain(`alertname: ${name}\n        exp_alerts:\n          - `);
      expect(quiet).toContain(`alertname: ${name}\n        exp_alerts: []`);
    }
  });
});

describe.skipIf(lacks('alert rules and metrics', 'promtool'))('promtool', () => {
  const run = (...args: readonly string[]): string =>
    execFileSync('promtool', args, { cwd: path.join(deploy, 'prometheus'), encoding: 'utf8' });

  /** Its status for what is written to it: 1 for what it cannot read, 3 for what it would have otherwise. */
  const judged = (text: string): readonly [number | null, string] => {
    const { status, stderr, stdout } = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
    return [status, stderr + stdout];
  };

  it('accepts the rules, and finds them to do what their tests say', () => {
    expect(run('check', 'rules', 'alerts.yaml')).toContain('SUCCESS');
    expect(run('test', 'rules', 'alerts.test.yaml')).toContain('SUCCESS');
  });

  it('reads all that /metrics says, and has nothing against our part of it', () => {
    expect(judged(given.text)[0]).not.toBe(1);
    const ours = ofReplicas.text.split('\n\n').filter((family) => family.startsWith('# HELP gws_graphql_'));
    expect(ours.length).toBeGreaterThan(20);
    expect(judged(`${ours.join('\n')}\n`)).toEqual([0, '']);
  });
});

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { parseConfig, settings } from '../../src/config.ts';
import { lacks } from '../docs/shell.ts';
import { kubernetesTypes, wrongIn, type Manifest } from './kubernetes.ts';
import { deploy, readDeployed } from './metrics-files.ts';

const chart = path.join(deploy, 'helm/gws-graphql');
const key = Buffer.alloc(32, 7).toString('base64');

const gws = { settings: { GWS_URL: 'https://gws.example/api/v2' } };
const shared = { ...gws, secret: { redisUrl: 'rediss://gws:hush@redis.example:6380', eventLogKey: key } };
const trial = { ...gws, secret: { eventLogKey: key }, redis: { enabled: true, password: 'hush' } };
/** With everything that can be had. */
const all = {
  ...trial,
  autoscaling: { enabled: true },
  ingress: { enabled: true, hosts: ['desk.example.com'], tls: [{ hosts: ['desk.example.com'], secretName: 'desk' }] },
  serviceMonitor: { enabled: true, labels: { release: 'prometheus' } },
  prometheusRule: { enabled: true },
  podAnnotations: { a: 'b' },
  podLabels: { c: 'd' },
  extraEnv: [{ name: 'NODE_OPTIONS', value: '--max-old-space-size=768' }],
  extraVolumes: [{ name: 'documents', configMap: { name: 'documents' } }],
  extraVolumeMounts: [{ name: 'documents', mountPath: '/documents' }],
  tolerations: [{ key: 'x', operator: 'Exists' }],
  imagePullSecrets: [{ name: 'registry' }],
};

type Json = Readonly<Record<string, unknown>>;

/** What Helm says to the chart with these values. */
function helm(command: 'template' | 'lint' | 'install', values: Json) {
  const words = {
    template: ['desk', chart, '--namespace', 'agents'],
    lint: ['--strict', chart],
    // No cluster is asked.
    install: ['desk', chart, '--namespace', 'agents', '--dry-run=client'],
  };
  const { status, stdout, stderr } = spawnSync('helm', [command, ...words[command], '--values', '-'], {
    input: JSON.stringify(values),
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** Any field of a manifest, by its way. */
function at(value: unknown, ...way: readonly (string | number)[]): unknown {
  return way.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown> | undefined)?.[step], value);
}

function rendered(values: Json): readonly Manifest[] {
  const { status, stdout, stderr } = helm('template', values);
  expect([status, stderr]).toEqual([0, '']);
  return parseAllDocuments(stdout).flatMap((document) => {
    expect(document.errors).toEqual([]);
    const value = document.toJS() as Manifest | null;
    return value === null ? [] : [value];
  });
}

function one(values: Json, kind: string, name = 'desk-gws-graphql'): Manifest {
  const found = rendered(values).filter((object) => object.kind === kind && object.metadata.name === name);
  return found.length === 1 && found[0] !== undefined ? found[0] : expect.fail(`${found.length} of ${kind} ${name}`);
}

const podOf = (values: Json): unknown => at(one(values, 'Deployment'), 'spec', 'template', 'spec');
const containerOf = (values: Json): unknown => at(podOf(values), 'containers', 0);

describe('the chart', () => {
  it('is of this version, and has the alert rules as they are', () => {
    const { appVersion } = parse(readDeployed('helm/gws-graphql/Chart.yaml')) as { appVersion: string };
    expect(appVersion).toBe(manifest.version);
    expect(readDeployed('helm/gws-graphql/files/alerts.yaml')).toBe(readDeployed('prometheus/alerts.yaml'));
  });

  it('describes each of its values', () => {
    const values = parse(readFileSync(path.join(chart, 'values.yaml'), 'utf8')) as Json;
    const schema = JSON.parse(readFileSync(path.join(chart, 'values.schema.json'), 'utf8')) as Json;
    const known = Object.keys(at(schema, 'properties') as Json).filter((name) => name !== 'global');
    expect(known.toSorted()).toEqual(Object.keys(values).toSorted());
  });
});

describe.skipIf(lacks('the Helm chart', 'helm'))('the chart, rendered by Helm', () => {
  it('passes its linter', () => {
    for (const values of [shared, trial, all]) {
      const { status, stdout } = helm('lint', values);
      expect([status, stdout]).toEqual([0, expect.stringContaining('0 chart(s) failed')]);
    }
  });

  it.each([
    ['no upstream', { secret: shared.secret }, 'settings.GWS_URL is wanted'],
    ['several replicas without Redis', gws, 'Several replicas share Redis'],
    ['a Redis without a key', { ...gws, secret: { redisUrl: 'redis://r' } }, 'secret.eventLogKey is wanted'],
    ['a Redis of its own without a password', { ...trial, redis: { enabled: true } }, 'redis.password is wanted'],
    ['a secret among the settings', { settings: { ...gws.settings, EVENT_LOG_KEY: key } }, 'EVENT_LOG_KEY'],
    ['a value that there is not', { ...shared, replicas: 3 }, 'replicas'],
    ['a key that is none', { ...gws, secret: { redisUrl: 'redis://r', eventLogKey: 'hush' } }, 'eventLogKey'],
    ['an ingress without a host', { ...shared, ingress: { enabled: true } }, 'ingress.hosts'],
  ])('refuses %s', (_, values, said) => {
    const { status, stderr } = helm('template', values);
    expect([status, stderr]).toEqual([1, expect.stringContaining(said)]);
  });

  it('gives the gateway settings that it takes, and secrets from a Secret alone', () => {
    const more = { EVENT_LOG_AGE_MS: 604800000, MAX_LINKS: '5000' };
    const values = { ...shared, settings: { ...shared.settings, ...more } };
    const data = at(one(values, 'ConfigMap'), 'data') as Record<string, string>;
    expect(Object.keys(data).filter((name) => !(name in settings))).toEqual([]);
    const secrets = at(one(values, 'Secret'), 'stringData') as Record<string, string>;
    expect(secrets).toEqual({ REDIS_URL: shared.secret.redisUrl, EVENT_LOG_KEY: key });
    expect(parseConfig({ ...data, ...secrets })).toMatchObject({ EVENT_LOG_AGE_MS: 604_800_000, MAX_LINKS: 5000 });
    const container = containerOf(values);
    expect(at(container, 'envFrom')).toEqual([{ configMapRef: { name: 'desk-gws-graphql' } }]);
    expect(at(container, 'env')).toEqual(
      ['REDIS_URL', 'EVENT_LOG_KEY'].map((name) => ({
        name,
        valueFrom: { secretKeyRef: { name: 'desk-gws-graphql', key: name } },
      })),
    );
    const others = rendered(values).filter(({ kind }) => kind !== 'Secret');
    expect(JSON.stringify(others)).not.toMatch(new RegExp(`hush|${key.slice(0, 12)}`));
  });

  it('takes a Secret that is there', () => {
    const values = { ...gws, secret: { existingSecret: 'ours' } };
    expect(rendered(values).filter(({ kind }) => kind === 'Secret')).toEqual([]);
    expect(at(containerOf(values), 'env', 0, 'valueFrom', 'secretKeyRef', 'name')).toBe('ours');
  });

  it('starts other pods where settings or secrets are others, and the same where they are not', () => {
    const marks = (values: Json): string =>
      JSON.stringify(at(one(values, 'Deployment'), 'spec', 'template', 'metadata', 'annotations'));
    const others = [
      { ...shared, settings: { ...shared.settings, LEASE_MS: 5000 } },
      { ...shared, secret: { ...shared.secret, eventLogKey: `${Buffer.alloc(32, 8).toString('base64')},${key}` } },
    ];
    expect(marks({ ...shared, service: { port: 81 } })).toBe(marks(shared));
    for (const other of others) expect(marks(other)).not.toBe(marks(shared));
  });

  it('is asked by /readyz for new clients, and by /healthz for its life', () => {
    const container = containerOf(shared);
    expect(at(container, 'readinessProbe', 'httpGet')).toEqual({ path: '/readyz', port: 'http' });
    for (const probe of ['livenessProbe', 'startupProbe']) {
      expect(at(container, probe, 'httpGet')).toEqual({ path: '/healthz', port: 'http' });
    }
    expect(at(container, 'ports')).toEqual([{ name: 'http', containerPort: 4000 }]);
  });

  it('replaces pods one by one, each with time to be left by balancers and clients', () => {
    const deployment = one(shared, 'Deployment');
    expect(at(deployment, 'spec', 'replicas')).toBe(3);
    expect(at(deployment, 'spec', 'strategy', 'rollingUpdate')).toEqual({ maxUnavailable: 0, maxSurge: 1 });
    for (const timeout of [null, 0, 2500, 60_000]) {
      const values = {
        ...shared,
        preStopSeconds: 7,
        settings: { ...shared.settings, ...(timeout === null ? {} : { SHUTDOWN_TIMEOUT_MS: timeout }) },
      };
      expect(at(containerOf(values), 'lifecycle', 'preStop', 'exec', 'command')).toEqual(['sleep', '7']);
      const drain = (timeout ?? parseConfig({}).SHUTDOWN_TIMEOUT_MS) / 1000;
      expect(at(podOf(values), 'terminationGracePeriodSeconds')).toBeGreaterThanOrEqual(7 + drain + 2);
    }
    const budget = one(shared, 'PodDisruptionBudget');
    expect(at(budget, 'spec', 'maxUnavailable')).toBe(1);
    const spread = at(podOf(shared), 'topologySpreadConstraints') as Json[];
    expect(spread.map(({ topologyKey }) => topologyKey)).toEqual([
      'kubernetes.io/hostname',
      'topology.kubernetes.io/zone',
    ]);
  });

  it('takes every right away, from the gateway and from Redis', () => {
    for (const pod of [
      podOf(trial),
      at(one(trial, 'StatefulSet', 'desk-gws-graphql-redis'), 'spec', 'template', 'spec'),
    ]) {
      expect(pod).toMatchObject({ automountServiceAccountToken: false, enableServiceLinks: false });
      expect(at(pod, 'securityContext')).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(at(pod, 'containers', 0, 'securityContext')).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
  });

  it('selects pods of its own: the gateway by the service, Redis by Redis', () => {
    const labels = (object: Manifest): unknown => at(object, 'spec', 'template', 'metadata', 'labels');
    const pods = {
      gateway: labels(one(all, 'Deployment')),
      redis: labels(one(all, 'StatefulSet', 'desk-gws-graphql-redis')),
    };
    const selectors = {
      gateway: [
        at(one(all, 'Service'), 'spec', 'selector'),
        at(one(all, 'Deployment'), 'spec', 'selector', 'matchLabels'),
        at(one(all, 'PodDisruptionBudget'), 'spec', 'selector', 'matchLabels'),
        at(one(all, 'ServiceMonitor'), 'spec', 'selector', 'matchLabels'),
        at(
          one(all, 'NetworkPolicy', 'desk-gws-graphql-redis'),
          'spec',
          'ingress',
          0,
          'from',
          0,
          'podSelector',
          'matchLabels',
        ),
      ],
      redis: [
        at(one(all, 'Service', 'desk-gws-graphql-redis'), 'spec', 'selector'),
        at(one(all, 'StatefulSet', 'desk-gws-graphql-redis'), 'spec', 'selector', 'matchLabels'),
        at(one(all, 'NetworkPolicy', 'desk-gws-graphql-redis'), 'spec', 'podSelector', 'matchLabels'),
      ],
    };
    for (const [name, others] of [
      ['gateway', 'redis'],
      ['redis', 'gateway'],
    ] as const) {
      for (const selector of selectors[name]) {
        // A service monitor selects services, by labels that their pods have too.
        expect(pods[name]).toMatchObject(selector as Json);
        expect(pods[others]).not.toMatchObject(selector as Json);
      }
    }
    expect(at(one(all, 'Service'), 'metadata', 'labels')).toMatchObject(selectors.gateway[3] as Json);
  });

  it('starts a Redis as the compose file does, and the gateway knows where', () => {
    const redis = at(one(trial, 'StatefulSet', 'desk-gws-graphql-redis'), 'spec', 'template', 'spec', 'containers', 0);
    const composed = parse(readDeployed('compose.replicas.yaml')) as Json;
    const command = at(composed, 'services', 'redis', 'command') as readonly string[];
    expect(at(redis, 'command')).toEqual(command.map((word) => word.replaceAll('$$', '$')));
    const secret = at(one(trial, 'Secret'), 'stringData');
    expect(secret).toMatchObject({ REDIS_URL: 'redis://:hush@desk-gws-graphql-redis:6379', REDIS_PASSWORD: 'hush' });
  });

  it('has one replica and no Redis where that is wanted', () => {
    const values = { ...gws, replicaCount: 1 };
    expect(
      rendered(values)
        .map(({ kind }) => kind)
        .toSorted(),
    ).toEqual(['ConfigMap', 'Deployment', 'Service']);
    expect(at(containerOf(values), 'env')).toBeUndefined();
  });

  it('has rules and a monitor for the Prometheus operator, under the name that the rules want', () => {
    const rules = parse(readDeployed('prometheus/alerts.yaml')) as Json;
    expect(at(one(all, 'PrometheusRule'), 'spec')).toEqual(rules);
    expect(at(one(all, 'ServiceMonitor'), 'spec', 'endpoints', 0)).toMatchObject({
      port: 'http',
      path: '/metrics',
      relabelings: [{ targetLabel: 'job', replacement: 'gws-graphql' }],
    });
  });

  it('passes GraphQL through an ingress, and not the metrics', () => {
    const paths = at(one(all, 'Ingress'), 'spec', 'rules', 0, 'http', 'paths') as Json[];
    expect(paths.map((rule) => rule['path'])).toEqual(['/graphql', '/readyz']);
    expect(at(one(all, 'ConfigMap'), 'data', 'TRUST_PROXY')).toBe('1');
    expect(JSON.stringify(at(one(all, 'Ingress'), 'metadata', 'annotations'))).not.toContain('non_idempotent');
  });

  it('says how to go on', () => {
    const notes = (values: Json): string => {
      const { status, stdout } = helm('install', values);
      expect(status).toBe(0);
      return stdout.split('\nNOTES:\n')[1] ?? '';
    };
    expect(notes(trial)).toContain('http://desk-gws-graphql.agents.svc:80/graphql');
    expect(notes(trial)).toContain('The Redis of this chart is for trials');
    expect(notes(all)).toContain('https://desk.example.com/graphql');
    expect(notes({ ...gws, replicaCount: 1 })).toContain('More of them need one');
    expect(notes(shared)).not.toMatch(/for trials|More of them|hush/);
  });
});

const types = kubernetesTypes();
const reason = types === null ? 'kubernetes-types is not installed: npm ci' : null;
if (reason !== null) process.stderr.write(`not tested: the fields of the Helm chart (${reason})\n`);
if (reason !== null && process.env['CI'] !== undefined) throw new Error(reason);

describe.skipIf(reason !== null || lacks("the Helm chart's fields", 'helm'))("the chart's objects", () => {
  it("have the fields of Kubernetes' API and no others", () => {
    const ours = [shared, trial, all, { ...gws, replicaCount: 1 }]
      .flatMap(rendered)
      .filter(({ apiVersion }) => !apiVersion.startsWith('monitoring.coreos.com/'));
    expect(ours.length).toBeGreaterThan(15);
    expect(wrongIn(ours, types ?? '')).toEqual([]);
    const [first] = ours;
    const odd = { ...first, spec: { maxUnavailabel: 1 } } as unknown as Manifest;
    expect(wrongIn([odd], types ?? '')).toHaveLength(1);
  });
});

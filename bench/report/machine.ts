import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, cpus, release, totalmem, type } from 'node:os';

/** Where something was measured. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
  /** For example `Linux 6.12 x64`. */
  readonly os: string;
  /** Contenders had one core, what drove them another. */
  readonly pinned: boolean;
}

/** What was measured. */
export interface Versions {
  readonly node: string;
  readonly project: string;
  /** Of the project, shortened, with `-dirty` where files differed; null outside a clone. */
  readonly commit: string | null;
  /** Of the packages in it, by name. */
  readonly packages: Readonly<Record<string, string>>;
}

/** Those that are compared, and those that the comparison runs on. */
const packageNames = [
  '@apollo/server',
  '@as-integrations/fastify',
  '@graphql-hive/gateway-runtime',
  '@redis/client',
  'fastify',
  'graphql',
  'graphql-jit',
  'graphql-sse',
  'graphql-ws',
  'graphql-yoga',
  'mercurius',
  'undici',
  'ws',
];

const root = new URL('../../', import.meta.url);

export function describeMachine(pinned: boolean): Machine {
  const processors = cpus();
  const [major = '', minor = ''] = release().split('.');
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memory: totalmem(),
    os: `${type()} ${major}.${minor} ${arch()}`,
    pinned,
  };
}

export function describeVersions(): Versions {
  const packages = packageNames.map((name) => [name, versionIn(`node_modules/${name}/package.json`)] as const);
  return {
    node: process.versions.node,
    project: versionIn('package.json'),
    commit: commit(),
    packages: Object.fromEntries(packages),
  };
}

function versionIn(manifest: string): string {
  try {
    const { version } = JSON.parse(readFileSync(new URL(manifest, root), 'utf8')) as { readonly version?: unknown };
    return typeof version === 'string' ? version : 'unknown';
  } catch {
    return 'absent';
  }
}

function commit(): string | null {
  // What earlier runs wrote is no other program.
  const changed = spawnSync('git', ['status', '--porcelain', '--', '.', ':!bench/results', ':!docs'], {
    cwd: root,
    encoding: 'utf8',
  });
  const head = spawnSync('git', ['rev-parse', '--short=10', 'HEAD'], { cwd: root, encoding: 'utf8' });
  if (head.status !== 0) return null;
  return head.stdout.trim() + (changed.stdout === '' ? '' : '-dirty');
}

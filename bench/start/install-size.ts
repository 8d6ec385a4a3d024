import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { tableOf, type Sample, type Table } from '../harness/result.ts';
import { root } from './built.ts';

/** Milliseconds for one command of npm. */
const patience = 240_000;
const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];

/** What is installed to run each. */
const peers: Readonly<Record<string, readonly string[]>> = {
  'Apollo Server standalone': ['@apollo/server', 'graphql'],
  'Apollo Server + Fastify': ['@apollo/server', '@as-integrations/fastify', 'fastify', 'graphql'],
  'GraphQL Yoga': ['graphql-yoga', 'graphql'],
  Mercurius: ['mercurius', 'fastify', 'graphql'],
};

/** Installs each as for production, the peers in the versions that are here. @throws Error when the registry is out of reach */
export async function installSizes(progress: (text: string) => void): Promise<Table> {
  const directory = mkdtempSync(join(tmpdir(), 'gws-graphql-install-'));
  try {
    const samples = new Map<string, readonly Sample[]>();
    const [tarball = ''] = (await npm(['pack', '--silent', '--ignore-scripts', '--pack-destination', directory], root))
      .trim()
      .split('\n')
      .slice(-1);
    const wanted: Readonly<Record<string, readonly string[]>> = { gateway: [join(directory, tarball)], ...peers };
    for (const [name, packages] of Object.entries(wanted)) {
      progress(`installing ${name}`);
      const project = join(directory, String(samples.size));
      mkdirSync(project);
      writeFileSync(join(project, 'package.json'), '{ "private": true }');
      await npm(['install', '--omit=dev', ...quiet, ...packages.map(pinned)], project);
      const installed = join(project, 'node_modules');
      samples.set(name, [{ value: sizeOf(installed) / 1e6, besides: { packages: countOf(installed) } }]);
    }
    const title = 'Size of a production installation';
    return tableOf({ id: 'start.install', title, unit: 'MB', better: 'less', baseline: null }, samples);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function npm(args: readonly string[], cwd: string): Promise<string> {
  const PATH = `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`;
  const { stdout } = await promisify(execFile)('npm', args, { cwd, timeout: patience, env: { ...process.env, PATH } });
  return stdout;
}

function pinned(name: string): string {
  if (name.endsWith('.tgz')) return name;
  const manifest = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as object;
  return 'version' in manifest ? `${name}@${String(manifest.version)}` : name;
}

function sizeOf(directory: string): number {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

function countOf(installed: string): number {
  const lock = JSON.parse(readFileSync(join(installed, '.package-lock.json'), 'utf8')) as { packages?: object };
  return Object.keys(lock.packages ?? {}).length;
}

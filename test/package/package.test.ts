import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { buildSchema } from 'graphql';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { z } from 'zod';
import { ask, basic } from '../support/gateway.ts';
import { readingAlone, run, type Run } from '../support/process.ts';
import { installInBareProject, type BareProject } from './bare-project.ts';
import { output, pack, type Packed } from './packed.ts';

const bin = path.resolve(import.meta.dirname, '../../node_modules/.bin');
const types = path.resolve(import.meta.dirname, '../../node_modules/@types');

const browser = { bundle: true, write: false, metafile: true, platform: 'browser', format: 'esm' } as const;

let directory: string;
let packed: Packed;
let bare: BareProject;
const running = new Set<Run>();

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'gws-graphql-package-'));
  packed = await pack(directory);
}, 240_000);

afterAll(async () => {
  for (const { process: child } of running) child.kill('SIGKILL');
  await rm(directory, { recursive: true, force: true });
});

const manifestShape = z.object({
  exports: z.record(z.string(), z.unknown()),
  dependencies: z.record(z.string(), z.string()),
  peerDependencies: z.record(z.string(), z.string()),
  peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.literal(true) })),
});

async function manifest(): Promise<z.output<typeof manifestShape>> {
  return manifestShape.parse(JSON.parse(await readFile(path.join(packed.directory, 'package.json'), 'utf8')));
}

/** The page's and the desk's files are whole programs for a browser; all else that is built are our modules. */
function ourModules(): readonly string[] {
  return packed.files.filter((file) => /^dist\/.*\.js$/.test(file) && !/^dist\/(?:explorer|desk)\//.test(file));
}

/** The files of other packages that went into the command, as in `fastify/lib/route.js`: the bundler says where each begins. */
async function bundled(): Promise<readonly string[]> {
  const texts = packed.files
    .filter((file) => /^dist\/command\/.*\.js$/.test(file))
    .map((file) => readFile(path.join(packed.directory, file), 'utf8'));
  return (await Promise.all(texts)).flatMap((text) =>
    [...text.matchAll(/^ *\/\/ (?:node_modules\/\S+\/)?node_modules\/(\S+)$/gm)].map(([, file = '']) => file),
  );
}

/** `graphql` of `graphql/language/visitor.js`, `@apollo/server` of `@apollo/server/plugin/disabled`. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** Redis's client asks for it where digests are asked for, which is nowhere here. */
const unused = '@node-rs/xxhash';

describe('the tarball', () => {
  it('holds what was built from a clean tree, the schema, and what a reader expects', () => {
    const allowed = /^(?:dist\/.+|schema\/[\w-]+\.graphql|README\.md|CHANGELOG\.md|LICENSE|package\.json)$/;
    expect(packed.files.filter((file) => !allowed.test(file))).toEqual([]);
    expect(packed.files).not.toContain('dist/of-an-older-build.js');
    for (const file of ['README.md', 'CHANGELOG.md', 'LICENSE', 'schema/query.graphql', 'dist/schema.graphql']) {
      expect(packed.files).toContain(file);
    }
  });

  it('holds no sources, maps, tests or logs', () => {
    const foreign = /(?<!\.d)\.tsx?$|\.map$|\.test\.|\.log$|(?:^|\/)(?:test|node_modules|\.[^/]+)(?:\/|$)/;
    expect(packed.files.filter((file) => foreign.test(file))).toEqual([]);
  });

  it('tells nothing of the machine that built it, and no secret', async () => {
    const traces = [directory, path.resolve(bin, '../..'), 'PRIVATE KEY-----'];
    const telling = packed.files.map(async (file) => {
      const text = await readFile(path.join(packed.directory, file), 'latin1');
      return traces.filter((trace) => text.includes(trace)).map((trace) => `${file}: ${trace}`);
    });
    expect((await Promise.all(telling)).flat()).toEqual([]);
  });

  it('is small', async () => {
    const { size } = await stat(packed.tarball);
    process.stdout.write(`the package: ${packed.files.length} files, ${(size / 1e6).toFixed(1)} MB packed\n`);
    expect(size).toBeLessThan(5e6);
  });

  it('imports nothing that an installation without development packages lacks', async () => {
    const { dependencies, peerDependencies, peerDependenciesMeta } = await manifest();
    expect(Object.keys(peerDependenciesMeta)).toEqual(Object.keys(peerDependencies));
    const imported = ourModules().map(async (file) => {
      const source = await readFile(path.join(packed.directory, file), 'utf8');
      return ts.preProcessFile(source).importedFiles.map(({ fileName }) => fileName);
    });
    const packages = (await Promise.all(imported))
      .flat()
      .filter((specifier) => !specifier.startsWith('.') && !isBuiltin(specifier))
      .map(packageOf);
    expect(packages).toContain('@apollo/server');
    const others = [...new Set(packages)].filter((name) => !(name in dependencies) && name !== unused).sort();
    // Loaded where it is asked for, and told where it is missing.
    expect(others).toEqual(Object.keys(peerDependencies).sort());
  });

  it('tells the licence of every package that the command is bundled with', async () => {
    const licences = await readFile(path.join(packed.directory, 'dist/command/third-party-licences.txt'), 'utf8');
    const names = new Set((await bundled()).map((file) => packageOf(file)));
    expect(names.size).toBeGreaterThan(50);
    expect([...names].filter((name) => !licences.includes(`\n${name} `))).toEqual([]);
  });

  it('has one copy of graphql in the command: two do not know each other’s types', async () => {
    const copies = (await bundled()).filter((file) => /^graphql\/type\/schema\.m?js$/.test(file));
    expect(copies).toHaveLength(1);
  });

  it('passes publint', async () => {
    const { messages, pkg } = await publint({ pkgDir: packed.directory, pack: false, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it('passes arethetypeswrong', async () => {
    const options = ['--profile', 'esm-only', '--exclude-entrypoints', 'schema.graphql', '--format', 'ascii'];
    expect(await output(path.join(bin, 'attw'), [packed.tarball, ...options], directory)).toContain('gws-graphql v');
  });
});

/** The project that the package was installed into; a test that needs it is skipped where there is none. */
function installed({ skip }: TestContext): string {
  if ('missing' in bare) skip(bare.missing);
  return 'directory' in bare ? bare.directory : '';
}

function start(file: string, args: readonly string[] = []): Run {
  const child = run(file, { PORT: '0', LOG_LEVEL: 'silent' }, args);
  running.add(child);
  return child;
}

/** Compiles one file of the project, strictly. @throws Error with what is said against it */
async function compile(project: string, file: string, options: Readonly<Record<string, unknown>>): Promise<void> {
  const compilerOptions = { strict: true, noEmit: true, skipLibCheck: true, target: 'es2022', ...options };
  await writeFile(path.join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
  await output(path.join(bin, 'tsc'), [], project);
}

/** The URL in the next line that a process prints. */
async function urlOf(child: Run): Promise<string> {
  const line = await child.line();
  return /http:\/\/[\d.:]+/.exec(line ?? '')?.[0] ?? `no URL in ${String(line)}`;
}

describe('the command, where there are no other packages', () => {
  const command = (): string => path.join(packed.directory, 'dist/main.js');

  it.each(['off', 'on'])(
    'serves, with FEDERATION %s, and tells its metrics',
    async (FEDERATION) => {
      const child = run(command(), { PORT: '0', LOG_LEVEL: 'warn', FEDERATION });
      running.add(child);
      const url = await urlOf(child);
      const question = '{ me { userName } sessions { nodes { id } } }';
      const answer = { data: { me: { userName: 'agent1' } } };
      expect(await ask(url, basic('agent1', 'sandbox-agent1'), question)).toMatchObject(answer);
      // The second time it is compiled.
      expect(await ask(url, basic('agent1', 'sandbox-agent1'), question)).toMatchObject(answer);
      expect(await (await fetch(`${url}/metrics`)).text()).toContain('gws_graphql_links 1');
      child.process.kill('SIGTERM');
      expect(await child.ended).toEqual({ code: 0, errors: '' });
    },
    60_000,
  );

  it('serves where Node forbids it to write any file', async () => {
    const child = run(command(), { PORT: '0', LOG_LEVEL: 'warn', HOME: directory }, [], process.execPath, readingAlone);
    running.add(child);
    const url = await urlOf(child);
    const answer = { data: { me: { userName: 'agent1' } } };
    expect(await ask(url, basic('agent1', 'sandbox-agent1'), '{ me { userName } }')).toEqual(answer);
    child.process.kill('SIGTERM');
    expect(await child.ended).toMatchObject({ code: 0 });
  }, 60_000);

  it('does all else that it can', async () => {
    const printed = async (...args: readonly string[]): Promise<string> =>
      output(process.execPath, [command(), ...args], directory);
    expect(await printed('--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(await printed('schema')).toBe(await readFile(path.join(packed.directory, 'dist/schema.graphql'), 'utf8'));
    expect(await printed('schema', '--federation')).toContain('_entities(');
    expect(await printed('doctor', '--sandbox')).toContain('All is well');
    // Which a thread of its own plays.
    expect(await printed('simulate', '--seeds', '1')).toContain('Every promise was kept');
  }, 120_000);
});

describe('the installed package', () => {
  beforeAll(async () => {
    bare = await installInBareProject(path.join(directory, 'bare'), packed.tarball);
    if ('missing' in bare) process.stderr.write(`test/package: the installed package is SKIPPED: ${bare.missing}.\n`);
  }, 240_000);

  it('runs a gateway within a program', async (context) => {
    const program = path.join(installed(context), 'embed.js');
    await writeFile(
      program,
      `import { ConfigError, createGateway, createLog, parseConfig } from 'gws-graphql';
       try {
         parseConfig({ PORT: 'http' });
       } catch (error) {
         if (!(error instanceof ConfigError)) throw error;
       }
       const config = parseConfig(process.env);
       const gateway = await createGateway(config, createLog(config.LOG_LEVEL));
       process.once('SIGTERM', () => gateway.close());
       console.log(gateway.url);`,
    );
    const child = start(program);
    const url = await urlOf(child);
    expect(await ask(url, basic('agent1', 'sandbox-agent1'), '{ me { userName } }')).toEqual({
      data: { me: { userName: 'agent1' } },
    });
    child.process.kill('SIGTERM');
    expect(await child.ended).toEqual({ code: 0, errors: '' });
  });

  it('serves from its command, explorer included', async (context) => {
    const child = start(path.join(installed(context), 'node_modules/.bin/gws-graphql'));
    const url = await urlOf(child);
    const page = await fetch(url);
    expect(page.status).toBe(200);
    const script = /src="(explorer\/page-\w+\.js)"/.exec(await page.text())?.[1] ?? 'no script in the page';
    expect((await fetch(`${url}/${script}`)).status).toBe(200);
    child.process.kill('SIGTERM');
    expect(await child.ended).toMatchObject({ code: 0 });
  });

  it('has a command that npx finds', async (context) => {
    const project = installed(context);
    expect(await output('npx', ['--no', 'gws-graphql', '--', '--version'], project)).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(await output('npx', ['--no', 'gws-graphql', '--', '--help'], project)).toContain('Usage: gws-graphql');
  });

  it('is typed for Node and for bundlers', async (context) => {
    const project = installed(context);
    await writeFile(
      path.join(project, 'typed.ts'),
      `import { createGateway, createLog, parseConfig, settings } from 'gws-graphql';
       import type { Config, Gateway, Log, SettingName } from 'gws-graphql';
       const config: Config = parseConfig({ PORT: '0' });
       const log: Log = createLog(config.LOG_LEVEL);
       const names: readonly SettingName[] = ['PORT', 'GWS_URL'];
       const gateway: Gateway = await createGateway(config, log, { lively: false });
       export const told: readonly string[] = [gateway.url, ...names.map((name) => settings[name].meaning)];
       // @ts-expect-error no setting is missing
       void createGateway({ PORT: 0 }, log);`,
    );
    const options = { lib: ['es2024', 'esnext.disposable'], typeRoots: [types], types: ['node'] };
    // What the declarations say is checked once: it takes longer than all else.
    await compile(project, 'typed.ts', { ...options, module: 'nodenext', skipLibCheck: false });
    await compile(project, 'typed.ts', { ...options, module: 'preserve', moduleResolution: 'bundler' });
  }, 120_000);

  it('has a client part for browsers: typed without Node, bundled without a single dependency', async (context) => {
    const project = installed(context);
    const file = path.join(project, 'page.ts');
    await writeFile(
      file,
      `import { createSessionFeed, type SessionEventLike, type SessionFeed } from 'gws-graphql/client';
       export const feed: SessionFeed<SessionEventLike> = createSessionFeed({ subscribe: () => () => undefined });`,
    );
    const options = { module: 'preserve', moduleResolution: 'bundler', lib: ['es2022', 'dom'], types: [] };
    await compile(project, 'page.ts', { ...options, skipLibCheck: false });
    const { metafile } = await build({ ...browser, entryPoints: [file], absWorkingDir: project });
    const inputs = Object.keys(metafile.inputs).filter(
      (name) => !name.includes('node_modules/gws-graphql/dist/client/'),
    );
    expect(inputs).toEqual(['page.ts']);
  });

  it('leaves nothing of the client part in a page that does not use it', async (context) => {
    const stdin = { contents: `import 'gws-graphql/client';`, resolveDir: installed(context) };
    const { outputFiles } = await build({ ...browser, stdin });
    expect(outputFiles[0]?.text).toBe('');
  });

  it('brings the schema in one file for code generators', async (context) => {
    const project = installed(context);
    const where = `console.log(import.meta.resolve('gws-graphql/schema.graphql'))`;
    const url = await output(process.execPath, ['--input-type=module', '--eval', where], project);
    const schema = buildSchema(await readFile(new URL(url.trim()), 'utf8'));
    expect(schema.getSubscriptionType()?.getFields()['sessionEvents']?.description).toBeTruthy();
  });
});

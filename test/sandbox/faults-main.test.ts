import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask, basic, socketClient, streamOf } from '../support/gateway.ts';
import { run, type Run } from '../support/process.ts';

/** The two commands, each as it is started. */
const commands = [
  ['npm run sandbox', 'src/sandbox/main.ts', { SANDBOX_PORT: '0' }],
  ['npm start', 'src/main.ts', { PORT: '0', LOG_LEVEL: 'silent' }],
] as const;

let directory: string;
const started: Run[] = [];

function start(file: string, env: Record<string, string>, args: readonly string[]): Run {
  const child = run(file, env, args);
  started.push(child);
  return child;
}

function scheduleFile(name: string, schedule: unknown): string {
  const file = join(directory, name);
  writeFileSync(file, JSON.stringify(schedule));
  return file;
}

async function stopped(child: Run): Promise<readonly string[]> {
  child.process.kill('SIGTERM');
  const { errors } = await child.ended;
  return errors.trimEnd().split('\n');
}

const urlIn = (line: string | null): string => /http:\/\/[^\s)]+/.exec(line ?? '')?.[0] ?? '';

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'faults-'));
  return () => {
    rmSync(directory, { recursive: true });
  };
});

afterEach(() => {
  for (const { process } of started.splice(0)) process.kill('SIGKILL');
});

describe.each(commands)('%s', (_, file, env) => {
  it('tells every problem of a schedule and of the seed, starts nothing and ends with 2', async () => {
    const wrong = scheduleFile('wrong.json', { rules: [{ fault: 'drop', chance: 2 }, { fault: 'boom' }] });
    const child = start(file, env, ['--faults', wrong, '--seed=-1']);
    expect(await child.line()).toBeNull();
    const { code, errors } = await child.ended;
    expect(code).toBe(2);
    expect(errors.trimEnd().split('\n')).toEqual([
      '--seed: wants a whole number from 0 to 4294967295',
      `${wrong}: rules[0].chance: wants a number from 0 to 1`,
      expect.stringMatching(`^${wrong}: rules\\[1\\].fault: wants one of drop, `),
    ]);
  });

  it.each([
    [['--faults'], /^--faults: wants a file\n$/],
    [['--faults', '--seed', '3'], /^--faults: wants a file\n$/],
    [['--faults=missing.json'], /^--faults: ENOENT.*missing\.json/],
    [['--seed', 'x'], /^--seed: wants a whole number/],
    [['--seed', '4294967296'], /^--seed: wants a whole number/],
  ])('%j ends with 2', async (args, message) => {
    const { code, errors } = await start(file, env, args).ended;
    expect([code, errors]).toEqual([2, expect.stringMatching(message)]);
  });

  it('describes both in --help', async () => {
    const child = start(file, {}, ['--help']);
    let text = '';
    for (let line = await child.line(); line !== null; line = await child.line()) text += `${line}\n`;
    expect(text).toContain('  --faults <file> ');
    expect(text).toContain('  --seed <number> ');
    expect(await child.ended).toEqual({ code: 0, errors: '' });
  });

  it('draws a seed and says how to have it again', async () => {
    const child = start(file, env, [`--faults=${scheduleFile('none.json', { rules: [] })}`]);
    expect(urlIn(await child.line())).not.toBe('');
    expect(await stopped(child)).toEqual([
      expect.stringMatching(/^the seed is (\d+): with --seed \1 the same choices are made again$/),
    ]);
  });
});

it('npm run sandbox tells each fault as it happens, and does the same again with the same seed', async () => {
  const rules = [{ fault: 'html', on: 'read', chance: 0.5 }];
  const file = scheduleFile('half.json', { speed: 0, rules });
  const lines = async (): Promise<readonly string[]> => {
    const child = start('src/sandbox/main.ts', { SANDBOX_PORT: '0' }, ['--faults', file, '--seed', '7']);
    const url = urlIn(await child.line());
    const statuses: number[] = [];
    for (let count = 0; count < 10; count += 1) {
      statuses.push(
        (await fetch(`${url}/me`, { headers: { Authorization: basic('agent1', 'sandbox-agent1') } })).status,
      );
    }
    const [seed = '', ...faults] = await stopped(child);
    expect(seed).toMatch(/^the seed is 7:/);
    expect(faults).toEqual(
      statuses.filter((status) => status === 500).map(() => 'fault at 0.000 s: html (read of agent1)'),
    );
    return statuses.map(String);
  };
  const first = await lines();
  expect(new Set(first)).toEqual(new Set(['200', '500']));
  expect(await lines()).toEqual(first);
});

describe('npm start', () => {
  it('wants GWS_URL unset', async () => {
    const env = { PORT: '0', GWS_URL: 'http://127.0.0.1:9/api/v2' };
    expect(await start('src/main.ts', env, ['--seed', '1']).ended).toEqual({
      ...{ code: 2, errors: '--faults, --seed: are for the built-in sandbox; unset GWS_URL\n' },
    });
  });

  it('cuts the sockets of its clients, who can come back', async () => {
    const file = scheduleFile('cut.json', { rules: [{ fault: 'disconnectClients', every: 1_500 }] });
    const child = start('src/main.ts', { PORT: '0', LOG_LEVEL: 'silent' }, ['--faults', file]);
    const url = urlIn(await child.line());
    const login = basic('agent1', 'sandbox-agent1');
    const client = socketClient(url, login);
    const stream = streamOf(client, 'subscription { sessionEvents { __typename } }');
    await expect(stream.until(() => false)).rejects.toMatchObject({ code: 1006 });
    expect(await ask(url, login, '{ me { userName } }')).toEqual({ data: { me: { userName: 'agent1' } } });
    expect((await stopped(child)).at(-1)).toMatch(/^fault at \d+\.\d{3} s: disconnectClients$/);
  });
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ask, basic, socketClient, streamOf } from '../support/gateway.ts';
import type { Run } from '../support/process.ts';
import { command, start } from './command.ts';

/** The two commands, each as it is started. */
const commands = [
  ['sandbox', { SANDBOX_PORT: '0' }],
  ['serve', { PORT: '0', LOG_LEVEL: 'silent' }],
] as const;

let directory: string;
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

describe.each(commands)('gws-graphql %s', (name, env) => {
  it('tells every problem of a schedule and of the seed, starts nothing and ends with 2', async () => {
    const wrong = scheduleFile('wrong.json', { rules: [{ fault: 'drop', chance: 2 }, { fault: 'boom' }] });
    const child = start([name, '--faults', wrong, '--seed=-1'], env);
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
    [['--faults'], /^error: option '--faults <file>' argument missing\n/],
    [
      ['--faults', '--seed', '3'],
      /^error: option '--faults <file>' argument '--seed' is invalid. The value is missing.\n/,
    ],
    [['--faults=missing.json'], /^--faults: missing\.json: no such file\n$/],
    [['--faults', 'package.json/x'], /^--faults: package\.json\/x: no such file\n$/],
    [['--faults', 'src'], /^--faults: src: is a directory\n$/],
    [['--faults', '/dev/zero'], /^--faults: \/dev\/zero: is no file\n$/],
    [['--faults', 'README.md'], /^README\.md: not JSON: /],
    [['--faults', 'a.json', '--faults', 'b.json'], /^error: .*'b\.json' is invalid\. It was given before\.\n/],
    [['--seed', 'x'], /^--seed: wants a whole number/],
    [['--seed', '4294967296'], /^--seed: wants a whole number/],
  ])('%j ends with 2', async (args, message) => {
    expect(await command([name, ...args], env)).toEqual({
      code: 2,
      out: '',
      errors: expect.stringMatching(message) as string,
    });
  });

  it('waits for no pipe and reads no giant', async () => {
    const pipe = join(directory, `${name}.pipe`);
    spawnSync('mkfifo', [pipe]);
    const large = scheduleFile(`${name}.large.json`, 'x'.repeat(1024 * 1024));
    expect(await command([name, '--faults', pipe], env)).toMatchObject({
      code: 2,
      errors: `--faults: ${pipe}: is no file\n`,
    });
    expect(await command([name, '--faults', large], env)).toMatchObject({
      code: 2,
      errors: `--faults: ${large}: is larger than 1 MiB\n`,
    });
  });

  it('describes both in --help', async () => {
    const { code, out } = await command([name, '--help']);
    expect([code, out]).toEqual([0, expect.stringMatching(/^ {2}--faults <file> .*^ {2}--seed <number> /ms)]);
  });

  it('draws a seed and says how to have it again', async () => {
    const child = start([name, `--faults=${scheduleFile('none.json', { rules: [] })}`], env);
    expect(urlIn(await child.line())).not.toBe('');
    expect(await stopped(child)).toEqual([
      expect.stringMatching(/^the seed is (\d+): with --seed \1 the same choices are made again$/),
    ]);
  });
});

it('the sandbox tells each fault as it happens, and does the same again with the same seed', async () => {
  const rules = [{ fault: 'html', on: 'read', chance: 0.5 }];
  const file = scheduleFile('half.json', { speed: 0, rules });
  const lines = async (): Promise<readonly string[]> => {
    const child = start(['sandbox', '--faults', file, '--seed', '7'], { SANDBOX_PORT: '0' });
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

describe('without a command', () => {
  it('wants GWS_URL unset', async () => {
    const env = { PORT: '0', GWS_URL: 'http://127.0.0.1:9/api/v2' };
    const errors = '--faults, --seed: are for the built-in sandbox; unset GWS_URL\n';
    expect(await command(['--seed', '1'], env)).toEqual({ code: 2, out: '', errors });
  });

  it('cuts the sockets of its clients, who can come back', async () => {
    const file = scheduleFile('cut.json', { rules: [{ fault: 'disconnectClients', every: 1_500 }] });
    const child = start(['--faults', file], { PORT: '0', LOG_LEVEL: 'silent' });
    const url = urlIn(await child.line());
    const login = basic('agent1', 'sandbox-agent1');
    const client = socketClient(url, login);
    const stream = streamOf(client, 'subscription { sessionEvents { __typename } }');
    await expect(stream.until(() => false)).rejects.toMatchObject({ code: 1006 });
    expect(await ask(url, login, '{ me { userName } }')).toEqual({ data: { me: { userName: 'agent1' } } });
    expect((await stopped(child)).at(-1)).toMatch(/^fault at \d+\.\d{3} s: disconnectClients$/);
  });
});

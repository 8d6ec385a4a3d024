import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settings } from '../src/config.ts';
import type { Gateway } from '../src/gateway.ts';
import type { Json } from './support/fixture.ts';
import { basic, socketClient, startGateway, streamOf } from './support/gateway.ts';

const read = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const readme = read('README.md');

/** The fenced blocks of one language, in order. */
function blocks(language: string): readonly string[] {
  return [...readme.matchAll(/^```(\w*)\n(.*?)^```$/gms)].flatMap(([, name, text = '']) =>
    name === language ? [text] : [],
  );
}

describe('README', () => {
  it("lists every setting as the program's own definition has it", () => {
    const rows = Object.entries(settings).map(([name, { default: value, meaning }]) => {
      return `| \`${name}\` | ${value === '' ? 'unset' : `\`${value}\``} | ${meaning} |`;
    });
    const table = ['| Variable | Default | Meaning |', '| --- | --- | --- |', ...rows].join('\n');
    expect(/<!-- settings -->\n(.*?)\n<!-- \/settings -->/s.exec(readme)?.[1]?.trim()).toBe(table);
  });

  it('begins with two commands: what CI runs is the second', () => {
    const [start, test] =
      blocks('sh')[0]
        ?.split('\n')
        .map((line) => line.replace(/\s*#.*/, '')) ?? [];
    expect(start).toBe('npm ci && npm start');
    expect(test).toBe('npm test');
    expect(read('.ci/run').trimEnd().split('\n').slice(-2)).toEqual(['npm ci', test]);
  });

  it('names files that exist', () => {
    const named = [...readme.matchAll(/`((?:src|test|schema|examples)\/[\w./-]+\.\w+)`/g)].map(([, file = '']) => file);
    expect(named.length).toBeGreaterThan(3);
    for (const file of named) expect(() => read(file)).not.toThrow();
  });
});

describe("the README's tour, on a fresh sandbox", () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(async () => {
    await gateway.close();
  });

  /** Runs a printed curl command by its parts, so that the test needs no curl. */
  async function curl(command: string): Promise<unknown> {
    const login = /-u (\S+)/.exec(command)?.[1]?.split(':') ?? [];
    const body = /-d '(.*)'/s.exec(command)?.[1] ?? '';
    const response = await fetch(`${gateway.url}${/127\.0\.0\.1:4000(\/\S*)/.exec(command)?.[1] ?? ''}`, {
      method: 'POST',
      headers: { authorization: basic(login[0] ?? '', login[1] ?? ''), 'content-type': 'application/json' },
      body,
    });
    return response.json();
  }

  /** What examples/watch.ts prints of an event: all but the cursor, which it keeps. */
  const shown = (event: Json | undefined): Json => ({ ...event, cursor: undefined });

  it('prints what the commands answer and what the watchers see', async () => {
    const query = /const query = [^`]*`([^`]*)`/.exec(read('examples/watch.ts'))?.[1] ?? '';
    const commands = blocks('sh').filter((block) => block.startsWith('curl'));
    const [queried, removed, ...watched] = blocks('json').map((block) =>
      block
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    );
    expect([commands.length, watched.length]).toEqual([2, 2]);

    expect(await curl(commands[0] ?? '')).toEqual(queried?.[0]);
    const clients = ['agent1', 'agent2'].map((name) => socketClient(gateway.url, basic(name, `sandbox-${name}`)));
    const streams = clients.map((client) => streamOf(client, query));
    const first = await Promise.all(streams.map((stream) => stream.next()));
    expect(await curl(commands[1] ?? '')).toEqual(removed?.[0]);
    for (const [index, stream] of streams.entries()) {
      const seen: unknown[] = [shown(first[index])];
      const expected = watched[index] ?? [];
      while (seen.length < expected.length) seen.push(shown(await stream.next()));
      expect(seen).toEqual(expected);
    }
    for (const client of clients) await client.dispose();
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settings } from '../src/config.ts';
import type { Gateway } from '../src/gateway.ts';
import { blocksOf, read } from './docs/markdown.ts';
import { at, lacks, shell } from './docs/shell.ts';
import type { Json } from './support/fixture.ts';
import { basic, socketClient, startGateway, streamOf } from './support/gateway.ts';

const readme = read('README.md');

/** The fenced blocks of one language, in order. */
const blocks = (language: string): readonly string[] =>
  blocksOf('README.md').flatMap((block) => (block.language === language ? [block.text] : []));

describe('README', () => {
  it("lists every setting as the program's own definition has it", () => {
    const rows = Object.entries(settings).map(([name, { default: value, meaning }]) => {
      return `| \`${name}\` | ${value === '' ? 'unset' : `\`${value}\``} | ${meaning} |`;
    });
    const table = ['| Variable | Default | Meaning |', '| --- | --- | --- |', ...rows].join('\n');
    expect(/<!-- settings -->\n(.*?)\n<!-- \/settings -->/s.exec(readme)?.[1]?.trim()).toBe(table);
  });

  it('begins with two commands: what CI runs is the second, and the quick benchmark after it', () => {
    const [start, test] =
      blocks('sh')[0]
        ?.split('\n')
        .map((line) => line.replace(/\s*#.*/, '')) ?? [];
    expect(start).toBe('npm ci && npm start');
    expect(test).toBe('npm test');
    const commands = read('.ci/run')
      .split('\n')
      .filter((line) => line.startsWith('npm '));
    expect(commands).toEqual(['npm ci', test, 'npm run bench -- quick --out .bench']);
  });
});

describe.skipIf(lacks("the README's tour", 'curl'))("the README's tour, on a fresh sandbox", () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(async () => {
    await gateway.close();
  });

  const answerOf = async (command: string): Promise<unknown> => JSON.parse(await shell(at(gateway.url, command)));

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

    expect(await answerOf(commands[0] ?? '')).toEqual(queried?.[0]);
    const clients = ['agent1', 'agent2'].map((name) => socketClient(gateway.url, basic(name, `sandbox-${name}`)));
    const streams = clients.map((client) => streamOf(client, query));
    const first = await Promise.all(streams.map((stream) => stream.next()));
    expect(await answerOf(commands[1] ?? '')).toEqual(removed?.[0]);
    for (const [index, stream] of streams.entries()) {
      const seen: unknown[] = [shown(first[index])];
      const expected = watched[index] ?? [];
      while (seen.length < expected.length) seen.push(shown(await stream.next()));
      expect(seen).toEqual(expected);
    }
    for (const client of clients) await client.dispose();
  });
});

import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, parseConfig } from '../../src/config.ts';
import { createServed } from '../../src/transport/served.ts';
import { command } from './command.ts';

const apollo = fileURLToPath(new URL('../fixtures/manifests/apollo.json', import.meta.url));
let directory = '';

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'gws-graphql-'));
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

function write(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

async function problemsOf(path: string, env: Record<string, string> = {}): Promise<readonly string[]> {
  try {
    await createServed(parseConfig({ TRUSTED_DOCUMENTS: path, ...env }));
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('TRUSTED_DOCUMENTS', () => {
  it('names a manifest that fits the schema, whatever schema is served', async () => {
    expect(await problemsOf(apollo)).toEqual([]);
    expect(await problemsOf(apollo, { FEDERATION: 'on' })).toEqual([]);
  });

  it('is refused where the file is missing, is none, is no manifest, or is too large to be one', async () => {
    const missing = join(directory, 'missing.json');
    expect(await problemsOf(missing)).toEqual([
      expect.stringMatching(/^TRUSTED_DOCUMENTS: .*missing\.json: cannot be read: ENOENT/),
    ]);
    expect(await problemsOf(directory)).toEqual([`TRUSTED_DOCUMENTS: ${directory}: is no file`]);
    const text = write('text.json', 'query Me { me { id } }');
    expect(await problemsOf(text)).toEqual([`TRUSTED_DOCUMENTS: ${text}: is not JSON`]);
    const large = write('large.json', '');
    truncateSync(large, 100_000_000);
    expect(await problemsOf(large)).toEqual([
      `TRUSTED_DOCUMENTS: ${large}: has 100000000 bytes; 10000000 are the most`,
    ]);
  });

  it('is refused with everything that is wrong with its documents, each named by its id', async () => {
    const bad = write(
      'bad.json',
      JSON.stringify({
        good: '{ me { userName } }',
        syntax: '{',
        field: '{ nothing }',
        two: '{ a b }',
        fragments: 'fragment F on Agent { id }',
        long: `{${' me { id }'.repeat(2000)} }`,
        'a\nline': '{ a }',
      }),
    );
    expect(await problemsOf(bad)).toEqual([
      'TRUSTED_DOCUMENTS: document "syntax": Syntax Error: Expected Name, found <EOF>.',
      'TRUSTED_DOCUMENTS: document "field": Cannot query field "nothing" on type "Query".',
      'TRUSTED_DOCUMENTS: document "two": Cannot query field "a" on type "Query".',
      'TRUSTED_DOCUMENTS: document "two": Cannot query field "b" on type "Query".',
      expect.stringMatching(/^TRUSTED_DOCUMENTS: document "fragments": Fragment "F" is never used/),
      expect.stringMatching(/^TRUSTED_DOCUMENTS: document "long": .*3000 tokens/),
      'TRUSTED_DOCUMENTS: document "a\\nline": Cannot query field "a" on type "Query".',
    ]);
  });

  it('is refused where it asks for what is switched off', async () => {
    const path = write('introspection.json', JSON.stringify({ a: '{ __schema { description } }' }));
    expect(await problemsOf(path)).toEqual([]);
    const problems = await problemsOf(path, { INTROSPECTION: 'off' });
    expect(problems).toEqual([expect.stringMatching(/^TRUSTED_DOCUMENTS: document "a": .*introspection/)]);
  });

  it('tells the first hundred problems', async () => {
    const ids = Array.from({ length: 150 }, (_, index) => `id${index}`);
    const path = write('many.json', JSON.stringify(Object.fromEntries(ids.map((id) => [id, '{ a }']))));
    const problems = await problemsOf(path);
    expect([problems.length, problems.at(-1)]).toEqual([101, 'TRUSTED_DOCUMENTS: and 50 more']);
  });

  it('ends serve with 2 and a line for each problem', async () => {
    const bad = write('served.json', JSON.stringify({ a: '{ a }', b: '{' }));
    const { code, out, errors } = await command(['serve'], { TRUSTED_DOCUMENTS: bad, PORT: '0' });
    expect([code, out]).toEqual([2, '']);
    expect(errors.trimEnd().split('\n')).toEqual([
      'TRUSTED_DOCUMENTS: document "a": Cannot query field "a" on type "Query".',
      'TRUSTED_DOCUMENTS: document "b": Syntax Error: Expected Name, found <EOF>.',
    ]);
  });

  it('is explained by doctor', async () => {
    const good = await command(['doctor', '--sandbox'], { TRUSTED_DOCUMENTS: apollo });
    expect(good.out).toContain("✓ trusted documents: 4 documents, from Apollo's manifest\n");
    expect(good.code).toBe(0);
    const bad = write('examined.json', JSON.stringify({ a: '{ a }' }));
    const { code, out } = await command(['doctor', '--sandbox', '--json'], { TRUSTED_DOCUMENTS: bad });
    const { steps } = JSON.parse(out) as { steps: unknown[] };
    expect([code, steps.length, steps[1]]).toMatchObject([
      2,
      2,
      {
        name: 'trusted documents',
        status: 'failed',
        detail: 'TRUSTED_DOCUMENTS: document "a": Cannot query field "a" on type "Query".',
      },
    ]);
  });
});

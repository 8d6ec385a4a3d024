import { readdirSync, readFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  buildClientSchema,
  buildSchema,
  lexicographicSortSchema,
  printSchema,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { command } from './command.ts';

const directory = new URL('../../schema/', import.meta.url);
const files = readdirSync(directory).map((name) => readFileSync(new URL(name, directory), 'utf8'));
const printed = (schema: GraphQLSchema): string => printSchema(lexicographicSortSchema(schema));
const expected = printed(buildSchema(files.join('\n')));

describe('gws-graphql schema', () => {
  it('prints the schema of schema/', async () => {
    const { code, out, errors } = await command(['schema']);
    expect([code, errors]).toEqual([0, '']);
    expect(printed(buildSchema(out))).toBe(expected);
  });

  it('prints the answer to an introspection query with --json', async () => {
    const { out } = await command(['schema', '--json']);
    const { data } = JSON.parse(out) as { data: IntrospectionQuery };
    expect(printed(buildClientSchema(data))).toBe(expected);
  });

  it('prints what is composed with --federation, and that in one form only', async () => {
    const { out } = await command(['schema', '--federation']);
    expect(out).toMatch(/^schema @link\(url: "https:\/\/specs.apollo.dev\/federation/);
    expect(out).toContain('type Session implements Node @key(fields: "id")');
    expect(await command(['schema', '--federation', '--json'])).toMatchObject({
      code: 2,
      errors: expect.stringContaining("'--json' cannot be used with option '--federation'") as unknown,
    });
  });

  it('minds no reader who has read enough', async () => {
    const shell = spawn('sh', ['-c', `'${process.execPath}' src/main.ts schema; echo "$?" >&2`], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    shell.stdout.destroy();
    let errors = '';
    shell.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    await once(shell, 'close');
    expect(errors).toBe('0\n');
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { settings } from '../../src/config.ts';
import { startGateway } from '../support/gateway.ts';
import { run } from '../support/process.ts';

const dockerfile = readFileSync(path.resolve(import.meta.dirname, '../../deploy/Dockerfile'), 'utf8');
/** What becomes the image: the last stage. */
const runtime = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));

describe('the image', () => {
  it('passes the linter', () => {
    const said = validate(dockerfile).map(({ range, message }) => ({ line: range.start.line + 1, message }));
    expect(said).toEqual([]);
  });

  it("starts the package's own command", () => {
    expect(runtime).toContain(`\nENTRYPOINT ["node", "${manifest.bin['gws-graphql']}"]\n`);
  });

  it('runs as a user without rights', () => {
    expect(/^USER (.+)$/m.exec(runtime)?.[1]).toBe('node');
  });

  it('sets nothing that is no setting', () => {
    const names = [...runtime.matchAll(/^(?:ENV| {3}) (\w+)=/gm)].map(([, name]) => name);
    expect(names).toContain('HOST');
    expect(names.filter((name) => name !== 'NODE_ENV' && !(name !== undefined && name in settings))).toEqual([]);
  });
});

describe("the image's health check", () => {
  const check = async (port: string): Promise<{ code: number | null; errors: string }> =>
    run('deploy/healthcheck.ts', { PORT: port }).ended;

  it('passes while the gateway answers, and says why when it does not', async () => {
    const gateway = await startGateway();
    const { port } = new URL(gateway.url);
    expect(await check(port)).toEqual({ code: 0, errors: '' });
    await gateway.close();
    const { code, errors } = await check(port);
    expect(code).toBe(1);
    expect(errors).toContain('ECONNREFUSED');
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { settings } from '../../src/config.ts';
import { command } from './command.ts';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
};

describe('gws-graphql', () => {
  it('prints its version and nothing else', async () => {
    expect(await command(['--version'])).toEqual({ code: 0, out: `${manifest.version}\n`, errors: '' });
  });

  it.each([[['--help']], [['-h']], [['help']]])('lists its commands on %j', async (args) => {
    const { code, out, errors } = await command(args);
    expect([code, errors]).toEqual([0, '']);
    for (const name of ['serve', 'sandbox', 'doctor', 'schema', 'simulate']) expect(out).toContain(`\n  ${name} `);
  });

  it.each([[['serve', '--help']], [['help', 'serve']]])('names every setting on %j', async (args) => {
    const { code, out, errors } = await command(args);
    expect([code, errors]).toEqual([0, '']);
    for (const name of Object.keys(settings)) expect(out).toContain(`  ${name} `);
  });

  it('is started by npm with a command, so that `npm start -- --help` lists the settings', () => {
    expect(manifest.scripts).toMatchObject({
      start: 'node src/main.ts serve',
      sandbox: 'node src/main.ts sandbox',
      simulate: 'node src/main.ts simulate',
    });
  });

  it.each([
    [['serv'], "error: unknown command 'serv'\n(Did you mean serve?)\n"],
    [['frobnicate'], "error: unknown command 'frobnicate'\n(gws-graphql --help"],
    [['toString'], "error: unknown command 'toString'\n"],
    [['help', 'constructor'], "error: unknown command 'constructor'\n"],
    [['help', 'frobnicate'], "error: unknown command 'frobnicate'\n(gws-graphql --help"],
    [['--frobnicate'], "error: unknown option '--frobnicate'\n(gws-graphql serve --help"],
    [['--verson'], "error: unknown option '--verson'\n(Did you mean --version?)\n"],
    [['schema', '--jsn'], "error: unknown option '--jsn'\n(Did you mean --json?)\n"],
    [['serve', 'now'], "error: too many arguments for 'serve'"],
  ])('ends with 2 on %j, and says why', async (args, message) => {
    const { code, out, errors } = await command(args);
    expect([code, out]).toEqual([2, '']);
    expect(errors).toContain(message);
  });
});

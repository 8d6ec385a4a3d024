import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { command } from './command.ts';

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const docs = read('docs/cli.md');

/** The block that follows a mark. */
function block(mark: string): string | undefined {
  return new RegExp(`<!-- ${mark} -->\n\`\`\`\n(.*?)^\`\`\`$`, 'ms').exec(docs)?.[1];
}

describe('docs/cli.md', () => {
  it.each(['sandbox', 'doctor', 'schema', 'simulate'])('prints the help of %s as it is', async (name) => {
    expect((await command([name, '--help'])).out).toBe(block(`help ${name}`));
  });

  it('prints what the doctor says of the sandbox', async () => {
    const { out } = await command(['doctor', '--sandbox']);
    expect(out.replaceAll(/(127\.0\.0\.1:|port )\d+/g, '$18090')).toBe(block('doctor'));
  });

  it('names every command, and is linked from the README', async () => {
    const { out } = await command(['--help']);
    const named = [...docs.matchAll(/^## (\w+)$/gm)].map(([, name]) => name);
    expect([...out.matchAll(/^ {2}(\w+) /gm)].map(([, name]) => name).filter((name) => name !== 'help')).toEqual(named);
    expect(read('README.md')).toContain('](docs/cli.md)');
  });
});

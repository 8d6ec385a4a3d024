import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What lets anyone pass the code on within an Apache-2.0 work, if the text goes along. */
const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
]);

/** Some packages declare it and bring no file with its text. */
const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: unknown;
  readonly author?: unknown;
}

/** The packages that files lie in, as directories. */
export function packagesOf(files: readonly string[]): readonly string[] {
  const directories = files.flatMap((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []);
  return [...new Set(directories)].sort();
}

/**
 * The licences of packages, with their texts, as they must go along with copies of their code.
 *
 * @throws Error that names every package whose licence does not permit that, or whose text is missing
 */
export function licencesOf(directories: readonly string[]): string {
  const problems: string[] = [];
  const chapters = directories.map((directory) => {
    const manifest = JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8')) as Manifest;
    const title = `${manifest.name} ${manifest.version}`;
    const licence = typeof manifest.license === 'string' ? manifest.license : 'none declared';
    const isPermissive = licence
      .replace(/[()]/g, '')
      .split(/ (?:AND|OR) /)
      .every((term) => permissive.has(term));
    if (!isPermissive) problems.push(`${title}: ${licence}`);
    const text = textsIn(directory) || (licence === 'MIT' ? `${authorOf(manifest)}\n\n${mit}` : '');
    if (text === '') problems.push(`${title}: no text of its licence`);
    return `${title} (${licence})\n\n${text}\n`;
  });
  if (problems.length > 0) throw new Error(`These packages cannot be passed on:\n${problems.join('\n')}`);
  const head = 'The command is bundled with the packages below, each under its own licence.\n';
  return [head, ...new Set(chapters)].join(`\n${'-'.repeat(80)}\n\n`);
}

function textsIn(directory: string): string {
  return readdirSync(directory)
    .filter((name) => /^(?:licen[cs]e|copying|notice)\b/i.test(name) && !/\.[cm]?[jt]s$/.test(name))
    .sort()
    .map((name) => readFileSync(path.join(directory, name), 'utf8').trim())
    .join('\n\n');
}

function authorOf({ name, author }: Manifest): string {
  const { name: given = author } = Object(author) as { readonly name?: unknown };
  return `Copyright ${typeof given === 'string' ? given : `the authors of ${name}`}`;
}

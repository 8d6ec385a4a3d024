import { globSync } from 'node:fs';
import { dirname, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settings } from '../../src/config.ts';
import { anchorOf, exists, headingsOf, pages, proseOf, read, rootDirectory } from './markdown.ts';

/** Links to other places of the project, as `[file, anchor]` from its root. */
function linksOf(page: string): readonly (readonly [string, string])[] {
  return [...proseOf(read(page)).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [path = '', anchor = ''] = target.split('#');
    return [[path === '' ? page : normalize(`${dirname(page)}/${path}`), anchor] as const];
  });
}

/** What stands in backticks. */
function quotedIn(page: string): readonly string[] {
  return [...proseOf(read(page)).matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text);
}

/** The files in a page's own directory that are no pages. */
function textBeside(page: string): string {
  return globSync(`${dirname(page)}/*.*`, { cwd: rootDirectory, exclude: (name) => name.endsWith('.md') })
    .map(read)
    .join('\n');
}

const isPath = (text: string): boolean =>
  /^(?:src|test|schema|examples|docs|deploy|bench|\.ci)\/[\w./-]*$/.test(text) && !text.includes('*');

/** Files that their readers make. */
const madeByReaders = ['deploy/.env'];

/** Written like settings, and none: codes and enum values, and variables of the environment that are not the gateway's. */
const otherCapitals = new Set([
  ...['docs/schema.released.graphql', 'src/errors.ts'].flatMap((file) => read(file).match(/\b[A-Z]+(?:_[A-Z]+)+\b/g)),
  ...['INTERNAL_SERVER_ERROR', 'GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED', 'BAD_REQUEST'],
  ...[
    'NODE_ENV',
    'NODE_OPTIONS',
    'CHROMIUM_PATH',
    'UPDATE_COVERAGE',
    'NODE_COMPILE_CACHE',
    'NODE_DISABLE_COMPILE_CACHE',
  ],
]);

describe.each(pages().map((page) => [page] as const))('%s', (page) => {
  it('links to files and headings that exist', () => {
    const broken = linksOf(page).filter(([file, anchor]) => {
      if (!exists(file)) return true;
      return anchor !== '' && !headingsOf(read(file)).map(anchorOf).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  it('names paths that exist', () => {
    const paths = quotedIn(page).filter((text) => isPath(text) && !madeByReaders.includes(text));
    expect(paths.filter((path) => !exists(path))).toEqual([]);
  });

  it('names settings that exist', () => {
    const capitals = quotedIn(page).flatMap((text) => /^([A-Z]+(?:_[A-Z]+)+)(?:=.*)?$/.exec(text)?.[1] ?? []);
    const unknown = capitals.filter((name) => !otherCapitals.has(name) && !(name in settings));
    // What a page stands beside may have variables of its own, as a compose file has.
    const beside = unknown.length === 0 ? '' : textBeside(page);
    expect(unknown.filter((name) => !beside.includes(name))).toEqual([]);
  });
});

describe('docs/README.md', () => {
  it('names every page of docs/', () => {
    const index = linksOf('docs/README.md').map(([file]) => file);
    const pagesOfDocs = pages().filter((page) => page.startsWith('docs/') && page !== 'docs/README.md');
    expect(pagesOfDocs.filter((page) => !index.includes(page))).toEqual([]);
  });
});

import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);

export const rootDirectory = fileURLToPath(root);

export const read = (file: string): string => readFileSync(new URL(file, root), 'utf8');

export const exists = (file: string): boolean => existsSync(new URL(file, root));

/** A fenced block of a page. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** The file that it is, or belongs into: the paragraph before it ends with its name and a colon. Null when it is none. */
  readonly file: string | null;
  /** Where in that file: the paragraph ends with "at the end" or "after the line with ...". */
  readonly position:
    { readonly kind: 'whole' } | { readonly kind: 'end' } | { readonly kind: 'after'; readonly line: string };
  /** The heading it stands under. */
  readonly heading: string;
  /** Where to look when a test fails. */
  readonly place: string;
}

/** Every Markdown file of the project, by its path from the root. */
export function pages(): readonly string[] {
  const others = (name: string): boolean => /^(?:node_modules|coverage|dist)$/.test(name);
  return globSync('**/*.md', { cwd: rootDirectory, exclude: others }).sort();
}

const named = /`([\w./-]+)`(?:, (at the end|after the line with `([^`\n]+)`))?:\n\n$/;

export function blocksOf(page: string): readonly Block[] {
  const text = read(page);
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map((match) => {
    const [, language = '', body = ''] = match;
    const before = text.slice(0, match.index);
    const [, file = null, where, line] = named.exec(before) ?? [];
    return {
      language,
      text: body,
      file,
      position:
        line !== undefined ? { kind: 'after', line } : where !== undefined ? { kind: 'end' } : { kind: 'whole' },
      heading: headingsOf(before).at(-1) ?? '',
      place: `${page}:${before.split('\n').length}`,
    };
  });
}

/** The text without fenced blocks: what is prose. */
export function proseOf(text: string): string {
  return text.replace(/^```.*?^```$/gms, '');
}

export function headingsOf(text: string): readonly string[] {
  return [...proseOf(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, title = '']) => title);
}

/** The anchor that a heading gets where Markdown is shown: lower case, words joined by hyphens. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

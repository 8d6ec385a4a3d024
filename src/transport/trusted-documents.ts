import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { ConfigError } from '../config.ts';
import { bare } from './request.ts';
import type { Documents } from './documents.ts';
import { named, parseManifest } from './manifest.ts';

/** The documents of a manifest, each found valid. */
export interface TrustedDocuments {
  readonly count: number;
  /** Of the manifest, in words. */
  readonly format: string;
  /** By what each may be asked for with: its id, or the SHA-256 of its text. */
  readonly byId: ReadonlyMap<string, string>;
  readonly texts: ReadonlySet<string>;
}

/** Bytes; a page's manifest has some tens of thousands. */
const largest = 10_000_000;
/** Lines told about one manifest: where all of it is wrong, the rest says nothing new. */
const mostProblems = 100;

/**
 * Reads the manifest that TRUSTED_DOCUMENTS names.
 *
 * @throws ConfigError with everything that is wrong with it
 */
export async function readTrustedDocuments(
  file: string,
  { problemsOf }: Pick<Documents, 'problemsOf'>,
): Promise<TrustedDocuments> {
  const manifest = parseManifest(await contents(file));
  if (!('documents' in manifest)) throw refused(manifest.map((problem) => `${file}: ${problem}`));
  const { format, documents } = manifest;
  const problems = documents.flatMap(({ id, text }) =>
    problemsOf(text).map(({ message }) => `document ${named(id)}: ${message}`),
  );
  if (problems.length > 0) throw refused(problems);
  const byId = new Map<string, string>();
  for (const { text } of documents) byId.set(createHash('sha256').update(text).digest('hex'), text);
  // Last, for what the manifest says goes before what we reckon.
  for (const { id, text } of documents) byId.set(bare(id), text);
  return { count: documents.length, format, byId, texts: new Set(documents.map(({ text }) => text)) };
}

async function contents(file: string): Promise<string> {
  try {
    const found = await stat(file);
    if (!found.isFile()) throw refused([`${file}: is no file`]);
    if (found.size > largest) throw refused([`${file}: has ${found.size} bytes; ${largest} are the most`]);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw refused([`${file}: cannot be read: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

function refused(problems: readonly string[]): ConfigError {
  const told = problems.slice(0, mostProblems);
  if (problems.length > told.length) told.push(`and ${problems.length - told.length} more`);
  return new ConfigError(told.map((problem) => `TRUSTED_DOCUMENTS: ${problem}`));
}

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { output } from './packed.ts';

/** What npm says when it is the network that fails, not the package. */
const offline = /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|ENOTCACHED)\b/;

const options = ['--prefer-offline', '--no-audit', '--no-fund'];
/** A registry that does not answer is given up within seconds, not the minutes that npm would take. */
const impatience = ['--fetch-timeout=20000', '--fetch-retry-mintimeout=500', '--fetch-retry-maxtimeout=2000'];

/** A project that has nothing but the tarball and what it depends on, or why there is none. */
export type BareProject = { readonly directory: string } | { readonly missing: string };

/** Installs as a user does. @throws Error when it is not only the registry that is out of reach, or in CI, which never skips this */
export async function installInBareProject(directory: string, tarball: string): Promise<BareProject> {
  await mkdir(directory);
  await writeFile(path.join(directory, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  try {
    await output('npm', ['install', tarball, ...options, ...impatience], directory);
    return { directory };
  } catch (error) {
    const code = error instanceof Error ? offline.exec(error.message)?.[0] : undefined;
    if (code === undefined || process.env['CI'] !== undefined) throw error;
    return { missing: `the registry does not answer (${code})` };
  }
}

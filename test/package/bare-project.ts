import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { output } from './packed.ts';

/** What npm says when it is the network that fails, not the package. */
const offline = /\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|ENOTCACHED)\b/;

/** A project that has nothing but the tarball and what it depends on, or why there is none. */
export type BareProject = { readonly directory: string } | { readonly missing: string };

/** Installs as a user does. @throws Error when it is not only the registry that is out of reach, or in CI, which never skips this */
export async function installInBareProject(directory: string, tarball: string): Promise<BareProject> {
  await mkdir(directory);
  await writeFile(path.join(directory, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  try {
    await output('npm', ['install', tarball, '--prefer-offline', '--no-audit', '--no-fund'], directory);
    return { directory };
  } catch (error) {
    const code = error instanceof Error ? offline.exec(error.message)?.[0] : undefined;
    if (code === undefined || process.env['CI'] !== undefined) throw error;
    return { missing: `the registry does not answer (${code})` };
  }
}

import { fileURLToPath } from 'node:url';

/** A file or folder of this package, as a path. This file lies two folders deep, as source, compiled and bundled. */
export function inPackage(name: string): string {
  return fileURLToPath(new URL(`../../${name}`, import.meta.url));
}

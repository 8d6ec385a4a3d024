import { hash } from 'node:crypto';

/** The first `length` hexadecimal digits of a SHA-256 over the parts, which cannot run into each other. */
export function shortHash(parts: readonly (string | null)[], length: number): string {
  return hash('sha256', JSON.stringify(parts), 'hex').slice(0, length);
}

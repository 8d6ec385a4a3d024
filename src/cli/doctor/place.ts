/** Where a server listens. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/** Node's name for what went wrong with a socket. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no code';
}

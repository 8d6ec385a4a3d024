/** A bundler, or null where it is not installed: `npm ci --omit=dev` runs the `prepare` script too and must not fail. */
export async function ifInstalled<Bundler>(load: () => Promise<Bundler>): Promise<Bundler | null> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
}

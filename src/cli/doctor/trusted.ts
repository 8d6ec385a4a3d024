import { ConfigError, type Config } from '../../config.ts';
import type { Step } from './check.ts';

/** Whether the documents that TRUSTED_DOCUMENTS names can be served; null where it is unset. */
export async function trustedStep(config: Config): Promise<Step | null> {
  if (config.TRUSTED_DOCUMENTS === null) return null;
  const begun = performance.now();
  const step = (status: Step['status'], detail: string, advice: string | null): Step => {
    return { name: 'trusted documents', status, detail, advice, milliseconds: Math.round(performance.now() - begun) };
  };
  // The schema is wanted for nothing else here.
  const { createServed } = await import('../../transport/served.ts');
  try {
    const { trusted } = await createServed(config);
    return step('ok', `${trusted?.count ?? 0} documents, from ${trusted?.format ?? 'nothing'}`, null);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const advice =
      'Make the manifest again, with the schema that is served (gws-graphql schema); docs/trusted-documents.md.';
    return step('failed', error.problems.join('; '), advice);
  }
}

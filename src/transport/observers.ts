import type { GraphQLSchema } from 'graphql';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { MutationMeter } from '../meters/mutation-meter.ts';
import { createAudit, type Audit } from '../observing/audit.ts';
import { createOpenTelemetry, isTracingAsked } from '../observing/open-telemetry.ts';
import { createTracing, type Tracing } from '../observing/tracing.ts';
import { watchMutations } from '../resolvers/watched-mutations.ts';

/** Who is told of operations besides the meters; null: nobody, and it costs nothing. */
export interface Observers {
  readonly audit: Audit | null;
  readonly tracing: Tracing | null;
}

/**
 * Those that the settings ask for, and traces as the standard variables of OpenTelemetry do.
 *
 * @throws ConfigError where a variable cannot be followed
 */
export async function createObservers(
  schema: GraphQLSchema,
  { AUDIT_LOG, TRACE_PROPAGATE }: Pick<Config, 'AUDIT_LOG' | 'TRACE_PROPAGATE'>,
  { meter, log }: { readonly meter: MutationMeter; readonly log: Log },
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Observers> {
  const audit = AUDIT_LOG ? createAudit(log) : null;
  const tracer = isTracingAsked(env) ? await createOpenTelemetry(env, log) : null;
  const tracing = tracer === null && !TRACE_PROPAGATE ? null : createTracing(tracer, TRACE_PROPAGATE);
  watchMutations(schema, { audit, tracing, meter });
  return { audit, tracing };
}

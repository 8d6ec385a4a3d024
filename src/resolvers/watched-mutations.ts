import type { GraphQLSchema } from 'graphql';
import { isId } from '../agent/reads.ts';
import { errorCode } from '../errors.ts';
import type { MutationMeter } from '../meters/mutation-meter.ts';
import type { Audit } from '../observing/audit.ts';
import type { Attributes } from '../observing/tracer.ts';
import type { Tracing } from '../observing/tracing.ts';
import type { Context } from './context.ts';

/** Who is told of mutations. */
export interface MutationWatch {
  readonly audit: Audit | null;
  readonly tracing: Tracing | null;
  readonly meter: MutationMeter;
}

/** Has every mutation of a schema counted, and told to the audit and to traces, each field for itself. */
export function watchMutations(schema: GraphQLSchema, { audit, tracing, meter }: MutationWatch): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { name, resolve } = field;
    if (resolve === undefined) continue;

    field.resolve = async (root, args: { readonly input?: unknown }, context: Context, info): Promise<unknown> => {
      const { input } = args;
      const begun = audit === null ? 0 : performance.now();

      function told(outcome: string, payload: unknown): void {
        meter.performed(name, outcome);
        if (audit === null) return;
        const milliseconds = performance.now() - begun;
        audit({ mutation: name, input, outcome, codes: codesOf(payload), milliseconds, trail: context.trail });
      }

      const run = (): unknown => resolve(root, args, context, info);
      let payload: unknown;
      try {
        payload = await (tracing === null ? run() : tracing.step(name, attributesOf(input), run, spanEnding));
      } catch (error) {
        told(errorCode(error), null);
        throw error;
      }
      told(outcomeOf(payload), payload);
      return payload;
    };
  }
}

/** What all payloads have. */
function outcomeOf(payload: unknown): string {
  return String((Object(payload) as { readonly outcome?: unknown }).outcome);
}

/** What all payloads may have. */
function codesOf(payload: unknown): readonly string[] {
  const { userErrors = [] } = Object(payload) as { readonly userErrors?: readonly { readonly code?: unknown }[] };
  return userErrors.map(({ code }) => String(code));
}

function spanEnding(payload: unknown): Attributes {
  return { 'gws.outcome': outcomeOf(payload) };
}

function attributesOf(input: unknown): Attributes {
  const { sessionId } = Object(input) as { readonly sessionId?: unknown };
  return typeof sessionId === 'string' && isId(sessionId) ? { 'gws.session.id': sessionId } : {};
}

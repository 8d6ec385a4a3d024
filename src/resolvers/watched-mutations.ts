import type { GraphQLSchema } from 'graphql';
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

    field.resolve = (root, args: { readonly input?: unknown }, context: Context, info) => {
      const begun = performance.now();
      const { input } = args;

      function told(outcome: string, codes: readonly string[]): void {
        meter.performed(name, outcome);
        const milliseconds = performance.now() - begun;
        audit?.({ mutation: name, input, outcome, codes, milliseconds, trail: context.trail });
      }

      function answered(payload: unknown): unknown {
        const { outcome, codes } = endingOf(payload);
        told(outcome, codes);
        return payload;
      }

      function failed(error: unknown): never {
        told(errorCode(error), []);
        throw error;
      }

      const run = (): unknown => resolve(root, args, context, info);
      let answer: unknown;
      try {
        answer = tracing === null ? run() : tracing.step(name, attributesOf(input), run, spanEnding);
      } catch (error) {
        return failed(error);
      }
      return answer instanceof Promise ? answer.then(answered, failed) : answered(answer);
    };
  }
}

interface MutationEnding {
  readonly outcome: string;
  readonly codes: readonly string[];
}

/** What all payloads have. */
function endingOf(payload: unknown): MutationEnding {
  const { outcome, userErrors } = Object(payload) as {
    readonly outcome?: unknown;
    readonly userErrors?: readonly { readonly code?: unknown }[];
  };
  return { outcome: String(outcome), codes: (userErrors ?? []).map(({ code }) => String(code)) };
}

function spanEnding(payload: unknown): Attributes {
  return { 'gws.outcome': endingOf(payload).outcome };
}

function attributesOf(input: unknown): Attributes {
  const { sessionId } = Object(input) as { readonly sessionId?: unknown };
  return typeof sessionId === 'string' && /^\w{1,64}$/.test(sessionId) ? { 'gws.session.id': sessionId } : {};
}

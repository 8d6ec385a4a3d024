import type { GraphQLResolveInfo } from 'graphql';
import { createEnding } from '../../src/agent/ending.ts';
import type { Link } from '../../src/agent/link.ts';
import type { Reads } from '../../src/agent/reads.ts';
import { createTrails } from '../../src/observing/trail.ts';
import { createContext, type Context, type StreamTerms } from '../../src/resolvers/context.ts';

/** Resolvers that are lines of ours never look at it. */
export const info = {} as GraphQLResolveInfo;

/** A context whose link does what the test says and nothing else. */
export function contextOf(
  link: Partial<Omit<Link, 'reads'>> & { readonly reads?: Partial<Reads> },
  stream: Partial<StreamTerms> = {},
): Context {
  const trail = createTrails()({ marks: () => ({}), address: () => '192.0.2.1', agent: () => null });
  const whole = { agent: () => null, ...link } as Link;
  return createContext(() => whole, { resumeAfter: null, ending: createEnding(), ...stream }, trail);
}

/** A resolver as graphql-js calls it: the generated type allows objects with `resolve` too. */
export function call<Parent, Args, Result>(
  resolver: (parent: Parent, args: Args, context: Context, info: GraphQLResolveInfo) => Result,
  parent: Parent,
  args: Args,
  context: Context,
): Result {
  return resolver(parent, args, context, info);
}

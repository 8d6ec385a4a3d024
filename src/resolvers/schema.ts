import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { agent } from './agent.ts';
import { attach } from './attach.ts';
import { mutation } from './mutation.ts';
import { query } from './query.ts';
import { scalars } from './scalars.ts';
import { subscription } from './session-events.ts';
import { node, participant, session } from './session.ts';

/** What stands behind the SDL, by type. */
export const resolvers = {
  ...scalars,
  Query: query,
  Mutation: mutation,
  Subscription: subscription,
  Agent: agent,
  Session: session,
  Participant: participant,
  Node: node,
};

/** The one schema of all doors. @param directory where the SDL lies, one file per topic */
export function createSchema(directory: string): GraphQLSchema {
  // That it is valid SDL is a test's to say, once; Apollo Server looks at the schema that comes out.
  const schema = buildSchema(readTypeDefs(directory).join('\n'), { assumeValidSDL: true, noLocation: true });
  attach(schema, resolvers);
  return schema;
}

export function readTypeDefs(directory: string): string[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => readFileSync(join(directory, name), 'utf8'));
}

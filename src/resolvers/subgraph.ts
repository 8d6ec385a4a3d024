import { buildSubgraphSchema, printSubgraphSchema } from '@apollo/subgraph';
import { Kind, parse, visit, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Context } from './context.ts';
import { createReferences } from './references.ts';
import { readTypeDefs, resolvers } from './schema.ts';

/** What others may extend. */
const federation = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.4", import: ["@key", "@shareable"])
  extend type Agent @key(fields: "id")
  extend type Session @key(fields: "id")
`;

/** The schema as an Apollo Federation 2 subgraph. @param directory as for `createSchema` */
export function createSubgraphSchema(directory: string): GraphQLSchema {
  const references = createReferences();
  const schema = buildSubgraphSchema([
    {
      typeDefs: shareable(parse([...readTypeDefs(directory), federation].join('\n')), ['PageInfo']),
      resolvers: {
        ...resolvers,
        Agent: { ...resolvers.Agent, __resolveReference: references.agent },
        Session: { ...resolvers.Session, __resolveReference: references.session },
      },
    },
  ]);
  const entities = schema.getQueryType()?.getFields()['_entities'];
  const resolve = entities?.resolve;
  if (entities === undefined || resolve === undefined) throw new Error('No type of the schema has a @key.');
  // The library takes whatever comes, and as much of it.
  entities.resolve = (root, args: { readonly representations: readonly unknown[] }, context: Context, info): unknown =>
    resolve(root, { representations: references.check(args.representations, context) }, context, info);
  return schema;
}

/** The SDL for composition: the same as `{ _service { sdl } }` of a running gateway, in another order. */
export function printSubgraphSdl(directory: string): string {
  return printSubgraphSchema(createSubgraphSchema(directory));
}

/** Types that other subgraphs may define too. On an extension, `@shareable` would say nothing of the fields defined elsewhere. */
function shareable(document: DocumentNode, types: readonly string[]): DocumentNode {
  const directive = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'shareable' } } as const;
  return visit(document, {
    ObjectTypeDefinition: (type) =>
      types.includes(type.name.value) ? { ...type, directives: [...(type.directives ?? []), directive] } : undefined,
  });
}

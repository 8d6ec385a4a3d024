import { Option, type Command } from 'commander';
import { introspectionFromSchema, printSchema } from 'graphql';
import { inPackage } from '../package/directory.ts';
import { createSchema } from '../resolvers/schema.ts';

interface SchemaOptions {
  readonly json?: true;
  readonly federation?: true;
}

const after = `
Exit codes: 0 printed, 2 bad arguments.
`;

export function define(command: Command): void {
  command
    .description('Prints the GraphQL schema that the gateway serves, as SDL.')
    .addOption(new Option('--json', 'print the answer to the introspection query, as JSON').conflicts('federation'))
    .option('--federation', 'print the SDL of the Apollo Federation subgraph, for composition')
    .addHelpText('after', after)
    .action(async (options: SchemaOptions) => {
      process.stdout.write(`${await print(options)}\n`);
    });
}

async function print({ json, federation }: SchemaOptions): Promise<string> {
  const directory = inPackage('schema');
  if (federation === true) return (await import('../resolvers/subgraph.ts')).printSubgraphSdl(directory);
  const schema = createSchema(directory);
  return json === true ? JSON.stringify({ data: introspectionFromSchema(schema) }) : printSchema(schema);
}

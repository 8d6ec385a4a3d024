import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { introspectionFromSchema, printSchema } from 'graphql';
import { createSchema } from '../resolvers/schema.ts';

interface SchemaOptions {
  readonly json?: true;
}

const after = `
Exit codes: 0 printed, 2 bad arguments.
`;

export function define(command: Command): void {
  command
    .description('Prints the GraphQL schema that the gateway serves, as SDL.')
    .option('--json', 'print the answer to the introspection query, as JSON')
    .addHelpText('after', after)
    .action(({ json }: SchemaOptions) => {
      const schema = createSchema(fileURLToPath(new URL('../../schema', import.meta.url)));
      const data = (): string => JSON.stringify({ data: introspectionFromSchema(schema) });
      process.stdout.write(`${json === true ? data() : printSchema(schema)}\n`);
    });
}

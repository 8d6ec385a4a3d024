// Prints the supergraph of subgraphs that are running.
import { composeServices, type ServiceDefinition } from '@theguild/federation-composition';
import { parse } from 'graphql';

const services = process.argv.slice(2);
if (services.length === 0) end('usage: node examples/federation/compose.ts name=url …');

function end(message: string): never {
  console.error(message);
  process.exit(2);
}

async function subgraph(argument: string): Promise<ServiceDefinition> {
  const [, name = '', url = ''] = /^(\w+)=(https?:.+)$/.exec(argument) ?? [];
  if (!URL.canParse(url)) end(`name=url is wanted, and not ${argument}`);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  });
  const { data } = (await response.json()) as { data?: { _service: { sdl: string } } | null };
  if (data === null || data === undefined) end(`${name} is no subgraph, or its FEDERATION is off: ${url}`);
  return { name, url, typeDefs: parse(data._service.sdl) };
}

const { supergraphSdl, errors } = composeServices(await Promise.all(services.map(subgraph)));
if (supergraphSdl === undefined) end(errors.map(({ message }) => message).join('\n'));
console.log(supergraphSdl);

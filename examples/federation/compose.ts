// Prints the supergraph of subgraphs that are running, each given as name=url.
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';

async function subgraph(argument: string): Promise<{ name: string; url: string; typeDefs: ReturnType<typeof parse> }> {
  const [, name = '', url = ''] = /^(\w+)=(https?:.+)$/.exec(argument) ?? [];
  if (!URL.canParse(url)) throw new Error(`name=url is wanted, and not ${argument}`);
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  });
  const { data } = (await response.json()) as { data?: { _service: { sdl: string } } | null };
  if (data === null || data === undefined) throw new Error(`${name} is no subgraph, or its FEDERATION is off: ${url}`);
  return { name, url, typeDefs: parse(data._service.sdl) };
}

const { supergraphSdl, errors } = composeServices(await Promise.all(process.argv.slice(2).map(subgraph)));
if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
console.log(supergraphSdl);

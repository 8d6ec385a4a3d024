import { expect, onTestFinished } from 'vitest';
import { createSandbox, type Sandbox, type SandboxOptions, type SeenRequest } from '../../src/sandbox/sandbox.ts';
import type { Json } from '../support/fixture.ts';
import { ask, basic, socketClient, startGateway, streamOf, type Answer, type Stream } from '../support/gateway.ts';

/** agent1 talks with the customer; agent2 consults, unseen. */
export const talk = '0002EaAY01MT0082';
/** Offered to agent1. */
export const offer = '0002EaAY01MT0083';
export const agent1 = '5e101708f14442c7ab79814bb4f799b2';
export const agent2 = 'e2c90c960d3d40c79684818983ceb314';
export const supervisor = '9d3f0c7ab18e4f25a6c4d7e0b2915f68';
export const queue = '5c7c1112-2be4-4108-9fbe-341312585616';

/** A gateway before a sandbox, both gone with the test. */
export interface Desk {
  readonly url: string;
  readonly sandbox: Sandbox;
  /** What reached the upstream. */
  readonly requests: readonly SeenRequest[];
  /** The bodies of operations that reached the upstream. */
  operations(): readonly Json[];
  ask(query: string, variables?: Json, user?: string): Promise<Answer>;
  /** Runs a mutation and gives its payload; a GraphQL error fails the test. `more`: further members to select. */
  mutate(name: string, input: Json, more?: string, user?: string): Promise<Json>;
  /** The session's user data as the upstream has it now. */
  userData(sessionId: string): Promise<ReadonlyMap<string, unknown>>;
  /** A running subscription, its first snapshot taken. */
  watch(selection: string, user?: string): Promise<Stream>;
}

export const authorizationOf = (user: string): string => basic(user, `sandbox-${user}`);

export function documentOf(name: string, more = ''): string {
  const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;
  return `mutation ($input: ${type}Input!) { ${name}(input: $input) {
    outcome userErrors { code message path upstreamStatusCode } ${more} } }`;
}

export const session = 'session { id state comment participants { userId } userData { key value } }';

export async function openDesk(options: SandboxOptions = {}, env: Record<string, string> = {}): Promise<Desk> {
  const requests: SeenRequest[] = [];
  const sandbox = await createSandbox({ onRequest: (request) => requests.push(request), ...options });
  onTestFinished(() => sandbox.close());
  const gateway = await startGateway({ GWS_URL: sandbox.url, ...env });
  onTestFinished(() => gateway.close());
  const { url } = gateway;

  const desk: Desk = {
    url,
    sandbox,
    requests,
    operations: () =>
      requests
        .filter(({ method, path }) => method === 'POST' && path.includes('/me'))
        .map(({ body }) => JSON.parse(body) as Json),
    ask: (query, variables = {}, user = 'agent1') => ask(url, authorizationOf(user), query, variables),
    async mutate(name, input, more = session, user = 'agent1') {
      const answer = await desk.ask(documentOf(name, more), { input }, user);
      expect(answer.errors).toBeUndefined();
      return answer.data?.[name] as Json;
    },
    async userData(sessionId) {
      const { data } = await desk.ask(`{ session(id: "${sessionId}") { userData { key value } } }`);
      const entries = (data?.['session'] as Json)['userData'] as { key: string; value: unknown }[];
      return new Map(entries.map(({ key, value }) => [key, value]));
    },
    async watch(selection, user = 'agent1') {
      const client = socketClient(url, authorizationOf(user));
      onTestFinished(() => client.dispose());
      const stream = streamOf(client, `subscription { sessionEvents { __typename ${selection} } }`);
      expect(await stream.next()).toMatchObject({ __typename: 'SessionsSnapshot' });
      return stream;
    },
  };
  return desk;
}

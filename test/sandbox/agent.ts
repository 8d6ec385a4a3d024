import { readFile } from 'node:fs/promises';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { type AgentClient, type Json, listen, type Listener, logIn } from './agent-client.ts';

/** The documented session, and the one offered to agent1 at start. */
export const sessionId = '0002EaAY01MT0082';
export const offered = '0002EaAY01MT0083';

/** An agent who is logged in and listens. */
export interface Agent extends Listener {
  readonly client: AgentClient;
  /** The session as a GET shows it. */
  readonly state: (id?: string) => Promise<Json>;
}

export async function agent(sandbox: Sandbox, userName: string): Promise<Agent> {
  const client = await logIn(sandbox, userName);
  return {
    ...(await listen(client)),
    client,
    async state(id = sessionId) {
      const { json } = await client.get(`/me/facebooksessions/${id}`);
      return (json as { facebooksession: Json }).facebooksession;
    },
  };
}

/** A documented payload. */
export async function fixture(name: string): Promise<Json> {
  return JSON.parse(await readFile(new URL(`../fixtures/contract/${name}.json`, import.meta.url), 'utf8')) as Json;
}

export const resource = (event: Json | undefined): Json => (event?.['facebooksession'] ?? {}) as Json;
export const messages = (event: Json | undefined): readonly Json[] => (event?.['messages'] ?? []) as readonly Json[];

import { readdirSync, readFileSync } from 'node:fs';
import { Pool } from 'undici';
import { removal } from '../operation.ts';

/** The project's whole schema: what a document is validated against is the same for all. */
export function readSdl(): string {
  const directory = new URL('../../../schema/', import.meta.url);
  return readdirSync(directory)
    .map((name) => readFileSync(new URL(name, directory), 'utf8'))
    .join('\n');
}

/** What a resolver is handed of the client's request. */
export interface PeerContext {
  readonly authorization: string;
  readonly contactCenterId: string;
}

interface Given {
  readonly input: { readonly sessionId: string; readonly participant: { readonly userId: string } };
}

/** The resolver, as it is commonly written: one pool for all, the client's headers passed on, the answer mapped. */
export function createRemove(base: string): (given: Given, context: PeerContext) => Promise<object> {
  const { origin, pathname } = new URL(base);
  const pool = new Pool(origin, { pipelining: 1 });
  return async ({ input: { sessionId, participant } }, { authorization, contactCenterId }) => {
    const { body } = await pool.request({
      method: 'POST',
      path: `${pathname}/me/facebooksessions/${sessionId}`,
      headers: { authorization, ContactCenterId: contactCenterId, 'content-type': 'application/json' },
      body: JSON.stringify({
        operationName: removal.operationName,
        targetUri: `${base}/users/${participant.userId}`,
      }),
    });
    const { statusCode } = (await body.json()) as { readonly statusCode: number };
    if (statusCode !== 0) throw new Error(`The upstream refused: ${statusCode}`);
    return {
      __typename: 'RemoveParticipantPayload',
      outcome: 'ACCEPTED',
      session: null,
      removed: null,
      userErrors: [],
    };
  };
}

/** Of Node's headers. */
export function contextOf(headers: Readonly<Record<string, string | string[] | undefined>>): PeerContext {
  return {
    authorization: String(headers['authorization']),
    contactCenterId: String(headers['contactcenterid']),
  };
}

/** Resolvers for makers of schemas. */
export function resolversOf(base: string) {
  const remove = createRemove(base);
  return {
    Mutation: {
      removeParticipant: (_root: unknown, given: Given, context: PeerContext) => remove(given, context),
    },
  };
}

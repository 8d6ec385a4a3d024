import DataLoader from 'dataloader';
import type { Link } from '../agent/link.ts';
import { isId } from '../agent/reads.ts';
import { badUserInput } from '../errors.ts';
import type { AgentRecord } from '../normalise/answer.ts';
import type { SessionRecord } from '../normalise/session.ts';
import { asError, type Context } from './context.ts';

/** One of a supergraph's `representations`, checked: what another subgraph knows of an agent or a session. */
export interface Reference {
  readonly __typename: 'Agent' | 'Session';
  readonly id: string;
}

/**
 * What references lead to: null where the caller has no such thing. What is no id of ours is null too, for routers take the error
 * of one reference for that of all. Both throw as the reads do.
 */
export interface References {
  /** @throws GatewayError BAD_USER_INPUT when one is no reference, or the operation has too many */
  readonly check: (representations: readonly unknown[], context: Context) => readonly Reference[];
  /** The calling agent, and nobody else. */
  readonly agent: (reference: Reference, context: Context) => Promise<AgentRecord | null>;
  readonly session: (reference: Reference, context: Context) => Promise<SessionRecord | null>;
}

/** References in one operation, however many fields carry them: each may cost upstream calls of its own. */
const most = 200;

/** What one operation has asked for so far. */
interface Asked {
  count: number;
  readonly sessions: DataLoader<string, SessionRecord | null>;
}

export function createReferences(): References {
  const operations = new WeakMap<Context, Asked>();

  function askedIn(context: Context): Asked {
    const asked = operations.get(context) ?? {
      count: 0,
      sessions: new DataLoader<string, SessionRecord | null>(async (ids) => readSessions(context.link(), ids)),
    };
    operations.set(context, asked);
    return asked;
  }

  return {
    check(representations, context) {
      const asked = askedIn(context);
      asked.count += representations.length;
      if (asked.count > most)
        throw badUserInput(`One operation may have ${most} representations.`, ['representations']);
      return representations.map(referenceOf);
    },
    async agent({ id }, { link }) {
      return (await link().login()).id === id ? link().reads.me() : null;
    },
    async session({ id }, context) {
      return isId(id) ? askedIn(context).sessions.load(id) : null;
    },
  };
}

function referenceOf(value: unknown, index: number): Reference {
  if (typeof value === 'object' && value !== null && '__typename' in value && 'id' in value) {
    const { __typename, id } = value;
    if ((__typename === 'Agent' || __typename === 'Session') && typeof id === 'string') return { __typename, id };
  }
  throw badUserInput('A representation wants a __typename, Agent or Session, and an id.', [
    'representations',
    String(index),
  ]);
}

/** Several are read with the list, which is one call; those it lacks as `session(id)` reads them. */
async function readSessions({ reads }: Link, ids: readonly string[]): Promise<(SessionRecord | null | Error)[]> {
  const listed = new Map(ids.length > 1 ? (await reads.sessions()).map((session) => [session.id, session]) : []);
  return Promise.all(ids.map(async (id) => listed.get(id) ?? reads.session(id).catch(asError)));
}

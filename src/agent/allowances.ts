import { LRUCache } from 'lru-cache';
import { rateLimited } from '../errors.ts';
import type { Overload } from '../process/overload.ts';
import type { Link } from './link.ts';
import { paceOf, type TokenBucket } from './token-bucket.ts';

/** What callers may ask for, over all doors. */
export interface Allowances {
  /** True while `admit` would refuse everybody. */
  isOverloaded(): boolean;
  /**
   * One more operation of this caller's, or of one who is not known yet.
   *
   * @throws GatewayError OVERLOADED, RATE_LIMITED
   */
  admit(link: Link | null): void;
  /**
   * One more socket or subscription of this caller's. Gives what is called when it is over; twice is fine.
   *
   * @throws GatewayError RATE_LIMITED
   */
  begin(what: Lasting, link: Link): () => void;
}

/** So many more were taken. Costs next to nothing. */
export type Tell = (count: number) => void;

/** Other processes that admit operations of the same callers. */
export interface Share {
  /** What is taken of this here is taken there, and the other way round, a moment later. Gives what is called with each operation. */
  join(what: string, bucket: TokenBucket): Tell;
}

export type Lasting = 'sockets' | 'streams';

export interface AllowancesOptions {
  /** Operations per second of one caller, and of all of them; 0 for as many as they like. */
  readonly perCaller: number;
  /** Half of it is for those who are known: strangers, who may be anybody, cannot keep them out. */
  readonly inAll: number;
  /** Most of them at a time, of one caller. */
  readonly sockets: number;
  readonly streams: number;
  readonly overload?: Pick<Overload, 'isOverloaded' | 'admit'>;
  /** Absent: this process is alone. */
  readonly share?: Share | undefined;
}

/** What a caller has taken of it. */
interface Taken {
  /** Whose it is; null until it is known. */
  agent: string | null;
  readonly pace: TokenBucket | null;
  /** Tells others; null where there are none, or it is not known yet whose the link is. */
  tell: Tell | null;
  untold: number;
  sockets: number;
  streams: number;
}

/** Agents that are told apart from each other; beyond them some may take as much again. */
const mostAgents = 50_000;
/** The part of what is for all that those who are not known yet may take. */
const strangers = 0.5;
/** Seconds: whoever has too many that last has to end one, and who knows when that is. */
const pauseForLasting = 5;

const namesOf: Readonly<Record<Lasting, string>> = { sockets: 'WebSockets', streams: 'subscriptions' };

export function createAllowances({ perCaller, inAll, overload, share, ...most }: AllowancesOptions): Allowances {
  const taken = new WeakMap<Link, Taken>();
  /** An agent is one caller, whatever credentials they come with, once it is known who they are. */
  const byAgent = new LRUCache<string, Taken>({ max: mostAgents });
  const paceOfAll = paceOf(inAll);
  const paceOfStrangers = paceOf(strangers * inAll);
  const tellOfAll = joined('all', paceOfAll);
  const tellOfStrangers = joined('strangers', paceOfStrangers);

  function joined(what: string, pace: TokenBucket | null): Tell | null {
    return pace === null ? null : (share?.join(what, pace) ?? null);
  }

  function tellOf(link: Link): void {
    const own = of(link);
    own.untold += 1;
    if (own.tell === null) {
      const agent = link.agent();
      // Those who only read need not have been asked who they are.
      if (agent === null && own.untold === 1) link.login().catch(() => undefined);
      if (agent !== null) own.tell = joined(`agent ${agent.id}`, own.pace);
    }
    if (own.tell === null) return;
    own.tell(own.untold);
    own.untold = 0;
  }

  function of(link: Link): Taken {
    const before = taken.get(link);
    if (before?.agent !== undefined && before.agent !== null) return before;
    const agent = link.agent()?.id ?? null;
    const theirs = agent === null ? undefined : byAgent.get(agent);
    const own = theirs ?? before ?? { agent, pace: paceOf(perCaller), tell: null, untold: 0, sockets: 0, streams: 0 };
    if (theirs !== undefined && before !== undefined) {
      theirs.sockets += before.sockets;
      theirs.streams += before.streams;
    }
    own.agent = agent;
    if (agent !== null) byAgent.set(agent, own);
    taken.set(link, own);
    return own;
  }

  return {
    isOverloaded: () => overload?.isOverloaded() === true,
    admit(link) {
      overload?.admit();
      const now = performance.now();
      const pace = link === null ? paceOfStrangers : of(link).pace;
      if (pace?.take(now) === false) {
        const message =
          link === null
            ? 'The gateway takes no more operations of callers whom it does not know yet.'
            : `A caller may ask for ${perCaller} operations a second.`;
        throw rateLimited(message, pace.retryAfter(now));
      }
      if (link === null) tellOfStrangers?.(1);
      else if (share !== undefined && pace !== null) tellOf(link);
      if (paceOfAll?.take(now) === false) {
        throw rateLimited(`The gateway takes ${inAll} operations a second.`, paceOfAll.retryAfter(now));
      }
      tellOfAll?.(1);
    },
    begin(what, link) {
      const own = of(link);
      if (own[what] >= most[what]) {
        throw rateLimited(`A caller may have ${most[what]} ${namesOf[what]} at a time.`, pauseForLasting);
      }
      own[what] += 1;
      let isOver = false;
      return () => {
        if (!isOver) of(link)[what] -= 1;
        isOver = true;
      };
    },
  };
}

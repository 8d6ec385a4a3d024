import type { IncomingMessage } from 'node:http';
import type { Allowances } from '../agent/allowances.ts';
import type { Link } from '../agent/link.ts';
import type { LinkHold, Links } from '../agent/links.ts';
import { isGatewayError, type GatewayError } from '../errors.ts';
import type { Trail } from '../observing/trail.ts';
import type { Credentials } from '../upstream/connection.ts';
import type { ApolloAnswer } from './apollo.ts';
import type { AddressOf } from './client-address.ts';
import { missingCredentials } from './credentials.ts';
import { httpStatus, retryHeaders, type ErrorFormat } from './error-format.ts';
import type { Caller } from './http-streams.ts';
import type { Operations } from './operation.ts';
import { requestIn } from './request.ts';
import { RequestTrail } from './request-trail.ts';

export interface HttpCallersOptions {
  readonly links: Links;
  readonly allowances: Allowances;
  readonly addressOf: AddressOf;
  readonly formatError: ErrorFormat;
  readonly operations: Pick<Operations, 'trailOf' | 'refused'>;
}

/** Whose request it is, and whether anything is done for them just now. */
export interface HttpCallers {
  /**
   * One more operation.
   *
   * @throws GatewayError OVERLOADED, RATE_LIMITED
   */
  admit(credentials: Credentials | null): void;
  /** The same. Null where there is nothing against it; else the answer. @param body for those who are told what was refused */
  refuse(request: IncomingMessage, credentials: Credentials | null, body: unknown): ApolloAnswer | null;
  /** Whose operation it is; the link is held from its first use on. */
  callerOf(request: IncomingMessage, credentials: Credentials | null): HttpCaller;
}

export interface HttpCaller extends Caller {
  /** The answer, with the status that says so where there was no link to be had because there are too many. */
  readonly judged: (answer: ApolloAnswer) => ApolloAnswer;
}

export function createHttpCallers(options: HttpCallersOptions): HttpCallers {
  const { links, allowances, addressOf, formatError, operations } = options;

  function trailOf(request: IncomingMessage, link: () => Link | null): Trail {
    return operations.trailOf(new RequestTrail(request, addressOf, link));
  }

  const knownBy = (credentials: Credentials | null): Link | null =>
    credentials === null ? null : links.known(credentials);

  return {
    admit(credentials) {
      allowances.admit(knownBy(credentials));
    },

    refuse(request, credentials, body) {
      const known = knownBy(credentials);
      try {
        allowances.admit(known);
        return null;
      } catch (error) {
        if (!isGatewayError(error)) throw error;
        const trail = trailOf(request, () => known);
        operations.refused(() => requestIn(body), trail, error);
        const { accept = '' } = request.headers;
        const type = accept.includes('graphql-response+json') ? 'graphql-response+json' : 'json';
        const headers = new Map([['content-type', `application/${type}; charset=utf-8`]]);
        return refused(error, { status: 0, headers, body: JSON.stringify({ errors: [formatError(error)] }) });
      }
    },

    callerOf(request, credentials) {
      let hold: LinkHold | null = null;
      let refusal: GatewayError | null = null;
      const known = (): Link | null => hold?.link ?? knownBy(credentials);
      return {
        trail: trailOf(request, known),
        link() {
          if (hold !== null) return hold.link;
          if (credentials === null) throw missingCredentials();
          // Each field asks, and the answer is one.
          if (refusal !== null) throw refusal;
          try {
            hold = links.hold(credentials, () => addressOf(request));
          } catch (error) {
            if (isGatewayError(error)) refusal = error;
            throw error;
          }
          return hold.link;
        },
        release() {
          hold?.release();
        },
        judged: (answer) => (refusal?.code === 'RATE_LIMITED' ? refused(refusal, answer) : answer),
      };
    },
  };
}

function refused(error: GatewayError, { headers, body }: ApolloAnswer): ApolloAnswer {
  return { status: httpStatus(error), headers: new Map([...headers, ...retryHeaders(error)]), body };
}

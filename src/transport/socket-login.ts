import type { Allowances } from '../agent/allowances.ts';
import type { Links } from '../agent/links.ts';
import { isGatewayError } from '../errors.ts';
import type { Log } from '../log.ts';
import { shownError } from '../log/shown-error.ts';
import { givenTraceparent } from '../observing/trail.ts';
import { missingCredentials, socketCredentials, type CredentialRules } from './credentials.ts';
import { closeCodes, type Connection } from './socket-connection.ts';

export interface SocketLoginOptions {
  readonly links: Links;
  readonly allowances: Allowances;
  readonly rules: CredentialRules;
  readonly log: Log;
}

/** Takes the caller's link for a socket's life. False: the upstream does not take the credentials. */
export type SocketLogin = (
  connection: Connection,
  params: Readonly<Record<string, unknown>> | undefined,
) => Promise<boolean>;

/** Milliseconds that streams have to tell their clients that the credentials are refused. */
const revokedPatience = 1000;

export function createSocketLogin({ links, allowances, rules, log }: SocketLoginOptions): SocketLogin {
  return async (connection, params) => {
    const credentials = socketCredentials(params, connection.headers, rules);
    connection.traceparent = givenTraceparent(params?.['traceparent']);
    if (credentials === null) {
      connection.socket.close(closeCodes.forbidden, missingCredentials().message);
      return false;
    }
    try {
      const hold = links.hold(credentials, () => connection.address);
      connection.hold = hold;
      void connection.gone.then(allowances.begin('sockets', hold.link));
      const forget = hold.link.onRevoked(() => {
        void connection.leave(closeCodes.forbidden, 'Forbidden', revokedPatience);
      });
      void connection.gone.then(forget);
      await hold.link.login();
      return true;
    } catch (error) {
      if (isGatewayError(error, 'UNAUTHENTICATED')) return false;
      if (isGatewayError(error, 'RATE_LIMITED')) connection.socket.close(closeCodes.tryAgainLater, 'Try again later');
      else if (isGatewayError(error, 'SHUTTING_DOWN'))
        connection.socket.close(closeCodes.serviceRestart, 'Service restart');
      else {
        // An upstream that is away is no fault of the credentials: operations will say so, each for itself.
        const { code, message: reason } = shownError(error);
        log.warn({ code, reason }, 'a socket was opened without a login');
      }
      return true;
    }
  };
}

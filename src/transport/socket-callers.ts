import type { Allowances } from '../agent/allowances.ts';
import type { Links } from '../agent/links.ts';
import { isGatewayError } from '../errors.ts';
import type { Log } from '../log.ts';
import { shownError } from '../log/shown-error.ts';
import { givenTraceparent } from '../observing/trail.ts';
import { closeOrCut } from './close-or-cut.ts';
import { missingCredentials, renewedCredentials, socketCredentials, type CredentialRules } from './credentials.ts';
import { closeCodes, type Connection } from './socket-connection.ts';

export interface SocketCallersOptions {
  readonly links: Links;
  readonly allowances: Allowances;
  readonly rules: CredentialRules;
  /** Milliseconds a client has to answer the close of its socket. */
  readonly grace: number;
  readonly log: Log;
}

/** Whose socket it is. */
export interface SocketCallers {
  /** Takes the caller's link for the socket's life. False refuses the socket with 4403. */
  login(connection: Connection, connectionParams: Readonly<Record<string, unknown>> | undefined): Promise<boolean>;
  /** Credentials that come with an operation replace those of the socket, before the operation runs. */
  renew(connection: Connection, headers: unknown): Promise<void>;
}

/** Milliseconds that streams have to tell their clients that the credentials are refused. */
const revokedPatience = 1000;

export function createSocketCallers({ links, allowances, rules, grace, log }: SocketCallersOptions): SocketCallers {
  return {
    async login(connection, connectionParams) {
      const close = (code: number, reason: string): void => {
        closeOrCut(connection.socket, code, reason, grace);
      };
      const credentials = socketCredentials(connectionParams, connection.headers, rules);
      connection.traceparent = givenTraceparent(connectionParams?.['traceparent']);
      if (credentials === null) {
        close(closeCodes.forbidden, missingCredentials().message);
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
        if (isGatewayError(error, 'RATE_LIMITED')) close(closeCodes.tryAgainLater, 'Try again later');
        else if (isGatewayError(error, 'SHUTTING_DOWN')) close(closeCodes.serviceRestart, 'Service restart');
        else {
          // An upstream that is away is no fault of the credentials: operations will say so, each for itself.
          const { code, message: reason } = shownError(error);
          log.warn({ code, reason }, 'a socket was opened without a login');
        }
        return true;
      }
    },

    async renew(connection, headers) {
      const credentials = renewedCredentials(headers, connection.headers, rules);
      await connection.renewals.run(JSON.stringify(credentials), async () => {
        if (connection.hold === null) throw missingCredentials();
        await links.renew(connection.hold, credentials, () => connection.address);
      });
    },
  };
}

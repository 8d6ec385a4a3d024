import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Credentials } from '../upstream/connection.ts';
import { credentialsOf, type CredentialRules } from './credentials.ts';

/** What a connection's last request brought. */
interface Brought {
  readonly values: readonly unknown[];
  readonly credentials: Credentials | null;
}

/**
 * Credentials of requests, the same object as long as a connection brings the same: whose link they lead to is then known too. Of a
 * proxy's connections, which carry many callers, each request is read anew.
 */
export function createKnownCredentials(rules: CredentialRules): (request: IncomingMessage) => Credentials | null {
  const names = ['authorization', 'cookie', ...rules.headers];
  const known = new WeakMap<Socket, Brought>();

  return ({ socket, headers }) => {
    const last = known.get(socket);
    if (last !== undefined && names.every((name, at) => last.values[at] === headers[name])) return last.credentials;
    const credentials = credentialsOf(headers, rules);
    known.set(socket, { values: names.map((name) => headers[name]), credentials });
    return credentials;
  };
}

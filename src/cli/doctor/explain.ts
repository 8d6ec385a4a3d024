import type { GatewayError } from '../../errors.ts';
import { failed, type Finding } from './check.ts';

/** Page "Return Values": what the codes mean. */
const meanings: Readonly<Record<number, string>> = {
  1: 'a required parameter is missing',
  2: 'a parameter is not valid now',
  3: 'the operation is forbidden',
  4: 'an internal error, here or in a server behind it',
  5: 'this user lacks the permission',
  6: 'there is no such resource',
  7: 'a part of it failed',
  8: 'the password has to be changed first',
  9: 'it is not finished',
  10: 'a value is out of range',
  12: 'the resource cannot be read',
  20: 'not logged in',
};

/** As in `HTTP 403, statusCode 5 (this user lacks the permission)`. */
export function written(status: number, statusCode: number | null): string {
  if (statusCode === null) return `HTTP ${status}`;
  const meaning = meanings[statusCode];
  return `HTTP ${status}, statusCode ${statusCode}${meaning === undefined ? '' : ` (${meaning})`}`;
}

/** What to do about a request that brought no usable answer. */
export function explain(error: GatewayError): Finding {
  switch (error.code) {
    case 'UPSTREAM_TIMEOUT':
      return failed(
        error.message,
        'It answers too slowly for UPSTREAM_TIMEOUT_MS, or something on the way swallows packets.',
      );
    case 'UPSTREAM_UNAVAILABLE':
      return failed(error.message, 'The server or the balancer before it is down, restarting, or cuts connections.');
    case 'UPSTREAM_BAD_RESPONSE':
      return failed(error.message, 'Something that is not Web Services answered: a proxy, a firewall or a portal.');
    case 'UNAUTHENTICATED':
      return failed(error.message, 'The login was good before: the session was ended, or cookies get lost on the way.');
    default:
      return failed(error.message, 'The upstream refuses this by its own rules; its administrator can say why.');
  }
}

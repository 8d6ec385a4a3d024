import type { IncomingHttpHeaders } from 'node:http';
import { badUserInput, GatewayError } from '../errors.ts';
import type { Credentials } from '../upstream/connection.ts';

/** Which of the client's headers and cookies go upstream, besides `Authorization`; header names in lower case. */
export interface CredentialRules {
  readonly headers: readonly string[];
  readonly cookies: readonly string[];
}

type GivenHeaders = Readonly<Record<string, unknown>>;

/** Not to be taken for refused ones: who gets this has sent nothing that could be refused. */
export function missingCredentials(): GatewayError {
  return new GatewayError('UNAUTHENTICATED', 'No credentials: send an Authorization header, Basic or Bearer.');
}

/**
 * What of a client's headers goes upstream, unchanged; null when that is nothing, so that nobody could be meant.
 *
 * @param given names in lower case
 */
export function credentialsOf(given: GivenHeaders, rules: CredentialRules): Credentials | null {
  const headers: Record<string, string> = {};
  const { authorization, cookie } = given;
  // Looked up one by one, not picked out of all: browsers send some twenty.
  if (isHeaderValue(authorization) && /^(Basic|Bearer) +\S/i.test(authorization))
    headers['authorization'] = authorization;
  for (const name of rules.headers) {
    const value = given[name];
    if (isHeaderValue(value)) headers[name] = value;
  }
  const cookies = isHeaderValue(cookie) ? passed(cookie, rules.cookies) : [];
  return Object.keys(headers).length === 0 && cookies.length === 0 ? null : { headers, cookies };
}

/** Headers as a client wrote them into a message. */
function written(given: object): GivenHeaders {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]: [string, unknown]) => [name.toLowerCase(), value]),
  );
}

/**
 * Credentials of a WebSocket: from the `connection_init` payload, either `{ headers: { … } }` or the headers themselves; what it
 * lacks is taken from the upgrade request unless a foreign page's script made it, for browsers add cookies by themselves.
 */
export function socketCredentials(
  payload: GivenHeaders | undefined,
  upgrade: Readonly<Record<string, string | readonly string[] | undefined>>,
  rules: CredentialRules,
): Credentials | null {
  const nested = payload?.['headers'];
  const sent = typeof nested === 'object' && nested !== null ? nested : (payload ?? {});
  const fromPayload = credentialsOf(written(sent), rules);
  const fromUpgrade = isForeign(upgrade) ? null : credentialsOf(upgrade, rules);
  if (fromPayload === null || fromUpgrade === null) return fromPayload ?? fromUpgrade;
  return {
    headers: { ...fromUpgrade.headers, ...fromPayload.headers },
    cookies: fromPayload.cookies.length > 0 ? fromPayload.cookies : fromUpgrade.cookies,
  };
}

/**
 * Credentials of an HTTP stream, which browsers open for any page without asking: a foreign page's cookies count only where
 * CORS lets that page have them.
 *
 * @param origins whose pages may ask; cookies go with named ones only
 */
export function requestCredentials(
  request: Readonly<Record<string, string | readonly string[] | undefined>>,
  origins: readonly string[],
  rules: CredentialRules,
): Credentials | null {
  const { origin } = request;
  const site = request['sec-fetch-site'];
  // Without an origin it is no request that CORS would judge: an image or a script, whose answer nobody reads.
  const isOthers = origin === undefined ? site === 'cross-site' || site === 'same-site' : isForeign(request);
  const isNamed = typeof origin === 'string' && origins.includes(origin);
  return credentialsOf(isOthers && !isNamed ? without(request, ['cookie']) : request, rules);
}

/**
 * Credentials that replace those of a living socket: they must be there themselves. Other headers that go upstream are taken
 * from the upgrade request where they are not sent anew.
 *
 * @param given `extensions.headers` of an operation
 */
export function renewedCredentials(
  given: unknown,
  upgrade: Readonly<Record<string, string | readonly string[] | undefined>>,
  rules: CredentialRules,
): Credentials {
  const sent = typeof given === 'object' && given !== null ? credentialsOf(written(given), rules) : null;
  if (sent === null) {
    throw badUserInput('extensions.headers holds no credentials: send an Authorization header, Basic or Bearer.', [
      'extensions',
      'headers',
    ]);
  }
  const kept = isForeign(upgrade) ? null : credentialsOf(without(upgrade, ['authorization', 'cookie']), rules);
  return { headers: { ...kept?.headers, ...sent.headers }, cookies: sent.cookies };
}

/** What has to be kept of the request that opens a WebSocket: what tells whose it is. */
export function keptHeaders(given: IncomingHttpHeaders, rules: CredentialRules): IncomingHttpHeaders {
  const names = ['origin', 'host', 'authorization', 'cookie', ...rules.headers];
  return Object.fromEntries(names.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])));
}

function without(headers: GivenHeaders, names: readonly string[]): GivenHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

/** True for what a page of another host has sent. */
export function isForeign({ origin, host }: Readonly<Record<string, string | readonly string[] | undefined>>): boolean {
  if (origin === undefined) return false;
  return typeof origin !== 'string' || !URL.canParse(origin) || new URL(origin).host !== host;
}

/** Printable and short: nothing that could end one header and begin another. */
function isHeaderValue(value: unknown): value is string {
  return typeof value === 'string' && /^[\x20-\x7e\x80-\xff]{1,8192}$/.test(value);
}

function passed(cookie: string, names: readonly string[]): readonly string[] {
  return cookie
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => names.includes(pair.slice(0, Math.max(0, pair.indexOf('=')))));
}

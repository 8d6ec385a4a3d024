import type { IncomingMessage } from 'node:http';
import { isIP, type Socket } from 'node:net';
import { isLoopback } from '../settings/loopback.ts';
import { isForeign } from './credentials.ts';

export interface AllowListOptions {
  /** Names that `Host` may have, `*.` standing for any below, `*` for all; empty: see `isRebound`. */
  readonly hosts: readonly string[];
  /** The address listened on. */
  readonly listenAddress: string;
  /** Origins whose pages may ask; `*` stands for all. */
  readonly origins: readonly string[];
}

interface Head extends Pick<IncomingMessage, 'headers'> {
  readonly socket: Pick<Socket, 'localPort'>;
}

/** Who is not heard at all, whatever they bring: why, for the body of a 403, naming the setting; null for all others. */
export interface AllowLists {
  readonly request: (request: Head) => string | null;
  /** Of an upgrade to a WebSocket, which browsers open for any page without asking: whose page it is counts too. */
  readonly upgrade: (request: Head) => string | null;
}

export const hostRefused = 'This gateway is not asked under this Host: add its name to ALLOWED_HOSTS.';
export const originRefused = 'Pages of this Origin may not open a WebSocket here: add it to CORS_ORIGINS.';

export const forbiddenHeaders = { 'content-type': 'application/json; charset=utf-8' };

/** The body of a 403. */
export function forbidden(message: string): string {
  return JSON.stringify({ errors: [{ message, extensions: { code: 'FORBIDDEN' } }] });
}

/**
 * Against pages that have their own name lead to the gateway's address (DNS rebinding) or open its sockets from afar (cross-site
 * WebSocket hijacking).
 */
export function createAllowLists({ hosts, listenAddress, origins }: AllowListOptions): AllowLists {
  const names = hosts.map((name) => name.toLowerCase());
  const isOpen = names.includes('*') || (names.length === 0 && !isLoopback(nameIn(listenAddress)));
  const isListed = (name: string): boolean =>
    names.some((listed) => (listed.startsWith('*.') ? name.endsWith(listed.slice(1)) : name === listed));
  // Of most requests it is the same again.
  let last: string | null = null;
  let lastAllowed = true;

  function isAllowed(host: string, port: number | undefined): boolean {
    const name = nameIn(host);
    // A name is what an attacker can have: an address, and what no name server is asked for, is no page of theirs.
    if (isAddress(name) || isLoopback(name)) return true;
    return names.length === 0 ? !isRebound(name, host, port) : isListed(name);
  }

  function request({ headers: { host }, socket }: Head): string | null {
    if (isOpen || host === undefined) return null;
    if (host !== last) {
      lastAllowed = isAllowed(host, socket.localPort);
      last = host;
    }
    return lastAllowed ? null : hostRefused;
  }

  function isOwn({ headers: { origin, host = '', 'x-forwarded-host': forwarded } }: Head): boolean {
    if (origin === undefined || origins.includes('*') || origins.includes(origin)) return true;
    // No page can put a header into an upgrade, so this one is a proxy's that changed `Host`.
    const outer = forwarded === undefined ? undefined : String(forwarded).split(',')[0]?.trim();
    if (!isForeign({ origin, host }) || !isForeign({ origin, host: outer })) return true;
    // A developer's page, served beside the gateway: whoever serves it is on this machine already.
    return isLoopback(nameIn(host)) && URL.canParse(origin) && isLoopback(nameIn(new URL(origin).host));
  }

  return {
    request,
    upgrade: (head) => request(head) ?? (isOwn(head) ? null : originRefused),
  };
}

/**
 * True for a name that somebody on the internet may have led to this machine, where a browser must have come by it directly: a
 * proxy that passes `Host` on has another port. Names without a dot and below `.internal` are nobody's to register.
 */
function isRebound(name: string, host: string, port: number | undefined): boolean {
  const isPublic = name.includes('.') && !name.endsWith('.internal');
  return isPublic && Number(/:(\d+)$/.exec(host)?.[1] ?? 80) === port;
}

/** Of a `Host`: lower case, without the port, the brackets of an address, and the dot that names may end with. */
function nameIn(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\](?::\d*)?$/, '$1')
    .replace(/^([^:]*):\d*$/, '$1')
    .replace(/\.$/, '');
}

function isAddress(name: string): boolean {
  return isIP(name) !== 0;
}

import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** The address that a request comes from, as far as it can be told; of IPv6 what a provider gives to one customer. */
export type AddressOf = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string;

/**
 * @param proxies how many stand before the gateway, each of which adds to `X-Forwarded-For` whom it was asked by. What stands before
 * that, the client may have written, so that it counts for nothing.
 */
export function createAddressOf(proxies: number): AddressOf {
  return ({ headers, socket }) => {
    const peer = socket.remoteAddress ?? '';
    const forwarded = headers['x-forwarded-for'];
    if (proxies === 0 || forwarded === undefined) return network(peer);
    const hops = (Array.isArray(forwarded) ? forwarded.join() : forwarded).split(',');
    return network(hops.at(-proxies)?.trim() ?? peer);
  };
}

/** IPv4 addresses within IPv6: as a socket for both sees them, and as a translator (RFC 6052) passes them on. */
const carryingIpv4 = ['0:0:0:0:0:ffff', '64:ff9b:0:0:0:0'];

/** One name for all ways in which it may be written; what is no address stays as it is. */
function network(given: string): string {
  const address = withoutPort(given);
  if (isIP(address) !== 6) return address;
  const groups = groupsOf(address);
  if (carryingIpv4.includes(groups.slice(0, 6).join(':'))) {
    return groups
      .slice(6)
      .map((group) => parseInt(group, 16))
      .flatMap((two) => [two >> 8, two & 0xff])
      .join('.');
  }
  const half = groups.slice(0, 4);
  // Of no provider, but of this machine.
  return half.every((group) => group === '0') ? address : half.join(':');
}

/** Some proxies add the client's, another one for each connection. */
function withoutPort(given: string): string {
  return given.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');
}

/** All eight: lower case, without zeros in front. */
function groupsOf(address: string): readonly string[] {
  const { hostname } = new URL(`http://[${address.replace(/%.*/, '')}]`);
  const [before = [], after = []] = hostname
    .slice(1, -1)
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  return [...before, ...new Array<string>(8 - before.length - after.length).fill('0'), ...after];
}

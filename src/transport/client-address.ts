import type { IncomingMessage } from 'node:http';

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

function network(address: string): string {
  return address.includes('.') || !address.includes(':') ? address : address.split(':').slice(0, 4).join(':');
}

import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { createAddressOf } from '../../src/transport/client-address.ts';

function from(remoteAddress: string, forwarded?: string | string[]): Pick<IncomingMessage, 'headers' | 'socket'> {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return { headers, socket: { remoteAddress } } as unknown as IncomingMessage;
}

test.each([
  [0, from('10.0.0.1', '1.2.3.4'), '10.0.0.1'],
  [1, from('10.0.0.1', 'lie, 1.2.3.4'), '1.2.3.4'],
  [2, from('10.0.0.1', 'lie, 1.2.3.4, 10.0.0.2'), '1.2.3.4'],
  [1, from('10.0.0.1', ['lie', '1.2.3.4']), '1.2.3.4'],
  [1, from('10.0.0.1'), '10.0.0.1'],
  [3, from('10.0.0.1', '1.2.3.4'), '10.0.0.1'],
  [0, from('::ffff:10.0.0.1'), '::ffff:10.0.0.1'],
  [0, from('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2'],
])('behind %i proxies', (proxies, request, address) => {
  expect(createAddressOf(proxies)(request)).toBe(address);
});

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
  [0, from('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2'],
  [0, from('::1'), '::1'],
])('behind %i proxies', (proxies, request, address) => {
  expect(createAddressOf(proxies)(request)).toBe(address);
});

test.each([
  [
    '2001:db8:0:0',
    ['2001:db8::1', '2001:db8::2:3', '2001:db8::2:3:4:5', '2001:DB8:0:0:1::', '2001:0db8:0000:0:1:2:3:4'],
  ],
  ['2001:db8:1:0', ['2001:db8:1::', '2001:db8:1:0:5::1', '2001:db8:1::2:3:4:5']],
  ['0:0:0:5', ['::5:0:0:0:1', '0:0:0:5::1']],
  ['fe80:0:0:0', ['fe80::1%eth0', 'fe80::2']],
  ['10.0.0.1', ['10.0.0.1', '::ffff:10.0.0.1', '::FFFF:a00:1', '64:ff9b::10.0.0.1']],
])('%s has one name, however it is written', (address, written) => {
  expect(written.map((one) => createAddressOf(0)(from(one)))).toEqual(written.map(() => address));
});

test('the port that some proxies add is no part of it', () => {
  const written = ['10.0.0.1:5001', '[::ffff:10.0.0.1]:5002', '[2001:db8::1]:5003', '[2001:db8::2]', 'unknown'];
  expect(written.map((one) => createAddressOf(1)(from('10.9.9.9', one)))).toEqual([
    '10.0.0.1',
    '10.0.0.1',
    '2001:db8:0:0',
    '2001:db8:0:0',
    'unknown',
  ]);
});

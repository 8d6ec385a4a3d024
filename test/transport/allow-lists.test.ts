import { describe, expect, it } from 'vitest';
import { createAllowLists, hostRefused, originRefused } from '../../src/transport/allow-lists.ts';

const socket = { localPort: 4000 };

function lists(options: { hosts?: string[]; listenAddress?: string; origins?: string[] } = {}) {
  return createAllowLists({ hosts: [], listenAddress: '127.0.0.1', origins: [], ...options });
}

const always = ['localhost:4000', 'LOCALHOST', 'desk.localhost:4000', '127.0.0.1:4000', '[::1]:4000', '10.1.2.3:4000'];

describe('ALLOWED_HOSTS', () => {
  it('takes localhost, addresses and requests without a Host, whatever is set', () => {
    for (const { request } of [lists(), lists({ hosts: ['gws.example.com'] })]) {
      expect(always.filter((host) => request({ headers: { host }, socket }) !== null)).toEqual([]);
      expect(request({ headers: {}, socket })).toBeNull();
    }
  });

  it.each(['evil.example:4000', 'evil.example.:4000', 'a.evil.example:4000', '127.0.0.1.nip.io:4000', 'x.local:4000'])(
    'unset, on a loopback address: refuses %s, which somebody may have led there',
    (host) => {
      for (const listenAddress of ['127.0.0.1', '127.0.1.1', 'localhost', '::1']) {
        expect(lists({ listenAddress }).request({ headers: { host }, socket })).toBe(hostRefused);
      }
    },
  );

  it('unset, on a loopback address at port 80: a name without a port is at its own', () => {
    const at80 = { localPort: 80 };
    expect(lists().request({ headers: { host: 'evil.example' }, socket: at80 })).toBe(hostRefused);
  });

  it.each(['desk.example.com', 'desk.example.com:8443', 'gws_graphql', 'gateway:4000', 'host.docker.internal:4000'])(
    'unset, on a loopback address: takes %s, as proxies, containers and networks of our own send it',
    (host) => {
      expect(lists().request({ headers: { host }, socket })).toBeNull();
    },
  );

  it.each(['0.0.0.0', '::', '10.1.2.3', 'gws.example.com'])('unset, on %s: takes any', (listenAddress) => {
    expect(lists({ listenAddress }).request({ headers: { host: 'any.example:4000' }, socket })).toBeNull();
  });

  it('set: takes those names at any port, in any case, and no others', () => {
    const { request } = lists({ hosts: ['Gws.Example.com', '*.desks.example.com'], listenAddress: '0.0.0.0' });
    const verdict = (host: string) => request({ headers: { host }, socket });
    for (const host of ['gws.example.com', 'GWS.example.com:8443', 'gws.example.com.:80', 'a.desks.example.com']) {
      expect([host, verdict(host)]).toEqual([host, null]);
    }
    for (const host of [
      'evil.example',
      'x.gws.example.com',
      'desks.example.com',
      'evildesks.example.com',
      'gateway',
      '',
    ]) {
      expect([host, verdict(host)]).toEqual([host, hostRefused]);
    }
  });

  it('* takes any', () => {
    expect(lists({ hosts: ['*'] }).request({ headers: { host: 'evil.example:4000' }, socket })).toBeNull();
  });
});

describe('an upgrade', () => {
  const host = 'desk.example:4000';
  const { upgrade } = lists({ listenAddress: '0.0.0.0', origins: ['https://named.example'] });

  it.each([
    ['of no page', {}],
    ['of its own page', { origin: 'https://desk.example:4000' }],
    ['of a named page', { origin: 'https://named.example' }],
    ['of its own page behind a proxy', { origin: 'https://outer.example', 'x-forwarded-host': 'outer.example, inner' }],
    ['of a page of this machine', { host: 'localhost:4000', origin: 'http://127.0.0.1:5173' }],
  ])('%s is taken', (_whose, headers) => {
    expect(upgrade({ headers: { host, ...headers }, socket })).toBeNull();
  });

  it.each([
    ['of a foreign page', { origin: 'https://evil.example' }],
    ['of a page without an origin of its own', { origin: 'null' }],
    ['of what is no origin', { origin: 'desk.example:4000' }],
    ['of a page of this machine, at a gateway elsewhere', { origin: 'http://localhost:5173' }],
    ['of a foreign page, at a gateway on this machine', { host: 'localhost:4000', origin: 'http://evil.example' }],
    ['of a page whose name begins alike', { origin: 'https://desk.example:4000.evil.example' }],
    ['of another port', { origin: 'https://desk.example' }],
    ['of a page whose name is what a missing header is in words', { origin: 'http://undefined' }],
  ])('%s is refused', (_whose, headers) => {
    expect(upgrade({ headers: { host, ...headers }, socket })).toBe(originRefused);
  });

  it('of any page is taken with *', () => {
    const open = lists({ listenAddress: '0.0.0.0', origins: ['*'] });
    expect(open.upgrade({ headers: { host, origin: 'https://evil.example' }, socket })).toBeNull();
  });

  it('under a refused Host is refused, whatever its Origin says', () => {
    const headers = { host: 'evil.example:4000', origin: 'http://evil.example:4000' };
    expect(lists().upgrade({ headers, socket })).toBe(hostRefused);
  });
});

import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, isIP } from 'node:net';
import { isLoopback, withoutBrackets } from '../../settings/loopback.ts';
import { checkCertificate } from './certificate.ts';
import { failed, ok, warning, type Check, type Finding } from './check.ts';
import { codeOf, type Place } from './place.ts';

/** Whether there is a way to the upstream: name, port, TLS. */
export function networkChecks(base: string): readonly Check[] {
  const { hostname, port, protocol } = new URL(base);
  const host = withoutBrackets(hostname);
  const isSecure = protocol === 'https:';
  const place = { host, port: port === '' ? (isSecure ? 443 : 80) : Number(port) };
  return [
    { name: 'address', run: () => checkAddress(host) },
    { name: 'connection', needs: ['address'], run: (signal) => checkConnection(place, signal) },
    {
      name: 'certificate',
      needs: ['connection'],
      run: (signal) => (isSecure ? checkCertificate(place, signal) : Promise.resolve(withoutTls(host))),
    },
  ];
}

async function checkAddress(host: string): Promise<Finding> {
  if (isIP(host) !== 0) return ok(`${host} is an address, no name to look up`);
  try {
    const found = await lookup(host, { all: true });
    return ok(`${host} is ${found.map(({ address }) => address).join(', ')}`);
  } catch (error) {
    return codeOf(error) === 'ENOTFOUND'
      ? failed(
          `there is no host ${host}`,
          'Check the spelling in GWS_URL, and whether this machine uses the right DNS.',
        )
      : failed(`${host} cannot be looked up (${codeOf(error)})`, 'The DNS of this machine does not answer.');
  }
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens there: check the port in GWS_URL, and whether the server runs.',
  ECONNRESET: 'Something on the way cuts the connection: a firewall, most likely.',
  ETIMEDOUT: 'No answer at all: a firewall drops it, or the host is down.',
  EHOSTUNREACH: 'There is no way to that host from here: check routes and VPN.',
  ENETUNREACH: 'There is no way to that network from here: check routes and VPN.',
};

/** The gateway goes straight to the upstream. */
function proxyHint(): string {
  const names = ['HTTPS_PROXY', 'HTTP_PROXY', 'https_proxy', 'http_proxy'];
  const set = names.find((name) => (process.env[name] ?? '') !== '');
  return set === undefined ? '' : ` ${set} is set, but the gateway uses no proxy.`;
}

async function checkConnection({ host, port }: Place, signal: AbortSignal): Promise<Finding> {
  const socket = connect({ host, port });
  try {
    await once(socket, 'connect', { signal });
    return ok(`connected to ${socket.remoteAddress ?? host}, port ${port}`);
  } catch (error) {
    if (signal.aborted) return failed(`port ${port} does not answer`, `${reasons['ETIMEDOUT'] ?? ''}${proxyHint()}`);
    const reason = reasons[codeOf(error)] ?? 'The network refuses it.';
    return failed(`no connection to ${host}, port ${port} (${codeOf(error)})`, `${reason}${proxyHint()}`);
  } finally {
    socket.destroy();
  }
}

function withoutTls(host: string): Finding {
  return isLoopback(host)
    ? ok('none: http on this machine')
    : warning('none: http', 'Passwords cross the network in the clear; use https, unless the network is your own.');
}

import { once } from 'node:events';
import { isIP } from 'node:net';
import { connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import { failed, ok, warning, type Finding } from './check.ts';
import { codeOf, type Place } from './place.ts';

/** Days before its end from which on a certificate is worth a word. */
const soon = 14;
const day = 86_400_000;

const trust = 'Name its authority in a PEM file by NODE_EXTRA_CA_CERTS, for the gateway too.';
const reasons: Readonly<Record<string, readonly [detail: string, advice: string]>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: ['the certificate is signed by itself', trust],
  SELF_SIGNED_CERT_IN_CHAIN: ['the certificate comes from an authority that is not known here', trust],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['the certificate comes from an authority that is not known here', trust],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [
    'the certificate cannot be followed to an authority that is known here',
    `The server does not send the certificates between, which is its mistake, or: ${trust}`,
  ],
  CERT_HAS_EXPIRED: ['the certificate has expired', 'It has to be renewed on the server.'],
  CERT_NOT_YET_VALID: ['the certificate is not valid yet', 'Check the clock of this machine.'],
};

/** Does what the gateway's connections will do, and says what is wrong with the certificate where they only fail. */
export async function checkCertificate({ host, port }: Place, signal: AbortSignal): Promise<Finding> {
  // Only looked at: nothing is sent on a connection whose certificate is not good.
  const socket = connect({ host, port, rejectUnauthorized: false, ...(isIP(host) === 0 ? { servername: host } : {}) });
  try {
    await once(socket, 'secureConnect', { signal });
    return judge(socket, host);
  } catch (error) {
    if (signal.aborted) throw error;
    return failed(`no TLS (${codeOf(error)})`, 'Does the port speak https? A plain http port wants an http URL.');
  } finally {
    socket.destroy();
  }
}

function judge(socket: TLSSocket, host: string): Finding {
  const certificate = socket.getPeerCertificate();
  const days = Math.floor((Date.parse(certificate.valid_to) - Date.now()) / day);
  if (socket.authorized) {
    const detail = `${socket.getProtocol() ?? 'TLS'}, valid for ${days} days more`;
    return days < soon ? warning(detail, 'Have it renewed: when it ends, nothing works.') : ok(detail);
  }
  // Typed as an Error, and in truth its code.
  const code = String(socket.authorizationError);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return failed(`the certificate is not for ${host}, but for ${namesIn(certificate)}`, 'Use such a name in GWS_URL.');
  }
  const [detail, advice] = reasons[code] ?? [`the certificate is not trusted (${code})`, trust];
  return failed(detail, advice);
}

function namesIn({ subjectaltname, subject }: PeerCertificate): string {
  const names = subjectaltname?.replaceAll(/DNS:|IP Address:/g, '');
  return names ?? [subject.CN].flat().join(', ');
}

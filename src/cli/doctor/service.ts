import { asString } from '../../normalise/decode.ts';
import { createConnection, type ConnectionOptions } from '../../upstream/connection.ts';
import type { UpstreamReply } from '../../upstream/exchange.ts';
import { integer, parseRecord } from '../../upstream/envelope.ts';
import { failed, ok, skipped, warning, type Check, type Finding } from './check.ts';

export interface ServiceChecks {
  readonly service: readonly Check[];
  readonly clock: Check;
}

/** Needs no login (page "Interpreting a response"). */
const versionPath = '/diagnostics/version';

/** Milliseconds by which clocks may differ. */
const clockBorne = 5000;

const good = 'answers with the envelope of Web Services';

interface Sample {
  readonly reply: UpstreamReply;
  /** Milliseconds since 1970, in the middle of the exchange. */
  readonly at: number;
}

/** Whether it is Web Services, which, and what time it has. Sends no credentials. */
export function serviceChecks(options: Omit<ConnectionOptions, 'credentials'>): ServiceChecks {
  const nobody = { headers: {}, cookies: [] };
  let sample: Sample | null = null;

  async function ask(base: string, path: string, signal: AbortSignal): Promise<UpstreamReply> {
    const connection = createConnection({ ...options, base, credentials: nobody });
    try {
      return await connection.send({ method: 'GET', path, signal });
    } finally {
      await connection.close();
    }
  }

  async function checkService(signal: AbortSignal): Promise<Finding> {
    const begun = Date.now();
    const reply = await ask(options.base, versionPath, signal);
    sample = { reply, at: (begun + Date.now()) / 2 };
    if (versionIn(reply) !== null) return ok(good);
    const other = new URL('/api/v2', options.base).href;
    if (other !== options.base && versionIn(await ask(other, versionPath, signal)) !== null) {
      return failed(`answers ${described(reply)}`, `The base goes up to /api/v2: set GWS_URL to ${other}`);
    }
    // Where the version is not served, the refusal of somebody without a login has an envelope too.
    if (hasEnvelope(reply) || hasEnvelope(await ask(options.base, '/me', signal))) return ok(good);
    return failed(`answers ${described(reply)}, which is not Web Services`, adviceFor(reply));
  }

  function checkVersion(): Finding {
    const version = sample === null ? null : versionIn(sample.reply);
    if (version === null) {
      return warning('it does not tell', `GET ${versionPath} shows no version; the gateway was made for 8.5.2.`);
    }
    const isOld = /^(?:[0-7]\.|8\.[0-4]\.|8\.5\.[01])/.test(version);
    return isOld
      ? warning(version, 'The gateway was made for 8.5.2 and later; older ones may lack operations.')
      : ok(version);
  }

  return {
    service: [
      { name: 'web services', needs: ['connection', 'certificate'], run: checkService },
      { name: 'version', needs: ['web services'], run: () => Promise.resolve(checkVersion()) },
    ],
    clock: { name: 'clock', needs: ['web services'], run: () => Promise.resolve(checkClock(sample)) },
  };
}

function versionIn({ text }: UpstreamReply): string | null {
  return asString(parseRecord(text)?.['version']);
}

/** Other servers have a `statusCode` too, the gateway itself among them: HTTP's. Documented are 0 to 20. */
function hasEnvelope({ text }: UpstreamReply): boolean {
  const code = integer(parseRecord(text)?.['statusCode']);
  return code !== null && code < 100;
}

function described({ status, headers, text }: UpstreamReply): string {
  const type = headers['content-type'];
  return `HTTP ${status}${typeof type === 'string' ? ` (${type})` : ''}${text.trim() === '' ? ' without a body' : ''}`;
}

function adviceFor({ status, headers }: UpstreamReply): string {
  const { location } = headers;
  if (status >= 300 && status < 400 && typeof location === 'string') {
    return `It sends its visitors to ${location}: a login page, or https in place of http. GWS_URL wants the end of that way.`;
  }
  if (status >= 502 && status <= 504) return 'A balancer answers, and no server behind it does.';
  return 'GWS_URL wants the base up to and including /api/v2; is another server in its place, a proxy, or this gateway itself?';
}

function checkClock(sample: Sample | null): Finding {
  const date = Date.parse(String(sample?.reply.headers['date']));
  if (sample === null || Number.isNaN(date)) {
    return skipped('the upstream does not tell its time (no Date header)', 'Nothing hangs on it.');
  }
  // The header has whole seconds: half of one is added.
  const skew = Math.round((date + 500 - sample.at) / 1000);
  if (Math.abs(skew) * 1000 <= clockBorne) return ok('agrees with the upstream within 5 s');
  return warning(
    `the upstream is ${Math.abs(skew)} s ${skew > 0 ? 'ahead' : 'behind'}`,
    'One of the two clocks is wrong: times of messages will look so. Synchronise both (NTP).',
  );
}

import { createHash } from 'node:crypto';
import type { createClient } from '@redis/client';
import { sampleCalls } from '../../cluster/rights.ts';
import { asString } from '../../normalise/decode.ts';
import { failed, ok, skipped, warning, type Check, type Finding } from './check.ts';
import { codeOf } from './place.ts';

type Client = ReturnType<typeof createClient>;

export interface RedisChecks {
  readonly checks: readonly Check[];
  /** Ends the connection; twice is fine. */
  close(): void;
}

/** Milliseconds until a server that says nothing counts as gone; the step's own limit may be shorter. */
const patience = 5000;

/** Whether the Redis that replicas share is one they can work with. Writes nothing there. @param url as in REDIS_URL */
export function redisChecks(url: string, prefix: string): RedisChecks {
  let client: Client | null = null;
  const { host } = new URL(url);
  const key = `${prefix}:{doctor}:lease`;
  const channel = `${prefix}:{doctor}:news`;

  async function connect(): Promise<Finding> {
    // Loaded only where there is a Redis.
    const { createClient } = await import('@redis/client');
    client = createClient({
      url,
      disableOfflineQueue: true,
      socket: { connectTimeout: patience, socketTimeout: patience, reconnectStrategy: false },
    });
    // Told by what is asked.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.ping();
    } catch (error) {
      return failed(`${host}: ${saidBy(error)}`, adviceFor(error));
    }
    return judged(await about(client), host);
  }

  async function memory(redis: Client): Promise<Finding> {
    const policy = await redis.info('memory').then(policyIn, policyIn);
    if (policy === null) {
      return skipped(
        'maxmemory-policy is not told: INFO is not allowed',
        'See that it is noeviction where Redis is run.',
      );
    }
    if (policy === 'noeviction') return ok('maxmemory-policy is noeviction');
    return warning(
      `maxmemory-policy is ${policy}`,
      'Set noeviction: when its memory is full, Redis would take away leases and events of agents who are at work.',
    );
  }

  async function rights(redis: Client): Promise<Finding> {
    const script = `local denied = {}
for _, words in ipairs(cjson.decode(ARGV[1])) do
  if not redis.acl_check_cmd(unpack(words)) then denied[#denied + 1] = words[1] end
end
return denied`;
    const terms = { keys: [key], arguments: [JSON.stringify(sampleCalls(key, channel))] };
    const sha = createHash('sha1').update(script).digest('hex');
    try {
      // A hash that is not known there is refused otherwise than one that may not be asked for.
      await redis.evalSha(sha, terms).catch((error: unknown) => {
        if (!saidBy(error).startsWith('NOSCRIPT')) throw error;
      });
      const denied = (await redis.eval(script, terms)) as readonly unknown[];
      if (denied.length > 0) {
        return failed(`its user may not use ${denied.join(', ')} under ${prefix}:`, rightsAdvice);
      }
      await redis.subscribe(channel, () => undefined);
      await redis.unsubscribe(channel);
    } catch (error) {
      return failed(saidBy(error), rightsAdvice);
    }
    return ok(`scripts and channels are allowed under ${prefix}:`);
  }

  const connected = (task: (redis: Client) => Promise<Finding>) => (): Promise<Finding> =>
    client === null ? Promise.resolve(skipped('not connected')) : task(client);

  return {
    checks: [
      { name: 'redis', run: connect },
      { name: 'redis memory', needs: ['redis'], run: connected(memory) },
      { name: 'redis rights', needs: ['redis'], run: connected(rights) },
    ],
    close() {
      if (client?.isOpen === true) client.destroy();
      client = null;
    },
  };
}

const rightsAdvice = 'docs/replicas.md has the rights that it wants, as an ACL.';

/** What a server says of itself to HELLO. */
interface About {
  readonly server: string;
  readonly version: string;
  readonly mode: string;
  readonly role: string;
}

async function about(client: Client): Promise<About> {
  const told = new Map(Object.entries((await client.sendCommand(['HELLO'])) as unknown as Record<string, unknown>));
  const word = (name: string): string => asString(told.get(name)) ?? 'not told';
  return { server: word('server'), version: word('version'), mode: word('mode'), role: word('role') };
}

function judged({ server, version, mode, role }: About, host: string): Finding {
  const seen = `${server === 'valkey' ? 'Valkey' : 'Redis'} ${version} at ${host}`;
  if (Number.parseInt(version, 10) < 7) return failed(seen, 'Redis 7 or Valkey is wanted.');
  if (mode === 'cluster') return failed(`${seen}: a Redis Cluster`, 'One primary is wanted, with replicas or without.');
  if (role !== 'master') return failed(`${seen}: a replica`, 'It takes no writes: set REDIS_URL to the primary.');
  return ok(seen);
}

/** Null for what is no such list, an error for example. */
function policyIn(text: unknown): string | null {
  return /^maxmemory_policy:(\S+)/m.exec(String(text))?.[1] ?? null;
}

function saidBy(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer';
  // Of several addresses that were tried in vain, each has its own.
  const code = error instanceof AggregateError ? codeOf(error.errors[0]) : codeOf(error);
  return code === 'no code' ? error.message : code;
}

function adviceFor(error: unknown): string {
  const said = saidBy(error);
  if (/^(?:NOAUTH|WRONGPASS|ERR AUTH)/.test(said)) return 'Check user and password in REDIS_URL.';
  if (said.startsWith('NOPERM')) return rightsAdvice;
  if (said === 'ECONNREFUSED')
    return 'Nothing listens there: check host and port in REDIS_URL, and whether Redis runs.';
  if (said === 'ENOTFOUND') return 'Check the spelling in REDIS_URL, and whether this machine uses the right DNS.';
  if (/CERT|SSL|TLS/.test(said))
    return 'TLS fails: a port without it wants redis:, a certificate of your own NODE_EXTRA_CA_CERTS.';
  return 'Nothing came back that Redis would say: a firewall, another service, or a port that speaks TLS and wants rediss:.';
}

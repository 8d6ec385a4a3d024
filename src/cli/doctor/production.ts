import { getHeapStatistics } from 'node:v8';
import type { Config, SettingName } from '../../config.ts';
import { isLoopback, withoutBrackets } from '../../settings/loopback.ts';

export interface Warning {
  readonly detail: string;
  readonly advice: string;
}

/** Settings of which 0 means that there is no limit. */
const limits = [
  'RATE_PER_CALLER',
  'RATE_GLOBAL',
  'RATE_NEW_DOCUMENTS',
  'LOGIN_ATTEMPTS',
  'CIRCUIT_FAILURES',
  'MAX_EVENT_LOOP_DELAY_MS',
] as const satisfies readonly SettingName[];

/** What does not go together with being open to others. Nothing where it is not. */
export function productionWarnings(config: Config, inProduction: boolean): readonly Warning[] {
  const isPublic = !isLoopback(config.HOST);
  if (!inProduction && !isPublic) return [];
  const found: Warning[] = [];
  const warn = (isSo: boolean, detail: string, advice: string): void => {
    if (isSo) found.push({ detail, advice });
  };
  warn(
    !inProduction,
    `HOST=${config.HOST} is open to others, and NODE_ENV is not production`,
    'Set NODE_ENV=production.',
  );
  warn(
    isPublic && config.ALLOWED_HOSTS.length === 0,
    `HOST=${config.HOST} is open to others, and any Host is taken`,
    'Set ALLOWED_HOSTS to the names under which desks and proxies ask.',
  );
  warn(
    config.ALLOWED_HOSTS.includes('*'),
    'ALLOWED_HOSTS=* takes any Host',
    'Name the hosts: pages may have a name of theirs lead here.',
  );
  warn(
    config.CORS_ORIGINS.includes('*'),
    'CORS_ORIGINS=* lets every page ask, and open WebSockets',
    'Name the origins of the desks.',
  );
  warn(config.INTROSPECTION, 'INTROSPECTION is on', 'Set it off, unless strangers may read the schema.');
  warn(config.EXPLORER, 'EXPLORER is on', 'Set it off, unless strangers may use it.');
  warn(
    isInTheClear(config.GWS_URL),
    'GWS_URL is http: passwords cross the network in the clear',
    'Use https, unless the network between is yours alone.',
  );
  warn(
    isOpenRedis(config.REDIS_URL),
    'REDIS_URL has no password: whoever reaches Redis may change what is in it',
    'Give it a user with a password, and the rights in docs/replicas.md.',
  );
  warn(
    isInTheClear(config.REDIS_URL),
    'REDIS_URL is redis: its password crosses the network in the clear',
    'Use rediss, unless the network between is yours alone.',
  );
  const unlimited = limits.filter((name) => config[name] === 0);
  warn(
    unlimited.length > 0,
    `${unlimited.join(', ')}: no limit`,
    'Leave them at their defaults, unless something before the gateway limits clients.',
  );
  const kept = config.EVENT_LOG_BYTES * config.MAX_LINKS;
  const heap = getHeapStatistics().heap_size_limit;
  warn(
    kept > heap,
    `EVENT_LOG_BYTES × MAX_LINKS is ${gigabytes(kept)}, and the heap may grow to ${gigabytes(heap)}`,
    'Were all callers at their bound, the process would end: lower one of them, or raise --max-old-space-size in NODE_OPTIONS.',
  );
  return found;
}

function isInTheClear(url: string | null): boolean {
  if (url === null) return false;
  const { protocol, hostname } = new URL(url);
  return (protocol === 'http:' || protocol === 'redis:') && !isLoopback(withoutBrackets(hostname));
}

function isOpenRedis(url: string | null): boolean {
  if (url === null) return false;
  const { password, hostname } = new URL(url);
  return password === '' && !isLoopback(withoutBrackets(hostname));
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

import * as z from 'zod';
import { integer, list, secret, setting, type Settings } from './kinds.ts';

/** One that Redis's client can take; a `#` or `/` of a password ends where it was not meant to, and is told by what then follows. */
function redisUrl(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^rediss?:$/.test(url.protocol) || url.hostname === '') return null;
  if (!/^(?:\/\d{0,4})?$/.test(url.pathname) || url.search !== '' || url.hash !== '') return null;
  return isDecodable(url.username) && isDecodable(url.password) ? url : null;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

const hidden = '(hidden)';

/** As in `redis://…@host:6379/0`. */
function shownUrl(text: string): string {
  const url = redisUrl(text);
  if (url === null) return text === '' ? '' : hidden;
  const user = url.username === '' && url.password === '' ? '' : '…@';
  return `${url.protocol}//${user}${url.host}${url.pathname}`;
}

const keyLength = 32;

/** Several replicas behind one address. */
export const replicas = {
  REDIS_URL: secret(
    setting(
      z
        .string()
        .refine(
          (text) => text === '' || redisUrl(text) !== null,
          'wants a redis or rediss URL, such as redis://user:password@host:6379/0; in user and password / ? # @ : % are percent-encoded',
        )
        .transform((text) => redisUrl(text)?.href ?? null),
      '',
      'Redis 7 or Valkey, shared by all replicas: whatever replica a client comes to knows its place; unset: this process is alone',
    ),
    shownUrl,
  ),
  REDIS_PREFIX: setting(
    z.string().regex(/^[A-Za-z0-9_.:-]{1,64}$/, 'wants 1 to 64 letters, digits or . _ : -'),
    'gws-graphql',
    'What all keys in Redis begin with; replicas that serve the same agents have the same',
  ),
  EVENT_LOG_KEY: secret(
    setting(
      list(
        /^[A-Za-z0-9+/_-]{43}=?$/,
        `wants ${keyLength} bytes in base64, for example of: openssl rand -base64 32`,
      ).transform((keys) => keys.map((key) => Buffer.from(key, 'base64'))),
      '',
      'Key of 32 bytes in base64 with which all in Redis is encrypted, the same on all replicas; of several, separated by commas, the first encrypts and each decrypts',
    ),
    (text) => (text === '' ? '' : hidden),
  ),
  EVENT_LOG_AGE_MS: setting(
    integer(60_000, 604_800_000),
    '3600000',
    'How long events are kept in Redis at most, in milliseconds',
  ),
  LEASE_MS: setting(
    integer(1000, 60_000),
    '6000',
    'How long a replica that is gone keeps others from receiving the notifications of its agents, in milliseconds',
  ),
} satisfies Settings;

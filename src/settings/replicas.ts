import * as z from 'zod';
import { integer, list, setting, type Settings } from './kinds.ts';

function redisUrl(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^rediss?:$/.test(url.protocol) && url.hostname !== '' ? url : null;
}

const keyLength = 32;

/** Several replicas behind one address. */
export const replicas = {
  REDIS_URL: setting(
    z
      .string()
      .refine(
        (text) => text === '' || redisUrl(text) !== null,
        'wants a redis or rediss URL, such as redis://user:password@host:6379/0',
      )
      .transform((text) => redisUrl(text)?.href ?? null),
    '',
    'Redis 7 or Valkey, shared by all replicas: whatever replica a client comes to knows its place; unset: this process is alone',
  ),
  REDIS_PREFIX: setting(
    z.string().regex(/^[A-Za-z0-9_.:-]{1,64}$/, 'wants 1 to 64 letters, digits or . _ : -'),
    'gws-graphql',
    'What all keys in Redis begin with; replicas that serve the same agents have the same',
  ),
  EVENT_LOG_KEY: setting(
    list(
      /^[A-Za-z0-9+/_-]{43}=?$/,
      `wants ${keyLength} bytes in base64, for example of: openssl rand -base64 32`,
    ).transform((keys) => keys.map((key) => Buffer.from(key, 'base64'))),
    '',
    'Key of 32 bytes in base64 with which all in Redis is encrypted, the same on all replicas; of several, separated by commas, the first encrypts and each decrypts',
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

import * as z from 'zod';
import { integer, setting, type Settings } from './kinds.ts';

/** Where it listens. */
export const listening = {
  PORT: setting(integer(0, 65_535), '4000', 'TCP port to listen on; `0` picks a free one'),
  HOST: setting(
    z.string().regex(/^[A-Za-z0-9.:_-]{1,255}$/, 'wants a host name or address'),
    '127.0.0.1',
    'Address to listen on',
  ),
  TRUST_PROXY: setting(
    integer(0, 10),
    '0',
    'Proxies before the gateway that add to `X-Forwarded-For`: how many of its addresses to believe, from the end, where clients are limited by address',
  ),
  MAX_CONNECTIONS: setting(integer(1, 1_000_000), '20000', 'Most connections of clients at a time; one more is closed'),
} satisfies Settings;

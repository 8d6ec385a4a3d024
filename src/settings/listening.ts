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
} satisfies Settings;

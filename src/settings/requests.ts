import { integer, setting, type Settings } from './kinds.ts';

/** What one request costs. */
export const requests = {
  MAX_REQUEST_BYTES: setting(
    integer(1024, 104_857_600),
    '1048576',
    'Largest GraphQL request or WebSocket message taken, in bytes',
  ),
  MAX_QUERY_TOKENS: setting(integer(10, 1_000_000), '5000', 'Largest GraphQL document taken, in tokens'),
} satisfies Settings;

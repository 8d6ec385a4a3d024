import { integer, setting, type Settings } from './kinds.ts';

/** WebSockets and other streams. */
export const streams = {
  WS_PING_MS: setting(
    integer(100, 600_000),
    '12000',
    'Time between signs of life on every stream, in milliseconds: pings on a WebSocket, which is closed when it misses one; else heartbeats',
  ),
  STREAM_IDLE_MS: setting(
    integer(100, 2_147_483_647),
    '600000',
    'How long a WebSocket is kept on which nothing runs, in milliseconds',
  ),
  STREAM_LIFETIME_MS: setting(
    integer(100, 1_900_000_000),
    '86400000',
    'Age at which a stream is ended so that its client comes again, in milliseconds, a tenth more or less',
  ),
  STREAM_MAX_BUFFER_BYTES: setting(
    integer(1024, 1_073_741_824),
    '4194304',
    'Most bytes kept for a WebSocket whose client does not read; one that leaves more unread is cut',
  ),
} satisfies Settings;

import { integer, setting, type Settings } from './kinds.ts';

/** What one caller costs. */
export const callers = {
  MAX_LINKS: setting(
    integer(1, 1_000_000),
    '10000',
    'Most callers served at a time; one more is answered RATE_LIMITED',
  ),
  LINK_IDLE_MS: setting(
    integer(0, 86_400_000),
    '60000',
    "How long a caller's upstream session is kept after the last use, in milliseconds",
  ),
  EVENT_LOG_SIZE: setting(integer(1, 1_000_000), '1000', 'Events kept per caller for resuming with `after`'),
  EVENT_LOG_BYTES: setting(
    integer(1024, 1_073_741_824),
    '2097152',
    'Bytes of events kept per caller, about; whichever bound is met first counts',
  ),
} satisfies Settings;

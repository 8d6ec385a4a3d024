import { integer, setting, type Settings } from './kinds.ts';

/** What one caller costs. */
export const callers = {
  MAX_LINKS: setting(
    integer(1, 1_000_000),
    '10000',
    'Most callers served at a time; one more is answered RATE_LIMITED',
  ),
  RATE_PER_CALLER: setting(
    integer(0, 1_000_000),
    '100',
    'Operations per second that one caller may ask for, five times as many at once; one more is answered RATE_LIMITED. 0: no limit',
  ),
  RATE_GLOBAL: setting(integer(0, 10_000_000), '5000', 'The same of all callers together'),
  RATE_NEW_DOCUMENTS: setting(
    integer(0, 1_000_000_000),
    '500000',
    'Characters per second of documents that are not known yet, of all callers together, five times as many at once; one more document is answered RATE_LIMITED. 0: no limit',
  ),
  MAX_SOCKETS_PER_CALLER: setting(
    integer(1, 1_000_000),
    '100',
    'Most WebSockets of one caller; one more is closed with 1013',
  ),
  MAX_STREAMS_PER_CALLER: setting(
    integer(1, 1_000_000),
    '1000',
    'Most subscriptions of one caller, over all doors; one more is answered RATE_LIMITED',
  ),
  LOGIN_ATTEMPTS: setting(
    integer(0, 1_000_000),
    '200',
    'Most logins of one client address that are under way or were refused; as many are granted anew in a minute, and one more is answered RATE_LIMITED. 0: no limit',
  ),
  LOGIN_REFUSED_MS: setting(
    integer(0, 3_600_000),
    '5000',
    'How long refused credentials are refused without asking the upstream again, in milliseconds',
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
  MAX_SESSIONS_BYTES: setting(
    integer(65_536, 1_073_741_824),
    '16777216',
    "Bytes that one caller's sessions may take while there are live events, about; more ends them with UPSTREAM_BAD_RESPONSE",
  ),
} satisfies Settings;

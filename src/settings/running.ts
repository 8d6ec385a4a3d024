import * as z from 'zod';
import { integer, onOrOff, setting, type Settings } from './kinds.ts';

/** The process: its end, its log, and what it tells others of its work. */
export const running = {
  SHUTDOWN_TIMEOUT_MS: setting(
    integer(0, 300_000),
    '4000',
    'How long work in progress may go on after SIGTERM, in milliseconds',
  ),
  LOG_LEVEL: setting(
    z.enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'wants fatal, error, warn, info, debug, trace or silent',
    ),
    'info',
    'Least severe log lines written (JSON, to standard error)',
  ),
  AUDIT_LOG: setting(
    onOrOff,
    'on',
    'A log line for every mutation, whatever `LOG_LEVEL` is: who, what, outcome, never the text: `on` or `off`',
  ),
  TRACE_PROPAGATE: setting(
    onOrOff,
    'off',
    '`on`: calls of the upstream carry `X-Request-Id`, and `traceparent` where there is a trace',
  ),
} satisfies Settings;

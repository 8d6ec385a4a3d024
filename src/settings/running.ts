import * as z from 'zod';
import { integer, onOrOff, setting, type Settings } from './kinds.ts';

/** The process: its health, its end, its log, and what it tells others of its work. */
export const running = {
  READY_WITHOUT_UPSTREAM: setting(
    onOrOff,
    'on',
    '`off`: `/readyz` says 503 while the upstream cannot be reached; `on`: it says so, with 200',
  ),
  MAX_EVENT_LOOP_DELAY_MS: setting(
    integer(0, 600_000),
    '1000',
    'Delay of the event loop beyond which it counts as overloaded, and new operations are answered OVERLOADED, in milliseconds. 0: never',
  ),
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

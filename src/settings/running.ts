import * as z from 'zod';
import { integer, setting, type Settings } from './kinds.ts';

/** The process: its end and its log. */
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
} satisfies Settings;

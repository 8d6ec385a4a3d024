import { pino } from 'pino';
import { shownError } from './log/shown-error.ts';

type Write = (fields: Readonly<Record<string, unknown>>, message: string) => void;

/** The few words the gateway's rooms need of a logger; pino's own satisfies it. */
export interface Log {
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
  /** Takes the lines of the audit, whatever the level; absent: they go with the others, as `info`. */
  readonly audit?: Write;
}

/** Members that hold secrets, texts or people's data wherever they stand: the last guard, for no line is meant to have one. */
const secrets = [
  'authorization',
  'Authorization',
  'body',
  'comment',
  'cookie',
  'cookies',
  'credentials',
  'headers',
  'password',
  'query',
  'text',
  'token',
  'userData',
  'variables',
];
const redact = { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' };

/** JSON lines on standard error, so that standard output keeps the one line with the URL. */
export function createLog(level: string): Log {
  const serializers = { err: (error: unknown) => (error instanceof Error ? shownError(error) : error) };
  const log = pino({ level, base: null, serializers, redact }, pino.destination({ dest: 2, sync: true }));
  let audit: Write | null = null;
  return Object.assign(log, {
    audit(fields: Readonly<Record<string, unknown>>, message: string) {
      (audit ??= openAudit())(fields, message);
    },
  });
}

/**
 * There may be thousands of lines in a second: they are written some at a time, at the latest after a second and when the process
 * ends. Never more at once than a pipe takes in one piece, so that other lines do not get in between; and what a reader who does not
 * read leaves behind is bounded.
 */
const batched = { minLength: 3072, maxWrite: 4096, maxLength: 16_777_216, periodicFlush: 1000 };

function openAudit(): Write {
  const log = pino({ level: 'info', base: null }, pino.destination({ dest: 2, sync: false, ...batched }));
  return (fields, message) => {
    log.info(fields, message);
  };
}

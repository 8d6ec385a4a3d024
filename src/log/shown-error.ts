import { GatewayError, type ErrorCode } from '../errors.ts';

/** What a line of the log tells of an error. */
export interface ShownError {
  readonly type: string;
  readonly code?: string | number;
  readonly message?: string;
  readonly upstreamStatusCode?: number;
  /** Places in the code, without the message that JavaScript puts before them. */
  readonly stack?: string;
  readonly cause?: ShownError;
}

/** Causes of causes. */
const deepest = 4;
const mostFrames = 20;

/** Codes whose messages repeat what the upstream or the client wrote. */
const repeating: readonly ErrorCode[] = ['UPSTREAM_REFUSED', 'BAD_USER_INPUT'];
/** Errors of ours besides, whose words are ours. */
const ownErrors = ['BodyError', 'ExchangeEnded'];

/** What JavaScript says of faults in code, without names and values that may be anybody's. */
const aboutCode: readonly RegExp[] = [
  /^Cannot (?:read|set) properties of (?:undefined|null)\b/,
  /^[\w$.]{1,80}(?:\(\.\.\.\))? is not (?:a function|a constructor|iterable|defined)\b/,
  /^Maximum call stack size exceeded$/,
  /^Invalid (?:array|string) length$/,
  /^Converting circular structure to JSON/,
  /^Reduce of empty array with no initial value$/,
];

/**
 * Nothing of an error but what is known to be harmless: errors carry what was sent and received along, in their messages (a parser
 * quotes its text) and as members (HTTP clients keep headers and bodies). Foreign messages are left out; the place tells what they
 * were.
 */
export function shownError(error: unknown, depth = 0): ShownError {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = codeOf(error);
  const message = messageOf(error, code);
  const stack = isForeseen(error) ? '' : framesOf(error);
  const statusCode = error instanceof GatewayError ? error.details['upstreamStatusCode'] : undefined;
  return {
    type: /^\w{1,64}$/.test(error.name) ? error.name : 'Error',
    ...(code === null ? {} : { code }),
    ...(message === null ? {} : { message }),
    ...(typeof statusCode === 'number' ? { upstreamStatusCode: statusCode } : {}),
    ...(stack === '' ? {} : { stack }),
    ...(error.cause === undefined || depth === deepest ? {} : { cause: shownError(error.cause, depth + 1) }),
  };
}

function codeOf(error: Error): string | number | null {
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'number') return code;
  return typeof code === 'string' && /^\w{1,64}$/.test(code) ? code : null;
}

/** Failures of a connection or of the upstream, in which nothing of the code is at fault. */
function isForeseen(error: Error): boolean {
  return error instanceof GatewayError || ownErrors.includes(error.name) || isSystemError(error) || isUndici(error);
}

function messageOf(error: Error, code: string | number | null): string | null {
  const { message } = error;
  if (error instanceof GatewayError) {
    // After a colon may stand what the upstream said.
    return repeating.includes(error.code) ? null : (message.split(': ')[0] ?? null);
  }
  if (ownErrors.includes(error.name)) return message;
  if (isSystemError(error)) return systemWords(error);
  if (isUndici(error)) return /^[A-Za-z ,'-]{1,80}$/.test(message) ? message : null;
  return code === null ? (aboutCode.map((words) => words.exec(message)?.[0]).find(Boolean) ?? null) : null;
}

function isUndici(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && error.code.startsWith('UND_ERR_');
}

function isSystemError(error: Error): boolean {
  return 'syscall' in error && typeof error.syscall === 'string';
}

/** Made anew of the members that say what was tried and where. */
function systemWords(error: Error): string {
  const { syscall, code, hostname, address, port } = error as unknown as Readonly<Record<string, unknown>>;
  return [syscall, code, hostname, address, port]
    .filter((word) => typeof word === 'number' || (typeof word === 'string' && /^[\w.:%-]{1,255}$/.test(word)))
    .join(' ');
}

function framesOf({ stack = '', message }: Error): string {
  const after = message === '' ? 0 : Math.max(0, stack.indexOf(message)) + message.length;
  return stack
    .slice(after)
    .split('\n')
    .filter((line) => /^ {4}at .{1,300}:\d+:\d+\)?$/.test(line))
    .slice(0, mostFrames)
    .join('\n');
}

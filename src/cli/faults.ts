import { descriptorLimit } from '../process/descriptors.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';

/**
 * What nobody has caught, be it thrown or rejected: one line, and the process ends as by a signal, only with 1. Going on is no choice,
 * for nobody knows what was left half done; ending at once would cut off mutations under way, whose effect nobody would know either.
 *
 * @param stop ends it in good order
 */
export function endOnFaults(log: Log, stop: () => void): void {
  let isEnding = false;
  // Without a listener of their own, rejections come here too.
  process.on('uncaughtException', (error, origin) => {
    try {
      log.error({ err: error, origin }, 'an error was caught by nobody: the process ends');
    } catch {
      // There may be no log to write to: that may be what was thrown.
    }
    if (isEnding) process.exit(1);
    isEnding = true;
    stop();
  });
}

/** Descriptors besides those of sockets: files, the log, the event loop's own. */
const others = 100;
/** Sockets to the upstream of a caller with live events: the poll, and one more. */
const perCaller = 2;

/** Says so when there are too few file descriptors for what the settings allow. */
export function warnOfFewDescriptors(
  { MAX_CONNECTIONS, MAX_LINKS }: Pick<Config, 'MAX_CONNECTIONS' | 'MAX_LINKS'>,
  log: Log,
  limit = descriptorLimit(),
): void {
  const wanted = MAX_CONNECTIONS + perCaller * MAX_LINKS + others;
  if (limit === null || limit >= wanted) return;
  log.warn(
    { limit, wanted, MAX_CONNECTIONS, MAX_LINKS },
    'fewer file descriptors than MAX_CONNECTIONS and MAX_LINKS may need: raise the limit (ulimit -n)',
  );
}

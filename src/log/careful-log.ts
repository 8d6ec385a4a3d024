import type { Log } from '../log.ts';
import { createRepeats } from './repeats.ts';
import { shownError, type ShownError } from './shown-error.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The same log, whoever's it is, which gets nothing of an error that may be secret, and not the same warning over and over: when the
 * upstream goes away, thousands of callers meet the same.
 */
export function createCarefulLog(log: Log): Log {
  const repeats = createRepeats();
  const { audit } = log;
  return {
    debug(fields, message) {
      log.debug(shown(fields), message);
    },
    info(fields, message) {
      log.info(shown(fields), message);
    },
    warn(fields, message) {
      const given = shown(fields);
      const code = (given['err'] as ShownError | undefined)?.code ?? given['code'];
      repeats.tell(JSON.stringify([message, code]), (times) => {
        log.warn(times === null ? given : { ...given, times }, message);
      });
    },
    error(fields, message) {
      log.error(shown(fields), message);
    },
    ...(audit === undefined ? {} : { audit }),
  };
}

function shown(fields: Fields): Fields {
  return 'err' in fields ? { ...fields, err: shownError(fields['err']) } : fields;
}

import { InvalidArgumentError, type Command } from 'commander';

/**
 * Reads the value of an option that may be given once: of two, one would be lost without a word. Wants no default of
 * Commander's, which would count as given.
 */
export function once<T>(read: (text: string) => T): (text: string, before: T | undefined) => T {
  return (text, before) => {
    if (before !== undefined) throw new InvalidArgumentError('It was given before.');
    // `--faults --seed 3` has no file, and Commander would take the option for one.
    if (text === '' || text.startsWith('--')) throw new InvalidArgumentError('The value is missing.');
    return read(text);
  };
}

export const text = once((given) => given);

/** A whole number within bounds. */
export function whole(least: number, most = 999_999_999): (text: string, before: number | undefined) => number {
  return once((given) => {
    const value = /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It wants a whole number from ${least} to ${most}.`);
  });
}

/** `--faults` and `--seed`, for every command that runs the sandbox. */
export function addFaultOptions(command: Command): Command {
  return command
    .option('--faults <file>', 'what goes wrong, as JSON (docs/faults.md); each fault is told on standard error', text)
    .option('--seed <number>', 'the same choices again; drawn and told on standard error when absent', text);
}

/** One line on standard error. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

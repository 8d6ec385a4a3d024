import { parseEnv } from 'node:util';
import { nearest } from './nearest.ts';

/** What a configuration file says. */
export interface SettingsFile {
  readonly values: ReadonlyMap<string, FileValue>;
  /** What is wrong with the file itself, one line each. */
  readonly problems: readonly string[];
}

export interface FileValue {
  readonly text: string;
  /** As in `gws.conf:3`. */
  readonly place: string;
}

/** Stands for no setting, and for much else: libraries read it, which see the environment alone. */
const ofTheEnvironment = new Set(['NODE_ENV', 'CONFIG_FILE']);

/**
 * Reads lines of `NAME=value`, with quotes and comments as Node's own `.env` files have them, one line at a time: nothing that
 * cannot be understood is passed over, and no name is given twice.
 *
 * @param file its name, for messages
 * @param known the names of all settings
 */
export function parseSettingsFile(content: string, file: string, known: readonly string[]): SettingsFile {
  const values = new Map<string, FileValue>();
  const problems: string[] = [];
  for (const [index, line] of content
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const place = `${file}:${index + 1}`;
    const [name, text = ''] = Object.entries(parseEnv(line))[0] ?? [];
    const earlier = name === undefined ? undefined : values.get(name);
    if (name === undefined) problems.push(`${place}: wants NAME=value`);
    else if (ofTheEnvironment.has(name)) problems.push(`${place}: ${name} belongs into the environment`);
    else if (!known.includes(name))
      problems.push(`${place}: there is no setting ${shown(name)}${suggestion(name, known)}`);
    else if (earlier !== undefined) problems.push(`${place}: ${name} was given before, at ${earlier.place}`);
    else values.set(name, { text, place });
  }
  return { values, problems };
}

function suggestion(name: string, known: readonly string[]): string {
  const meant = nearest(name.toUpperCase(), known);
  return meant === null ? '' : `; is ${meant} meant?`;
}

/** A line of another kind may hold a secret, or control a terminal. */
function shown(name: string): string {
  return /^\w{1,64}$/.test(name) ? name : 'of this name';
}

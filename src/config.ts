import * as z from 'zod';
import { callers } from './settings/callers.ts';
import { doors } from './settings/doors.ts';
import { listening } from './settings/listening.ts';
import { replicas } from './settings/replicas.ts';
import { requests } from './settings/requests.ts';
import { running } from './settings/running.ts';
import { streams } from './settings/streams.ts';
import { upstream } from './settings/upstream.ts';
import { parseSettingsFile, type SettingsFile } from './settings/file.ts';
import type { Settings } from './settings/kinds.ts';

/** Every setting there is, by topic. The README's table is checked against this. */
export const settings = {
  ...listening,
  ...upstream,
  ...doors,
  ...callers,
  ...requests,
  ...streams,
  ...replicas,
  ...running,
} satisfies Settings;

export type SettingName = keyof typeof settings;

/** All settings, read. */
export type Config = { readonly [Name in SettingName]: z.output<(typeof settings)[Name]['schema']> };

/** Every bad setting, one line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** Where a setting's text comes from: `environment`, `default`, `default in production`, or a line of a file as `gws.conf:3`. */
export interface GivenSetting {
  readonly text: string;
  readonly from: string;
}

/**
 * Reads the settings from an environment and a configuration file; of two that say something, the environment counts.
 *
 * @throws ConfigError that names every bad setting, and what is wrong with the file
 */
export function parseConfig(env: Environment, file: SettingsFile | null = null): Config {
  const schema = z.object(
    Object.fromEntries(Object.entries(settings).map(([name, { schema: value }]) => [name, value])),
  );
  const sources = settingsOf(env, file);
  const texts = Object.fromEntries(Object.entries(sources).map(([name, { text }]) => [name, text]));
  const result = schema.safeParse(texts);
  const problems = [
    ...(file?.problems ?? []),
    ...(result.error?.issues ?? []).map(({ path, message }) => {
      const name = path.join('.');
      const from = sources[name as SettingName].from;
      return from === inEnvironment ? `${name}: ${message}` : `${from}: ${name}: ${message}`;
    }),
  ];
  if (problems.length > 0 || !result.success) throw new ConfigError([...new Set(problems)]);
  const config = result.data as Config;
  if (config.REDIS_URL !== null && config.EVENT_LOG_KEY.length === 0) {
    throw new ConfigError([
      'EVENT_LOG_KEY: is wanted where REDIS_URL is set: 32 bytes in base64, the same on all replicas',
    ]);
  }
  return config;
}

export type Environment = Readonly<Record<string, string | undefined>>;

const inEnvironment = 'environment';

/** What each setting is read from. */
export function settingsOf(
  env: Environment,
  file: SettingsFile | null = null,
): Readonly<Record<SettingName, GivenSetting>> {
  const inProduction = isProduction(env);
  const sources = Object.entries<Settings[string]>(settings).map(
    ([name, { default: text, production }]): readonly [string, GivenSetting] => {
      const written = file?.values.get(name);
      const [here, there] = [given(env[name]), given(written?.text)];
      if (here !== undefined) return [name, { text: here, from: inEnvironment }];
      if (there !== undefined) return [name, { text: there, from: written?.place ?? '' }];
      if (inProduction && production !== undefined) return [name, { text: production, from: 'default in production' }];
      return [name, { text, from: 'default' }];
    },
  );
  return Object.fromEntries(sources) as Record<SettingName, GivenSetting>;
}

export function isProduction(env: Environment): boolean {
  return given(env['NODE_ENV']) === 'production';
}

/** @param name of the file, for messages */
export function parseConfigFile(content: string, name: string): SettingsFile {
  return parseSettingsFile(content, name, Object.keys(settings));
}

/** An empty variable counts as unset: that is how compose files and shells leave them. */
function given(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text.trim();
}

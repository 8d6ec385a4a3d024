import * as z from 'zod';
import { callers } from './settings/callers.ts';
import { doors } from './settings/doors.ts';
import { listening } from './settings/listening.ts';
import { requests } from './settings/requests.ts';
import { running } from './settings/running.ts';
import { streams } from './settings/streams.ts';
import { upstream } from './settings/upstream.ts';
import type { Settings } from './settings/kinds.ts';

/** Every setting there is, by topic. The README's table is checked against this. */
export const settings = {
  ...listening,
  ...upstream,
  ...doors,
  ...callers,
  ...requests,
  ...streams,
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

/**
 * Reads the settings from an environment.
 *
 * @throws ConfigError that names every bad setting
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const schema = z.object(
    Object.fromEntries(Object.entries(settings).map(([name, { schema: value }]) => [name, value])),
  );
  const inProduction = given(env['NODE_ENV']) === 'production';
  const texts = Object.fromEntries(
    Object.entries<Settings[string]>(settings).map(([name, { default: text, production = text }]) => [
      name,
      given(env[name]) ?? (inProduction ? production : text),
    ]),
  );
  const result = schema.safeParse(texts);
  if (!result.success) {
    const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new ConfigError([...new Set(problems)]);
  }
  return result.data as Config;
}

/** An empty variable counts as unset: that is how compose files and shells leave them. */
function given(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text.trim();
}

import {
  ConfigError,
  isProduction,
  parseConfig,
  settings,
  settingsOf,
  type Config,
  type SettingName,
} from '../../config.ts';
import type { SettingsFile } from '../../settings/file.ts';
import type { Settings } from '../../settings/kinds.ts';
import { readConfigFile, type ConfigFileOptions } from '../config-file.ts';
import type { Status, Step } from './check.ts';
import { productionWarnings } from './production.ts';

export interface ReadSettings {
  /** Null: they cannot be read. */
  readonly config: Config | null;
  /** What there is to say of them. */
  readonly settings: readonly Step[];
}

/** The settings that serve would run with, where they come from, and what does not go together with production. */
export function readSettings(url: string | undefined, options: ConfigFileOptions): ReadSettings {
  const env = { ...process.env, ...(url === undefined ? {} : { GWS_URL: url }) };
  try {
    const file = readConfigFile(options);
    const config = parseConfig(env, file);
    if (config.GWS_URL === null) {
      const advice = 'Give a URL or set GWS_URL; --sandbox checks the sandbox itself.';
      const detail = 'GWS_URL is unset: serve would use its built-in sandbox';
      return { config, settings: [step('settings', 'failed', detail, advice)] };
    }
    const differing = differences(env, file, url !== undefined);
    const detail = differing.length === 0 ? 'all readable' : `all readable; ${differing.join(', ')}`;
    const warnings = productionWarnings(config, isProduction(env));
    return {
      config,
      settings: [
        step('settings', 'ok', detail, null),
        ...warnings.map(({ detail: seen, advice }) => step('production', 'warning', seen, advice)),
      ],
    };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const advice = 'Correct these settings; README.md lists what each may be.';
    return { config: null, settings: [step('settings', 'failed', error.problems.join('; '), advice)] };
  }
}

/** As in `PORT=8080 (environment)`. */
function differences(env: NodeJS.ProcessEnv, file: SettingsFile | null, isUrlGiven: boolean): readonly string[] {
  return Object.entries(settingsOf(env, file)).flatMap(([name, { text, from }]) => {
    // It stands above the list.
    if (name === 'GWS_URL' && isUrlGiven) return [];
    const { default: usual, secret }: Settings[string] = settings[name as SettingName];
    return text === usual ? [] : [`${name}=${secret?.(text) ?? text} (${from})`];
  });
}

function step(name: string, status: Status, detail: string, advice: string | null): Step {
  return { name, status, detail, advice, milliseconds: 0 };
}

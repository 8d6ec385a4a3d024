import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { ConfigError, parseConfig, parseConfigFile, type Config } from '../config.ts';
import type { SettingsFile } from '../settings/file.ts';
import { text } from './options.ts';

export interface ConfigFileOptions {
  readonly config?: string;
}

/** `--config`, for every command that reads the settings. */
export function addConfigOption(command: Command): Command {
  return command.option('--config <file>', 'settings as NAME=value lines; the environment wins (CONFIG_FILE)', text);
}

/** The settings file that the option or CONFIG_FILE names; null where neither does. @throws ConfigError when it cannot be read */
export function readConfigFile({ config }: ConfigFileOptions): SettingsFile | null {
  const named = process.env['CONFIG_FILE']?.trim() ?? '';
  const file = config ?? named;
  if (file === '') return null;
  try {
    return parseConfigFile(readFileSync(file, 'utf8'), file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new ConfigError([`${config === undefined ? 'CONFIG_FILE' : '--config'}: ${file} cannot be read (${code})`]);
  }
}

/** @throws ConfigError */
export function readConfig(options: ConfigFileOptions): Config {
  return parseConfig(process.env, readConfigFile(options));
}

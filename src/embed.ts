/** What a program calls to run the gateway within itself: the package's main entry. */
export { ConfigError, parseConfig, settings, type Config, type SettingName } from './config.ts';
export { createGateway, type Gateway } from './gateway.ts';
export { createLog, type Log } from './log.ts';

import { createGateway, createLog, parseConfig } from '../../../src/embed.ts';
import { serveContender } from '../../harness/contender.ts';
import type { ContenderOptions } from './options.ts';

await serveContender(({ base }: ContenderOptions) => {
  const settings = {
    PORT: '0',
    GWS_URL: base,
    EXPLORER: 'off',
    LOG_LEVEL: 'warn',
    RATE_PER_CALLER: '1000000',
    RATE_GLOBAL: '10000000',
  };
  const config = parseConfig({ ...process.env, ...settings });
  return createGateway(config, createLog(config.LOG_LEVEL));
});

import { createGateway, createLog, parseConfig } from '../../../src/embed.ts';
import { keepObjectsYoung } from '../../../src/process/young-objects.ts';
import { serveContender } from '../../harness/contender.ts';
import type { ContenderOptions } from './options.ts';

await serveContender(async ({ base }: ContenderOptions) => {
  const settings = {
    PORT: '0',
    GWS_URL: base,
    EXPLORER: 'off',
    LOG_LEVEL: 'warn',
    RATE_PER_CALLER: '1000000',
    RATE_GLOBAL: '10000000',
  };
  const config = parseConfig({ ...process.env, ...settings });
  const gateway = await createGateway(config, createLog(config.LOG_LEVEL));
  // As `serve` does.
  keepObjectsYoung();
  return gateway;
});

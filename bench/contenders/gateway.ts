import { createGateway, createLog, parseConfig } from '../../src/embed.ts';
import { serveContender } from '../harness/contender.ts';

/** The gateway with the settings that it has by itself. @param settings what a suite cannot do without */
await serveContender(({ base, settings = {} }: { base: string; settings?: Readonly<Record<string, string>> }) => {
  const given = { PORT: '0', GWS_URL: base, LOG_LEVEL: 'warn', EXPLORER: 'off', ...settings };
  return createGateway(parseConfig(given), createLog('warn'));
});

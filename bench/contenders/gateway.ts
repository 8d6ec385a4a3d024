import { createGateway, createLog, parseConfig } from '../../src/embed.ts';
import { serveContender } from '../harness/contender.ts';

/** What one caller of a benchmark asks for, and follows, is more than a thousand agents do. */
const unlimited = {
  RATE_PER_CALLER: '1000000',
  RATE_GLOBAL: '10000000',
  MAX_SOCKETS_PER_CALLER: '100000',
  MAX_STREAMS_PER_CALLER: '1000000',
};

/** The gateway with the settings that it has by itself. @param settings what a suite cannot do without */
await serveContender(({ base, settings = {} }: { base: string; settings?: Readonly<Record<string, string>> }) => {
  const given = { PORT: '0', GWS_URL: base, LOG_LEVEL: 'warn', EXPLORER: 'off', ...unlimited, ...settings };
  return createGateway(parseConfig(given), createLog('warn'));
});

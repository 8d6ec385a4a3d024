import type { Config } from '../../config.ts';
import { createConnection, type Credentials } from '../../upstream/connection.ts';
import { createRest } from '../../upstream/rest.ts';
import type { Step } from './check.ts';
import { runChecks, type ChecklistOptions } from './checklist.ts';
import { loginChecks } from './login.ts';
import { networkChecks } from './network.ts';
import { notificationChecks } from './notifications.ts';
import { redisChecks } from './redis.ts';
import { serviceChecks } from './service.ts';
import { sessionsCheck } from './sessions.ts';

export interface Examination extends ChecklistOptions {
  readonly base: string;
  readonly config: Config;
  /** Null: only what needs no login is looked at. */
  readonly credentials: Credentials | null;
}

/** Looks at an upstream, and at the Redis of replicas where there is one, by the gateway's own means, and leaves nothing behind. */
export async function* examine({
  base,
  config,
  credentials,
  ...options
}: Examination): AsyncGenerator<Step, void, void> {
  const terms = {
    base,
    connections: config.UPSTREAM_CONNECTIONS,
    timeout: config.UPSTREAM_TIMEOUT_MS,
    maxResponseBytes: config.UPSTREAM_MAX_RESPONSE_BYTES,
  };
  const connection = createConnection({ ...terms, credentials: credentials ?? { headers: {}, cookies: [] } });
  const { service, clock } = serviceChecks(terms);
  const notifications = notificationChecks(connection, config.GWS_NOTIFICATIONS_PATH, config.GWS_CHANNELS);
  const redis = config.REDIS_URL === null ? null : redisChecks(config.REDIS_URL, config.REDIS_PREFIX);
  try {
    yield* runChecks(
      [
        ...networkChecks(base),
        ...service,
        ...loginChecks(connection, credentials),
        sessionsCheck(createRest(connection), config.GWS_SESSIONS_PATH),
        ...notifications.checks,
        clock,
        ...(redis?.checks ?? []),
      ],
      { ...options, secrets: [...options.secrets, ...passwordIn(config.REDIS_URL)] },
    );
  } finally {
    redis?.close();
    await notifications.close();
    await connection.close();
  }
}

function passwordIn(url: string | null): readonly string[] {
  const { password } = new URL(url ?? 'redis://none');
  return password === '' ? [] : [password, decodeURIComponent(password)];
}

import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { createSandbox, type Sandbox, type SandboxOptions, type SeenRequest } from '../../src/sandbox/sandbox.ts';
import type { Gateway } from '../../src/gateway.ts';
import { recordingLog, socketClient, startGateway, streamOf, type LogLine, type Stream } from '../support/gateway.ts';
import { authorizationOf } from '../gateway/operating.ts';

export const members = `__typename cursor
  ... on SessionsSnapshot { reason mayHaveMissedEvents sessions { id state participants { userId } } }
  ... on MessageAdded { message { id ... on TextMessage { text } ... on NoticeMessage { code } } }
  ... on SessionStateChanged { state session { id } }
  ... on UpstreamStatusChanged { status why: reason }
  ... on StreamEnding { endReason }`;

export interface Replica {
  readonly gateway: Gateway;
  readonly url: string;
  readonly lines: readonly LogLine[];
  /** A running subscription. */
  watch(after?: string | null, user?: string): Stream;
}

/** Replicas before one sandbox, all in this process; what is theirs in Redis is nobody else's. */
export interface Replicas {
  readonly sandbox: Sandbox;
  /** What reached the upstream. */
  readonly requests: readonly SeenRequest[];
  /** Bayeux sessions that were begun. */
  handshakes(): number;
  readonly env: Readonly<Record<string, string>>;
  start(env?: Record<string, string>): Promise<Replica>;
}

/** Longer than a busy machine stands still. */
export const lease = 6000;

export async function openReplicas(redis: string, options: SandboxOptions = {}): Promise<Replicas> {
  const requests: SeenRequest[] = [];
  const sandbox = await createSandbox({ onRequest: (request) => requests.push(request), ...options });
  onTestFinished(() => sandbox.close());
  const env = {
    GWS_URL: sandbox.url,
    REDIS_URL: redis,
    REDIS_PREFIX: `test-${randomBytes(6).toString('hex')}`,
    EVENT_LOG_KEY: randomBytes(32).toString('base64'),
    LEASE_MS: String(lease),
  };
  return {
    sandbox,
    requests,
    env,
    handshakes: () =>
      requests.filter(({ path, body }) => path.endsWith('/notifications') && body.includes('handshake')).length,
    async start(more = {}) {
      const log = recordingLog();
      const gateway = await startGateway({ ...env, ...more }, log);
      onTestFinished(() => gateway.close());
      return {
        gateway,
        url: gateway.url,
        lines: log.lines,
        watch(after = null, user = 'agent1') {
          const client = socketClient(gateway.url, authorizationOf(user));
          onTestFinished(() => void client.dispose());
          const query = `subscription ($after: Cursor) { sessionEvents(after: $after) { ${members} } }`;
          return streamOf(client, query, { after });
        },
      };
    },
  };
}

import type { SeenRequest } from '../../src/sandbox/sandbox.ts';
import type { Json } from './agent-client.ts';

/** What every reply to an unknown client says. */
export const unknown = { successful: false, error: '402::Unknown client' };
export const connectMessage = (clientId: unknown, members: Json = {}): Json => ({
  channel: '/meta/connect',
  clientId,
  connectionType: 'long-polling',
  ...members,
});
export const channels = (messages: readonly Json[]) => messages.map(({ channel }) => channel);
const events = (messages: readonly Json[]) => messages.filter(({ data }) => data !== undefined);
export const texts = (messages: readonly Json[]) =>
  events(messages).flatMap(({ data }) => ((data as Json)['messages'] as readonly Json[]).map(({ text }) => text));

/** Resolves with each request that the sandbox has read, so that tests know when a connect is held. */
export function watchRequests() {
  const waiting: ((request: SeenRequest) => void)[] = [];
  return {
    onRequest: (request: SeenRequest) => waiting.shift()?.(request),
    next: () => new Promise<SeenRequest>((resolve) => waiting.push(resolve)),
  };
}

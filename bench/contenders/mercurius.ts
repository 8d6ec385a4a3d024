import { setTimeout as pause } from 'node:timers/promises';
import fastify from 'fastify';
import mercurius, { type PubSub } from 'mercurius';
import { serveContender } from '../harness/contender.ts';
import { createAgentEvents } from './agent-events.ts';
import { createPeerSchema, type PeerContext } from './peer-schema.ts';

/** Mercurius as its documentation has it: its own pubsub, JIT after the first execution. */
await serveContender(async ({ base }: { base: string }) => {
  const agents = createAgentEvents(base);
  const callers = new Map<string, Promise<object>>();
  let subscribers = 0;

  /** The caller's events go to a topic of theirs, the snapshot with which a subscription begins to one of its own. */
  async function subscribe({
    authorization,
    pubsub,
  }: PeerContext & { readonly pubsub?: PubSub }): Promise<AsyncIterable<object>> {
    if (pubsub === undefined) throw new Error('there is no pubsub');
    subscribers += 1;
    const topic = `begin ${subscribers}`;
    const found = callers.get(authorization);
    const ready =
      found ??
      agents.listen(authorization, (event) => {
        pubsub.publish({ topic: authorization, payload: { sessionEvents: event } });
      }).ready;
    callers.set(authorization, ready);
    const events: AsyncIterable<object> = await pubsub.subscribe([authorization, topic]);
    void ready.then(async (snapshot) => {
      await pause(1);
      pubsub.publish({ topic, payload: { sessionEvents: snapshot } });
    });
    return events;
  }

  const app = fastify();
  await app.register(mercurius, {
    schema: createPeerSchema(subscribe),
    jit: 1,
    subscription: { context: (_socket, request) => ({ authorization: request.headers.authorization ?? '' }) },
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1', backlog: 4096 });
  return {
    url,
    async close() {
      await agents.close();
      app.server.closeAllConnections();
      void app.close();
    },
  };
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { agent1, agent2, authorizationOf, documentOf, offer, talk } from '../gateway/operating.ts';
import type { Json } from '../support/fixture.ts';
import { basic } from '../support/gateway.ts';
import { known, openSupergraph, type Supergraph } from './supergraph.ts';

const events = `subscription ($after: Cursor) {
  sessionEvents(after: $after) {
    __typename
    cursor
    ... on SessionsSnapshot { reason mayHaveMissedEvents sessions { id crmTicket } }
    ... on SessionStateChanged { session { id crmTicket } state }
    ... on ParticipantsChanged { session { id crmTicket } left { userId } }
    ... on MessageAdded { sessionId }
    ... on StreamEnding { endReason }
  }
}`;

const remove = documentOf('removeParticipant', 'removed { userId } session { id crmTicket participants { userId } }');
const removal = (userId: string): Json => ({ input: { sessionId: talk, participant: { userId } } });
const isParticipantsChanged = ({ __typename }: Json): boolean => __typename === 'ParticipantsChanged';
const code = (error: { readonly extensions: Json } | undefined): unknown => error?.extensions['code'];

/** How many streams the gateway serves to Hive Gateway. */
async function streams({ desk }: Supergraph): Promise<unknown> {
  const text = await (await fetch(`${desk.url}/metrics`)).text();
  return /gws_graphql_streams\{door="sse"\} (\d+)/.exec(text)?.[1];
}

it('docs/federation.md shows the configuration that is tested here', () => {
  const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  const shown = /<!-- (\S+) -->\n```ts\n(.*?)```/s.exec(read('docs/federation.md'));
  expect(shown?.[2]).toBe(read(`examples/federation/${shown?.[1] ?? ''}`));
});

describe('through Hive Gateway', () => {
  it('a query spans both subgraphs, either way', async () => {
    const { ask, seenByCrm } = await openSupergraph();
    const { data, errors } = await ask(`{
      me { userName }
      session(id: "${talk}") { id state crmTicket participants { userId isMe } }
      sessions(first: 1) { pageInfo { hasNextPage } }
      tickets { session { id state } owner { id userName } }
    }`);
    // What the caller has not is null, and Hive Gateway has its own word for each: `state` may not be null.
    expect(errors?.map(({ path }) => path)).toEqual([1, 2].map((index) => ['tickets', index, 'session', 'state']));
    const owner = { id: agent1, userName: 'agent1' };
    expect(data).toEqual({
      me: { userName: 'agent1' },
      session: {
        id: talk,
        state: 'CHATTING',
        crmTicket: `ticket-${talk}`,
        participants: [
          { userId: null, isMe: false },
          { userId: agent1, isMe: true },
          { userId: agent2, isMe: false },
        ],
      },
      sessions: { pageInfo: { hasNextPage: true } },
      tickets: [
        { session: { id: talk, state: 'CHATTING' }, owner },
        ...known.slice(1).map(() => ({ session: null, owner })),
      ],
    });
    expect(seenByCrm.length).toBeGreaterThan(0);
    expect(new Set(seenByCrm)).toEqual(new Set([undefined]));
  });

  it('a mutation is proven as ever, and its refusals and errors arrive with their codes', async () => {
    const { ask } = await openSupergraph();
    expect((await ask(remove, removal(agent2))).data?.['removeParticipant']).toMatchObject({
      outcome: 'CONFIRMED',
      removed: { userId: agent2 },
      session: { id: talk, crmTicket: `ticket-${talk}` },
      userErrors: [],
    });
    expect((await ask(remove, removal(agent2))).data?.['removeParticipant']).toMatchObject({
      outcome: 'REFUSED',
      userErrors: [{ code: 'NOT_FOUND' }],
    });
    const me = '{ me { id } }';
    expect(code((await ask(me, {}, null)).errors?.[0])).toBe('UNAUTHENTICATED');
    expect(code((await ask(me, {}, basic('agent1', 'wrong'))).errors?.[0])).toBe('UNAUTHENTICATED');
    expect(code((await ask('{ session(id: "..") { id } }')).errors?.[0])).toBe('BAD_USER_INPUT');
  });

  it.each(['sse', 'websocket'] as const)('events by %s carry what the other subgraph knows', async (door) => {
    const supergraph = await openSupergraph();
    const { ask, watch } = supergraph;
    const stream = watch(events, {}, authorizationOf('agent1'), door);
    const snapshot = await stream.next();
    expect(snapshot).toMatchObject({ __typename: 'SessionsSnapshot', reason: 'SUBSCRIBED' });
    expect(snapshot['sessions']).toContainEqual({ id: talk, crmTicket: `ticket-${talk}` });
    await ask(remove, removal(agent2));
    const seen = await stream.until(isParticipantsChanged);
    expect(seen.at(-1)).toMatchObject({ session: { crmTicket: `ticket-${talk}` }, left: [{ userId: agent2 }] });

    stream.stop();
    await expect.poll(() => streams(supergraph)).toBe('0');
    expect(await watch(events, { after: snapshot['cursor'] }).until(isParticipantsChanged)).toEqual(seen);
  });

  it('a stream that the gateway ends says so, and completes', async () => {
    const { watch } = await openSupergraph({ STREAM_LIFETIME_MS: '1000' });
    const stream = watch(events);
    const last = (await stream.until(({ __typename }) => __typename === 'StreamEnding')).at(-1);
    expect(last).toMatchObject({ endReason: 'LIFETIME' });
    await expect(stream.next()).rejects.toThrow('The stream is complete.');
    expect(await watch(events, { after: last?.['cursor'] }).next()).toMatchObject({ __typename: 'StreamEnding' });
  });

  it('a stream that breaks off fails, and another goes on after its last cursor', async () => {
    const { ask, watch, cut } = await openSupergraph();
    const stream = watch(events);
    const { cursor } = await stream.next();
    cut();
    expect((await stream.result()).errors).toHaveLength(1);
    await expect(stream.result()).rejects.toThrow('The stream is complete.');
    await ask(remove, removal(agent2));
    const [next] = await watch(events, { after: cursor }).until(isParticipantsChanged);
    expect(next).toMatchObject({ __typename: 'MessageAdded', sessionId: talk });
  });

  it('a subscription with refused credentials is told so, after one login', async () => {
    const { watch, desk } = await openSupergraph();
    const stream = watch(events, {}, basic('agent1', 'wrong'));
    expect(code((await stream.result()).errors?.[0])).toBe('UNAUTHENTICATED');
    await expect(stream.result()).rejects.toThrow('The stream is complete.');
    expect(desk.requests).toHaveLength(1);
  });

  it.each(['sse', 'websocket'] as const)('two agents who ask the same at once get each their own: %s', async (door) => {
    const { ask, watch } = await openSupergraph();
    const agents = [
      { id: agent1, authorization: authorizationOf('agent1') },
      { id: agent2, authorization: authorizationOf('agent2') },
    ];
    const crowd = Array.from({ length: 20 }, () => agents).flat();
    const answers = await Promise.all(
      crowd.map(({ authorization }) => ask('{ me { id } tickets { owner { id userName } } }', {}, authorization)),
    );
    expect(answers.map(({ data }) => (data?.['me'] as Json)['id'])).toEqual(crowd.map(({ id }) => id));
    const owners = answers.map(({ data }) => (data?.['tickets'] as { owner: Json }[])[0]?.owner['userName']);
    expect(owners).toEqual(crowd.map(({ id }) => (id === agent1 ? 'agent1' : null)));

    const first = watch(events, {}, authorizationOf('agent1'), door);
    const second = watch(events, {}, authorizationOf('agent2'), door);
    await Promise.all([first.next(), second.next()]);
    await ask(documentOf('rejectSession'), { input: { sessionId: offer } });
    expect(await first.until(({ session }) => (session as Json | undefined)?.['id'] === offer)).not.toEqual([]);
    await ask(remove, removal(agent2));
    const seen = await second.until(({ state }) => state === 'LEFT_CHAT');
    expect(JSON.stringify(seen)).toContain(talk);
    expect(JSON.stringify(seen)).not.toContain(offer);
  });
});

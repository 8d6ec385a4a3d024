import { afterEach, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import type { Json } from '../support/fixture.ts';
import { ask, basic, socketClient, startGateway, streamOf, type Stream } from '../support/gateway.ts';
import { createRelay, type Relay } from '../support/relay.ts';

const agent2Id = 'e2c90c960d3d40c79684818983ceb314';

const whole = /* GraphQL */ `
  fragment whole on Session {
    id
    state
    direction
    capabilities
    participants {
      id
      userId
      role
      nickname
      visibility
      isMe
    }
    userData {
      key
      value
    }
    comment
    subject
    receivedAt
    suggestedQueues {
      id
    }
  }
`;

const events = /* GraphQL */ `
  subscription {
    sessionEvents {
      __typename
      cursor
      ... on SessionsSnapshot {
        sessions {
          ...whole
        }
      }
      ... on SessionStateChanged {
        session {
          ...whole
        }
      }
      ... on ParticipantsChanged {
        session {
          ...whole
        }
      }
      ... on SessionPropertiesChanged {
        session {
          ...whole
        }
      }
      ... on UnrecognizedNotification {
        payload
      }
    }
  }
  ${whole}
`;

let sandbox: Sandbox;
let relay: Relay | null = null;
let gateway: Gateway;

afterEach(async () => {
  await gateway.close();
  await relay?.close();
  await sandbox.close();
  relay = null;
});

/** Does a mutation as an agent; gives its outcome, and the codes where it was refused. */
async function act(agent: string, name: string, input: Json): Promise<string> {
  const type = `${(name[0] ?? '').toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await ask(
    gateway.url,
    basic(agent, `sandbox-${agent}`),
    `mutation ($input: ${type}!) { ${name}(input: $input) { outcome userErrors { code } } }`,
    { input },
  );
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  const { outcome, userErrors } = data?.[name] as { outcome: string; userErrors: { code: string }[] };
  return [outcome, ...userErrors.map(({ code }) => code)].join(' ');
}

/** What a client knows that keeps the sessions of every event it gets. */
async function replay(stream: Stream, last: string): Promise<Map<unknown, unknown>> {
  const known = new Map<unknown, unknown>();
  const seen = await stream.until(({ payload }) => (payload as Json | undefined)?.['messageType'] === last);
  for (const { sessions, session } of seen) {
    for (const one of (sessions as Json[] | undefined) ?? []) known.set(one['id'], one);
    if (session !== undefined) known.set((session as Json)['id'], session);
  }
  return known;
}

const byId = (one: Json, other: Json): number => String(one['id']).localeCompare(String(other['id']));

it.each([
  ["the sandbox's own Bayeux server", false],
  ['cometd-nodejs-server', true],
])('a working day of two agents and three customers, against %s', async (_name, foreign) => {
  sandbox = await createSandbox({ queueDelay: 0 });
  relay = foreign ? await createRelay(sandbox.url, sandbox.users) : null;
  gateway = await startGateway({ GWS_URL: relay?.url ?? sandbox.url });
  const { control } = sandbox;
  const clients = ['agent1', 'agent2'].map((name) => socketClient(gateway.url, basic(name, `sandbox-${name}`)));
  const streams = clients.map((client) => streamOf(client, events));
  // Both are subscribed before anything happens; what they read first is kept for the replay.
  const firsts = await Promise.all(streams.map((stream) => stream.next()));

  const first = { sessionId: '0002EaAY01MT0082' };
  const second = { sessionId: '0002EaAY01MT0083' };
  const third = { sessionId: '0002EaAY01MT0084' };
  const target = { target: { userId: agent2Id } };
  const day: [string, string, Json, string][] = [
    ['agent1', 'acceptSession', second, 'CONFIRMED'],
    ['agent1', 'acceptSession', second, 'REFUSED FORBIDDEN'],
    ['agent1', 'sendMessage', { ...second, text: 'How may I help you?' }, 'CONFIRMED'],
    ['agent1', 'setTyping', { ...second, isTyping: true, confirmWithin: 5000 }, 'CONFIRMED'],
    ['agent1', 'startConsultation', { ...second, ...target }, 'CONFIRMED'],
    ['agent2', 'sendMessage', { ...second, text: 'Ask for the order.', visibility: 'AGENTS' }, 'CONFIRMED'],
    ['agent1', 'removeParticipant', { ...second, participant: { userId: agent2Id } }, 'CONFIRMED'],
    ['agent1', 'removeParticipant', { ...second, participant: { userId: agent2Id } }, 'REFUSED NOT_FOUND'],
    ['agent2', 'rejectSession', third, 'CONFIRMED'],
    ['agent2', 'sendMessage', { ...third, text: 'Too late' }, 'REFUSED FORBIDDEN'],
    ['agent1', 'setDisposition', { ...second, disposition: 'IssueResolved' }, 'CONFIRMED'],
    ['agent1', 'addComment', { ...second, comment: 'Order found' }, 'CONFIRMED'],
    ['agent1', 'addComment', { ...second, comment: 'Order found' }, 'CONFIRMED'],
    ['agent1', 'attachUserData', { ...second, userData: [{ key: 'Order', value: 17 }] }, 'CONFIRMED'],
    ['agent1', 'updateUserData', { ...second, userData: [{ key: 'Order', value: '18' }] }, 'CONFIRMED'],
    ['agent1', 'deleteUserData', { ...second, keys: ['Order', 'Never there'] }, 'CONFIRMED'],
    ['agent1', 'transferSession', { ...second, ...target }, 'CONFIRMED'],
    ['agent2', 'acceptSession', second, 'CONFIRMED'],
    ['agent2', 'leaveSession', second, 'CONFIRMED'],
    ['agent2', 'setDisposition', { ...second, disposition: 'Done', key: 'DispositionCode' }, 'CONFIRMED'],
    ['agent2', 'completeSession', second, 'CONFIRMED'],
    ['agent2', 'completeSession', second, 'REFUSED FORBIDDEN'],
    ['agent1', 'removeParticipant', { ...first, participant: { userId: agent2Id } }, 'CONFIRMED'],
    ['agent1', 'completeSession', first, 'CONFIRMED'],
    ['agent1', 'leaveSession', { sessionId: 'nothing' }, 'REFUSED NOT_FOUND'],
  ];
  for (const [agent, name, input, expected] of day) {
    expect(`${agent} ${name} ${await act(agent, name, input)}`).toBe(`${agent} ${name} ${expected}`);
    if (name === 'acceptSession' && expected === 'CONFIRMED')
      control.customerWrites(second.sessionId, 'Where is my order?');
  }
  const fourth = control.offerSession('agent2');
  control.withdrawOffer(fourth, 'agent2');
  expect(await act('agent2', 'acceptSession', { sessionId: fourth })).toBe('REFUSED FORBIDDEN');

  for (const [index, name] of ['agent1', 'agent2'].entries()) {
    // A change of readiness is told on another channel, after all the rest.
    await act(name, 'setAgentState', { state: 'NOT_READY' });
    const stream = streams[index];
    const client = clients[index];
    if (stream === undefined || client === undefined) throw new Error('two streams were opened');
    const known = await replay(stream, 'ChannelStateChangeMessageV2');
    for (const one of firsts[index]?.['sessions'] as Json[]) if (!known.has(one['id'])) known.set(one['id'], one);
    const snapshot = (await streamOf(client, events).next()) as { sessions: Json[] };
    expect([...(known.values() as Iterable<Json>)].sort(byId)).toEqual(snapshot.sessions.sort(byId));
    expect(snapshot.sessions.length).toBeGreaterThan(1);
  }
  for (const client of clients) await client.dispose();
});

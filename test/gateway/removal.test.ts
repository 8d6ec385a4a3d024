import { afterEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { cometdBayeux, ownBayeux, type BayeuxSide } from '../support/bayeux-side.ts';
import { fixture, type Json } from '../support/fixture.ts';
import { ask, basic, socketClient, startGateway, streamOf } from '../support/gateway.ts';
import { createPeer, type Peer } from '../support/peer.ts';

const sessionId = '0002EaAY01MT0082';
const agent1 = { userName: 'agent1', id: '5e101708f14442c7ab79814bb4f799b2' };
const agent2 = { userName: 'agent2', id: 'e2c90c960d3d40c79684818983ceb314' };

const events = /* GraphQL */ `
  subscription {
    sessionEvents {
      __typename
      cursor
      ... on SessionsSnapshot {
        reason
        mayHaveMissedEvents
        sessions {
          id
          state
          participants {
            userId
            isMe
          }
        }
      }
      ... on SessionStateChanged {
        state
        previousState
      }
      ... on ParticipantsChanged {
        session {
          id
          state
          receivedAt
          userData(keys: ["ServiceObjective", "PegAGSocialMediaAgentGroup", "RRequestedSkills", "FirstName"]) {
            key
            value
          }
        }
        joined {
          id
        }
        left {
          id
          userId
          nickname
          visibility
        }
      }
      ... on MessageAdded {
        sessionId
        message {
          __typename
          id
          index
          visibility
          sentAt
          sender {
            userId
            role
            nickname
          }
          ... on NoticeMessage {
            code
            subjectUserId
          }
        }
      }
    }
  }
`;

const removal = /* GraphQL */ `
  mutation ($input: RemoveParticipantInput!) {
    removeParticipant(input: $input) {
      outcome
      removed {
        userId
        nickname
      }
      session {
        id
        state
        participants {
          userId
        }
      }
      userErrors {
        code
      }
    }
  }
`;

/** The session as both agents know it before: the documented one, with agent 2 still in it. */
function before(): Json {
  const documented = fixture('remove-participant.agent2.1-status-change')['facebooksession'] as Json;
  return {
    ...documented,
    state: 'Chatting',
    participants: [
      ...(documented['participants'] as Json[]),
      {
        participantId: '007356278F310175',
        id: '007356278F310175',
        type: 'Agent',
        nickname: 'SecondAgent',
        uri: `http: //192.168.83.25: 8090/api/v2/users/${agent2.id}`,
        path: `/users/${agent2.id}`,
        visibility: 'Agents',
      },
    ],
  };
}

const sides: [string, () => BayeuxSide][] = [
  ["the sandbox's Bayeux server", ownBayeux],
  ['cometd-nodejs-server', cometdBayeux],
];

describe.each(sides)('the documented removal over sockets, against %s', (_name, createSide) => {
  let peer: Peer;
  let gateway: Gateway;

  afterEach(async () => {
    await gateway.close();
    await peer.close();
  });

  it.each([
    ['by user id', { userId: agent2.id }],
    ['by participant id', { id: '007356278F310175' }],
  ])('shows both agents what happened and confirms the mutation, %s', async (_how, participant) => {
    const side = createSide();
    peer = await createPeer([agent1, agent2], side);
    peer.sessions.set('agent1', [before()]).set('agent2', [before()]);
    gateway = await startGateway({ GWS_URL: peer.url });
    const clients = [agent1, agent2].map(({ userName }) => socketClient(gateway.url, basic(userName, 'secret')));
    const [first, second] = clients.map((client) => streamOf(client, events));
    if (first === undefined || second === undefined) throw new Error('two streams were opened');

    for (const stream of [first, second]) {
      expect(await stream.next()).toMatchObject({
        __typename: 'SessionsSnapshot',
        reason: 'SUBSCRIBED',
        mayHaveMissedEvents: false,
        sessions: [
          { id: sessionId, state: 'CHATTING', participants: [{}, { userId: agent1.id }, { userId: agent2.id }] },
        ],
      });
    }

    peer.onOperation = (user, id, body) => {
      expect([user, id, body]).toEqual([
        'agent1',
        sessionId,
        { operationName: 'RemoveParticipantFromConference', targetUri: `${peer.url}/users/${agent2.id}` },
      ]);
      setImmediate(() => {
        for (const step of ['1-new-messages', '2-participants-updated', '3-new-messages']) {
          side.deliver('agent1', fixture(`remove-participant.agent1.${step}`));
        }
        for (const step of ['1-status-change', '2-new-messages', '3-status-change', '4-status-change']) {
          side.deliver('agent2', fixture(`remove-participant.agent2.${step}`));
        }
      });
      return { body: fixture('remove-participant.response') };
    };
    const input = { sessionId, participant };
    expect(await ask(gateway.url, basic('agent1', 'secret'), removal, { input })).toEqual({
      data: {
        removeParticipant: {
          outcome: 'CONFIRMED',
          removed: { userId: agent2.id, nickname: 'SecondAgent' },
          session: { id: sessionId, state: 'CHATTING', participants: [{ userId: null }, { userId: agent1.id }] },
          userErrors: [],
        },
      },
    });

    const sender = { userId: agent1.id, role: 'AGENT', nickname: 'TestName' };
    const moment = { index: 5, visibility: 'AGENTS', sentAt: '2015-10-21T13:13:19.000Z', sender };
    const left = [{ id: '007356278F310175', userId: agent2.id, nickname: 'SecondAgent', visibility: 'AGENTS' }];
    const gone = {
      __typename: 'ParticipantsChanged',
      joined: [],
      left,
      session: {
        id: sessionId,
        state: 'CHATTING',
        receivedAt: '2015-10-21T13:12:03.000Z',
        userData: [
          { key: 'ServiceObjective', value: 0 },
          { key: 'PegAGSocialMediaAgentGroup', value: 1 },
          { key: 'RRequestedSkills', value: null },
          { key: 'FirstName', value: 'Vitaliy' },
        ],
      },
    };
    const leftMessage = {
      __typename: 'MessageAdded',
      sessionId,
      message: { __typename: 'ParticipantLeftMessage', ...moment },
    };
    expect([await first.next(), await first.next(), await first.next()]).toMatchObject([
      {
        __typename: 'MessageAdded',
        sessionId,
        message: { __typename: 'NoticeMessage', code: 'PARTICIPANT_REMOVED', subjectUserId: agent2.id, ...moment },
      },
      gone,
      leftMessage,
    ]);
    expect([await second.next(), await second.next(), await second.next(), await second.next()]).toMatchObject([
      gone,
      leftMessage,
      { __typename: 'SessionStateChanged', state: 'LEFT_CHAT', previousState: 'CHATTING' },
      { __typename: 'SessionStateChanged', state: 'COMPLETED', previousState: 'LEFT_CHAT' },
    ]);

    // Repeats give nothing: the next thing either of them sees is the marker.
    for (const step of ['1-new-messages', '2-participants-updated', '3-new-messages']) {
      side.deliver('agent1', fixture(`remove-participant.agent1.${step}`));
    }
    side.deliver('agent1', { messageType: 'Marker' });
    expect(await first.next()).toMatchObject({ __typename: 'UnrecognizedNotification' });
    for (const client of clients) await client.dispose();
  });
});

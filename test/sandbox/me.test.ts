import { describe, expect, it } from 'vitest';
import { agent, fixture } from './agent.ts';
import { type AgentClient, type Json, logIn, startSandbox } from './agent-client.ts';

const start = (client: AgentClient, channels: unknown, more: Json = {}) =>
  client.post('/me', { operationName: 'StartContactCenterSession', channels, ...more });

const me = async (client: AgentClient, subresources: string): Promise<Json> => {
  const { json } = await client.get(`/me?subresources=${subresources}`);
  return (json as { user: Json }).user;
};

describe('StartContactCenterSession', () => {
  it('answers 0 when every channel is in', async () => {
    const client = await logIn(await startSandbox(), 'agent1');
    const answer = await start(client, ['chat', 'facebook', 'facebooksession'], { place: 'a1' });
    expect([answer.status, answer.json]).toEqual([200, { statusCode: 0 }]);
  });

  it('answers 7 with both lists when some are, as was seen', async () => {
    const client = await logIn(await startSandbox(), 'agent1');
    const { otherObservedBody } = await fixture('platform.http.partial-success');
    const answer = await start(client, ['voice', 'chat', 'email']);
    expect([answer.status, answer.json]).toEqual([200, otherObservedBody]);
    expect((await start(client, ['workitem', 'fax', 'voice'])).json).toMatchObject({
      failed: [
        { statusCode: 10, channel: 'fax' },
        { statusCode: 4, channel: 'voice' },
      ],
      succeeded: [{ statusCode: 0, channel: 'multimedia' }],
    });
  });

  it('answers with the code of a channel when none is', async () => {
    const client = await logIn(await startSandbox(), 'agent1');
    const answer = await start(client, ['voice']);
    const documented = await fixture('platform.http.operation-error');
    expect([answer.status, answer.json]).toEqual([documented['httpStatus'], documented['body']]);
    const unknown = await start(client, ['fax', 'voice']);
    expect([unknown.status, unknown.json]).toMatchObject([400, { statusCode: 10 }]);
    expect(await me(client, 'channels')).not.toHaveProperty('channels');
  });

  it('needs channels, and a place of bearable length', async () => {
    const client = await logIn(await startSandbox(), 'agent1');
    for (const channels of [undefined, 'chat', [1], []]) {
      expect((await start(client, channels)).json).toMatchObject({ statusCode: 1 });
    }
    expect((await start(client, Array(33).fill('chat'))).json).toMatchObject({ statusCode: 10 });
    expect((await start(client, ['chat'], { place: 'x'.repeat(257) })).json).toMatchObject({ statusCode: 10 });
  });
});

describe('GET /me', () => {
  it('has the subresources asked for, and channels only once they are started', async () => {
    const client = await logIn(await startSandbox(), 'agent1');
    const before = await me(client, 'features,%20channels,nonsense');
    expect(before).not.toHaveProperty('channels');
    expect(before).not.toHaveProperty('devices');
    const features = before['features'] as readonly Json[];
    expect(features.map(({ id }) => id)).toContain('api-multimedia');
    const seen = (await fixture('platform.http.me-subresources.observed')) as { body: { user: { features: Json[] } } };
    expect(Object.keys(features[0] ?? {})).toEqual(Object.keys(seen.body.user.features[0] ?? {}));

    await start(client, ['facebook', 'chat']);
    const state = { id: '9430250E-0A1B-421F-B372-F29E69366DED', displayName: 'Ready', state: 'Ready' };
    const channels = [
      { channel: 'facebook', userState: state },
      { channel: 'chat', userState: state },
    ];
    expect(await me(client, '*')).toMatchObject({ features, devices: [], channels, channelStates: channels });
    expect(await me(client, '')).not.toHaveProperty('features');
  });
});

describe('Ready and NotReady', () => {
  it('change the state of all channels and tell so', async () => {
    const { client, events } = await agent(await startSandbox(), 'agent1');
    await start(client, ['facebook']);
    expect((await client.post('/me', { operationName: 'NotReady' })).json).toEqual({ statusCode: 0 });
    const [told] = await events(1);
    expect(told).toMatchObject({ messageType: 'ChannelStateChangeMessageV2' });
    const notReady = { channel: 'facebook', userState: { displayName: 'Not Ready', state: 'NotReady' } };
    expect(told?.['channels']).toContainEqual(notReady);
    expect(await me(client, 'channels')).toMatchObject({ channels: [notReady] });
    await client.post('/me', { operationName: 'Ready' });
    expect(await me(client, 'channels')).toMatchObject({ channels: [{ userState: { state: 'Ready' } }] });
  });

  it('change one channel, whichever of its names Facebook goes by', async () => {
    const { client, events } = await agent(await startSandbox(), 'agent1');
    await start(client, ['facebooksession', 'email', 'chat']);
    const states = async () => {
      const { channels } = await me(client, 'channels');
      return (channels as readonly { userState: Json }[]).map(({ userState }) => userState['state']);
    };
    await client.post('/me/channels/email', { operationName: 'NotReady' });
    expect((await events(1))[0]?.['channels']).toHaveLength(1);
    expect(await states()).toEqual(['Ready', 'NotReady', 'Ready']);
    await client.post('/me/channels/facebook', { operationName: 'NotReady' });
    expect(await states()).toEqual(['NotReady', 'NotReady', 'Ready']);
    await client.post('/me/channels/multimedia', { operationName: 'Ready' });
    expect(await states()).toEqual(['Ready', 'Ready', 'Ready']);
  });

  it('refuse voice as was seen, unknown channels and other operations', async () => {
    const client = await logIn(await startSandbox(), 'agent1');
    const documented = await fixture('platform.http.operation-error');
    const voice = await client.post('/me/channels/voice', { operationName: 'NotReady' });
    expect([voice.status, voice.json]).toEqual([documented['httpStatus'], documented['body']]);
    for (const [channel, operationName, status, statusCode] of [
      ['fax', 'Ready', 404, 6],
      ['chat', 'Dance', 400, 3],
      ['chat', undefined, 400, 1],
    ] as const) {
      const answer = await client.post(`/me/channels/${channel}`, { operationName });
      expect([answer.status, answer.json]).toMatchObject([status, { statusCode }]);
    }
  });
});

it('EndContactCenterSession forgets what was started', async () => {
  const sandbox = await startSandbox();
  const client = await logIn(sandbox, 'agent1');
  await start(client, ['chat']);
  await client.post('/me', { operationName: 'EndContactCenterSession' });
  const next = await logIn(sandbox, 'agent1');
  expect(await me(next, 'channels')).not.toHaveProperty('channels');
});

import { describe, expect, it } from 'vitest';
import { agent, fixture, messages, offered, resource, sessionId } from './agent.ts';
import { type Json, kinds, startSandbox, userUri } from './agent-client.ts';

describe('Accept', () => {
  it('sends the state, then the participants, then the log', async () => {
    const sandbox = await startSandbox();
    const agent1 = await agent(sandbox, 'agent1');
    expect((await agent1.client.operate(offered, 'Accept', { nickname: 'John Doe' })).json).toEqual({ statusCode: 0 });
    const [state, participants, log] = await agent1.events(3);
    const documented = await fixture('accept.1-status-change.rev-2016');
    expect(Object.keys(state ?? {}).toSorted()).toEqual(Object.keys(documented).toSorted());
    expect(Object.keys(resource(state))).toEqual(Object.keys(resource(documented)));
    expect(state).toMatchObject({ referenceId: 63, notificationType: 'StatusChange' });
    expect(resource(state)).toMatchObject({ state: 'Chatting', participants: [] });
    expect(resource(state)['capabilities']).toEqual(resource(documented)['capabilities']);
    expect(participants).toMatchObject({ notificationType: 'ParticipantsUpdated' });
    expect(participants).not.toHaveProperty('referenceId');
    expect(resource(participants)['participants']).toMatchObject([{ nickname: 'PersonP' }, { nickname: 'John Doe' }]);
    expect(messages(log)).toMatchObject([
      { index: 1, type: 'ParticipantJoined', from: { type: 'Customer' }, visibility: 'All' },
      { index: 2, type: 'ParticipantJoined', from: { type: 'Agent', nickname: 'John Doe' } },
    ]);
    expect(await agent1.state(offered)).toMatchObject({ state: 'Chatting' });
  });

  it('needs a nickname, once', async () => {
    const { client } = await agent(await startSandbox(), 'agent1');
    for (const nickname of [undefined, '', 5]) {
      expect((await client.operate(offered, 'Accept', { nickname })).json).toMatchObject({ statusCode: 1 });
    }
    expect((await client.operate(offered, 'Accept', { nickname: 'n'.repeat(257) })).json).toMatchObject({
      statusCode: 10,
    });
    expect((await client.operate(offered, 'Accept', { nickname: 'ok' })).json).toEqual({ statusCode: 0 });
    expect((await client.operate(offered, 'Accept', { nickname: 'ok' })).json).toMatchObject({ statusCode: 3 });
  });

  it('brings what the customer wrote while the session was offered', async () => {
    const sandbox = await startSandbox();
    const agent1 = await agent(sandbox, 'agent1');
    sandbox.control.customerWrites(offered, 'hurry');
    await agent1.client.operate(offered, 'Accept', { nickname: 'x' });
    const [, , log] = await agent1.events(3);
    expect(messages(log).map(({ type }) => type)).toEqual(['ParticipantJoined', 'Text', 'ParticipantJoined']);
  });
});

it('Reject completes without capabilities, as documented', async () => {
  const sandbox = await startSandbox();
  const agent1 = await agent(sandbox, 'agent1');
  expect((await agent1.client.operate(offered, 'Reject')).json).toEqual({ statusCode: 0 });
  const [state] = await agent1.events(1);
  const documented = await fixture('reject.1-status-change');
  expect(Object.keys(state ?? {})).toEqual(Object.keys({ ...state, ...documented }));
  expect(Object.keys(resource(state))).toEqual(Object.keys(resource(documented)));
  expect(resource(state)).toMatchObject({ state: 'Completed', participants: [], id: offered });
  sandbox.control.customerWrites(offered, 'too late');
  await agent1.client.operate(sessionId, 'SendMessage', { text: 'next' });
  expect(messages((await agent1.events(1))[0])).toMatchObject([{ text: 'next' }]);
});

describe('SendMessage and SendToAgents', () => {
  it('reach every agent, with the documented members', async () => {
    const sandbox = await startSandbox();
    const [agent1, agent2] = [await agent(sandbox, 'agent1'), await agent(sandbox, 'agent2')];
    await agent1.client.operate(sessionId, 'SendMessage', { text: 'to all' });
    await agent1.client.operate(sessionId, 'SendToAgents', { text: 'to agents' });
    const seen = await agent1.events(2);
    expect(await agent2.events(2)).toEqual(seen);
    const documented = (await fixture('send-to-agents.1-new-messages'))['data'] as Json;
    for (const event of seen) {
      expect(Object.keys(event)).toEqual(Object.keys(documented));
      expect(Object.keys(messages(event)[0] ?? {})).toEqual(Object.keys(messages(documented)[0] ?? {}));
    }
    expect(seen.flatMap(messages)).toMatchObject([
      { index: 5, type: 'Text', text: 'to all', visibility: 'All', from: { nickname: 'TestName' } },
      { index: 6, type: 'Text', text: 'to agents', visibility: 'Agents', from: { visibility: 'All' } },
    ]);
  });

  it('keeps what a consulting agent writes from the customer', async () => {
    const agent2 = await agent(await startSandbox(), 'agent2');
    await agent2.client.operate(sessionId, 'SendMessage', { text: 'unseen' });
    expect(messages((await agent2.events(1))[0])).toMatchObject([
      { visibility: 'Agents', from: { visibility: 'Agents' } },
    ]);
  });

  it('need a text of bearable length', async () => {
    const { client } = await agent(await startSandbox(), 'agent1');
    expect((await client.operate(sessionId, 'SendMessage')).json).toMatchObject({ statusCode: 1 });
    const text = 'x'.repeat(16_385);
    expect((await client.operate(sessionId, 'SendToAgents', { text })).json).toMatchObject({ statusCode: 10 });
  });
});

describe('Consult', () => {
  it('answers with the referenceId and lets the second agent in, unseen by the customer', async () => {
    const sandbox = await startSandbox();
    const [agent1, supervisor] = [await agent(sandbox, 'agent1'), await agent(sandbox, 'supervisor')];
    await agent1.client.operate(offered, 'Accept', { nickname: 'One' });
    await agent1.events(3);
    const targetUri = userUri(sandbox, 'supervisor').replace('/users/', '/contacts/');
    const answer = await agent1.client.operate(offered, 'Consult', { targetUri });
    expect(answer.json).toEqual({ statusCode: 0, referenceId: 64 });

    const [updated, joined] = await agent1.events(2);
    expect(updated).toMatchObject({ notificationType: 'ParticipantsUpdated', referenceId: 64 });
    expect(resource(updated)['participants']).toMatchObject([{}, {}, { nickname: 'Supervisor', visibility: 'Agents' }]);
    expect(resource(updated)['capabilities']).toHaveLength(16);
    expect(messages(joined)).toMatchObject([{ type: 'ParticipantJoined', visibility: 'Agents' }]);
    const [state, same] = await supervisor.events(2);
    expect(state).toMatchObject({ notificationType: 'StatusChange', referenceId: 64 });
    expect(Object.keys(resource(state)['userData'] as Json)).toHaveLength(81);
    expect(resource(state)).toMatchObject({ state: 'Chatting', id: offered });
    expect(same).toEqual(joined);
  });

  it('refuses oneself, whoever is in already, and unknown users', async () => {
    const sandbox = await startSandbox();
    const { client } = await agent(sandbox, 'agent1');
    for (const [userName, statusCode] of [
      ['agent1', 3],
      ['agent2', 3],
    ] as const) {
      const answer = await client.operate(sessionId, 'Consult', { targetUri: userUri(sandbox, userName) });
      expect(answer.json).toMatchObject({ statusCode });
    }
    expect((await client.operate(sessionId, 'Consult', { targetPath: '/users/x' })).json).toMatchObject({
      statusCode: 6,
    });
    expect((await client.operate(sessionId, 'Consult', { targetPath: '/groups/x' })).json).toMatchObject({
      statusCode: 2,
    });
    expect((await client.operate(sessionId, 'Consult')).json).toMatchObject({ statusCode: 1 });
  });

  it('lets a removed agent in again', async () => {
    const sandbox = await startSandbox();
    const [agent1, agent2] = [await agent(sandbox, 'agent1'), await agent(sandbox, 'agent2')];
    const targetUri = userUri(sandbox, 'agent2');
    await agent1.client.operate(sessionId, 'RemoveParticipantFromConference', { targetUri });
    await agent1.client.operate(sessionId, 'Consult', { targetUri });
    expect(kinds(await agent2.events(6)).slice(4)).toEqual(['StatusChange Chatting', 'NewMessages ParticipantJoined']);
  });
});

describe('Leave and Complete', () => {
  it('Leave alone ends in LeftChat, and Complete then in Completed', async () => {
    const sandbox = await startSandbox();
    const agent1 = await agent(sandbox, 'agent1');
    await agent1.client.operate(offered, 'Accept', { nickname: 'One' });
    await agent1.events(3);
    await agent1.client.operate(offered, 'Leave');
    const [left] = await agent1.events(1);
    expect(left).toMatchObject({ notificationType: 'StatusChange', referenceId: 64 });
    expect(resource(left)).toMatchObject({
      state: 'LeftChat',
      capabilities: ['Transfer', 'Complete', 'Leave', 'InFocus'],
      participants: [],
    });
    expect((await agent1.client.operate(offered, 'SendMessage', { text: 'x' })).json).toMatchObject({ statusCode: 3 });
    await agent1.client.operate(offered, 'Complete', { queueName: 'PostProcessingQueue' });
    expect(await agent1.events(1)).toMatchObject([{ referenceId: 65, facebooksession: { state: 'Completed' } }]);
  });

  it('Leave among agents ends in Completed without a referenceId, and the others are told', async () => {
    const sandbox = await startSandbox();
    const [agent1, agent2] = [await agent(sandbox, 'agent1'), await agent(sandbox, 'agent2')];
    await agent2.client.operate(sessionId, 'Leave');
    const [completed] = await agent2.events(1);
    expect(resource(completed)).toMatchObject({ state: 'Completed' });
    expect(completed).not.toHaveProperty('referenceId');
    const [updated, left] = await agent1.events(2);
    expect(updated).toMatchObject({ notificationType: 'ParticipantsUpdated', facebooksession: { state: 'Chatting' } });
    expect(messages(left)).toMatchObject([
      { type: 'ParticipantLeft', visibility: 'Agents', from: { nickname: 'SecondAgent' } },
    ]);
  });

  it('makes a consulting agent visible when the last visible one completes', async () => {
    const sandbox = await startSandbox();
    const [agent1, agent2] = [await agent(sandbox, 'agent1'), await agent(sandbox, 'agent2')];
    expect((await agent1.client.operate(sessionId, 'Complete', { queueName: 5 })).json).toMatchObject({
      statusCode: 1,
    });
    await agent1.client.operate(sessionId, 'Complete');
    expect(await agent1.events(1)).toMatchObject([{ facebooksession: { state: 'Completed', capabilities: [] } }]);
    const [updated] = await agent2.events(2);
    expect(resource(updated)['participants']).toMatchObject([{ type: 'Customer' }, { visibility: 'All' }]);
    expect(await agent1.state()).toMatchObject({ state: 'Completed' });
    expect(await agent2.state()).toMatchObject({ state: 'Chatting' });
  });
});

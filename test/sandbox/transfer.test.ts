import { describe, expect, it } from 'vitest';
import { agent, messages, offered, resource, sessionId } from './agent.ts';
import { kinds, startSandbox, userNamed, userUri } from './agent-client.ts';

describe('Transfer to an agent who consults in the session', () => {
  it('makes them visible, and completes the caller with the referenceId of the answer', async () => {
    const sandbox = await startSandbox();
    const [agent1, agent2] = [await agent(sandbox, 'agent1'), await agent(sandbox, 'agent2')];
    const targetUri = `/users/${userNamed(sandbox, 'agent2').id}`;
    const answer = await agent1.client.operate(sessionId, 'Transfer', { targetUri });
    expect([answer.status, answer.json]).toEqual([200, { statusCode: 0, referenceId: 63 }]);
    const [completed] = await agent1.events(1);
    expect(completed).toMatchObject({ notificationType: 'StatusChange', referenceId: 63 });
    expect(resource(completed)).toMatchObject({ state: 'Completed', capabilities: [] });
    const [updated, left] = await agent2.events(2);
    expect(updated).toMatchObject({ notificationType: 'ParticipantsUpdated', referenceId: 63 });
    expect(resource(updated)).toMatchObject({
      state: 'Chatting',
      participants: [{ type: 'Customer' }, { nickname: 'SecondAgent', visibility: 'All' }],
    });
    expect(messages(left)).toMatchObject([{ type: 'ParticipantLeft', from: { nickname: 'TestName' } }]);

    sandbox.control.customerWrites(sessionId, 'who is it now?');
    await agent2.client.operate(sessionId, 'SendMessage', { text: 'me' });
    expect((await agent2.events(2)).flatMap(messages)).toMatchObject([
      { text: 'who is it now?' },
      { text: 'me', visibility: 'All' },
    ]);
  });
});

describe('Transfer to another agent', () => {
  it('offers the session, which stays open for the customer, until it is accepted', async () => {
    const sandbox = await startSandbox();
    const [agent1, supervisor] = [await agent(sandbox, 'agent1'), await agent(sandbox, 'supervisor')];
    await agent1.client.operate(offered, 'Accept', { nickname: 'One' });
    await agent1.events(3);
    const targetPath = `/contacts/${userNamed(sandbox, 'supervisor').id}`;
    const answer = await agent1.client.operate(offered, 'Transfer', { targetPath });
    expect(answer.json).toEqual({ statusCode: 0, referenceId: 64 });
    expect(await agent1.events(1)).toMatchObject([{ referenceId: 64, facebooksession: { state: 'Completed' } }]);
    const [offer] = await supervisor.events(1);
    expect(offer).not.toHaveProperty('referenceId');
    expect(resource(offer)).toMatchObject({
      state: 'Invited',
      capabilities: ['Accept', 'Reject'],
      participants: [],
      id: offered,
    });

    sandbox.control.customerWrites(offered, 'still here');
    await supervisor.client.operate(offered, 'Accept', { nickname: 'Boss' });
    const [, participants, log] = await supervisor.events(3);
    expect(resource(participants)['participants']).toMatchObject([{ type: 'Customer' }, { nickname: 'Boss' }]);
    expect(messages(log).map(({ type }) => type)).toEqual([
      'ParticipantJoined',
      'ParticipantJoined',
      'ParticipantLeft',
      'Text',
      'ParticipantJoined',
    ]);
  });

  it('tells those who stay that the caller goes, and later that the target comes', async () => {
    const sandbox = await startSandbox();
    const [agent1, agent2, supervisor] = [
      await agent(sandbox, 'agent1'),
      await agent(sandbox, 'agent2'),
      await agent(sandbox, 'supervisor'),
    ];
    await agent1.client.operate(sessionId, 'Transfer', { targetUri: userUri(sandbox, 'supervisor') });
    expect(kinds(await agent2.events(2))).toEqual(['ParticipantsUpdated Chatting', 'NewMessages ParticipantLeft']);
    const twice = await agent2.client.operate(sessionId, 'Transfer', { targetUri: userUri(sandbox, 'supervisor') });
    const consult = await agent2.client.operate(sessionId, 'Consult', { targetUri: userUri(sandbox, 'supervisor') });
    const statusMessage = "User 'supervisor' is offered this session already.";
    for (const { json } of [twice, consult]) expect(json).toEqual({ statusCode: 3, statusMessage });
    await supervisor.client.operate(sessionId, 'Accept', { nickname: 'Boss' });
    const [updated, joined] = await agent2.events(2);
    expect(updated).not.toHaveProperty('referenceId');
    expect(resource(updated)['participants']).toHaveLength(3);
    expect(messages(joined)).toMatchObject([{ type: 'ParticipantJoined', from: { nickname: 'Boss' } }]);
  });

  it('ends for the customer when the offer is rejected or withdrawn', async () => {
    const sandbox = await startSandbox();
    const [agent1, supervisor] = [await agent(sandbox, 'agent1'), await agent(sandbox, 'supervisor')];
    const second = sandbox.control.offerSession('agent1');
    for (const id of [offered, second]) {
      await agent1.client.operate(id, 'Accept', { nickname: 'One' });
      await agent1.client.operate(id, 'Transfer', { targetUri: userUri(sandbox, 'supervisor') });
    }
    await supervisor.client.operate(offered, 'Reject');
    sandbox.control.withdrawOffer(second, 'supervisor');
    expect(kinds(await supervisor.events(4))).toEqual([
      'StatusChange Invited',
      'StatusChange Invited',
      'StatusChange Completed',
      'StatusChange Revoked',
    ]);
    for (const id of [offered, second]) expect((await agent1.state(id))['participants']).toEqual([]);
    expect((await supervisor.client.operate(second, 'Accept', { nickname: 'x' })).json).toMatchObject({
      statusCode: 3,
      statusMessage: "Operation 'Accept' is not possible in state 'Revoked'.",
    });
  });

  it('is accepted for an agent who is not ready, and then told in an Error', async () => {
    const sandbox = await startSandbox();
    const [agent1, supervisor] = [await agent(sandbox, 'agent1'), await agent(sandbox, 'supervisor')];
    await supervisor.client.post('/me', { operationName: 'NotReady' });
    const targetUri = userUri(sandbox, 'supervisor');
    const answer = await agent1.client.operate(sessionId, 'Transfer', { targetUri });
    expect(answer.json).toEqual({ statusCode: 0, referenceId: 63 });
    expect(await agent1.events(1)).toMatchObject([
      { notificationType: 'Error', referenceId: 63, errorCode: 16, errorMessage: "User 'supervisor' is not ready." },
    ]);
    expect(await agent1.state()).toMatchObject({ state: 'Chatting' });
  });

  it('works from LeftChat too, without the customer', async () => {
    const sandbox = await startSandbox();
    const [agent1, supervisor] = [await agent(sandbox, 'agent1'), await agent(sandbox, 'supervisor')];
    await agent1.client.operate(offered, 'Accept', { nickname: 'One' });
    await agent1.client.operate(offered, 'Leave');
    await agent1.client.operate(offered, 'Transfer', { targetUri: userUri(sandbox, 'supervisor') });
    expect(kinds(await agent1.events(5)).slice(3)).toEqual(['StatusChange LeftChat', 'StatusChange Completed']);
    await supervisor.client.operate(offered, 'Accept', { nickname: 'Boss' });
    const [, , participants] = await supervisor.events(4);
    expect(resource(participants)['participants']).toMatchObject([{ nickname: 'Boss' }]);
  });
});

it('refuses unusable targets, and then changes nothing', async () => {
  const sandbox = await startSandbox();
  const { client, state } = await agent(sandbox, 'agent1');
  const before = await state();
  for (const [parameters, status, statusCode] of [
    [{}, 400, 1],
    [{ targetUri: 7 }, 400, 1],
    [{ targetUri: 'agent2' }, 400, 2],
    [{ targetUri: userUri(sandbox, 'agent1') }, 400, 3],
    [{ targetUri: `${sandbox.url}/users/${'0'.repeat(32)}` }, 404, 6],
    [{ targetPath: `/queues/${userNamed(sandbox, 'agent2').id}` }, 404, 6],
    [{ targetPath: '/contacts/unknown' }, 404, 6],
    [{ targetPath: '/users/41cc5016-2d18-4a91-93ec-b43748948608' }, 404, 6],
    [{ targetUri: `/users/${'x'.repeat(2_000)}` }, 400, 10],
  ] as const) {
    const answer = await client.operate(sessionId, 'Transfer', parameters);
    expect([answer.status, answer.json]).toMatchObject([status, { statusCode }]);
  }
  expect(await state()).toEqual(before);
});

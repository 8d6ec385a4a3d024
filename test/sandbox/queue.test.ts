import { describe, expect, it } from 'vitest';
import { agent, messages, offered, resource, sessionId } from './agent.ts';
import { kinds, startSandbox, userUri } from './agent-client.ts';

const queue = '41cc5016-2d18-4a91-93ec-b43748948608';
const documented = '/contacts/5c7c1112-2be4-4108-9fbe-341312585616';

/** agent1 chats alone in the offered session, and agent2 listens. */
async function start() {
  const sandbox = await startSandbox({ queueDelay: 0 });
  const [agent1, agent2] = [await agent(sandbox, 'agent1'), await agent(sandbox, 'agent2')];
  await agent1.client.operate(offered, 'Accept', { nickname: 'One' });
  await agent1.events(3);
  return { sandbox, agent1, agent2 };
}

describe('Transfer to a queue', () => {
  it.each([`/queues/${queue}`, `/contacts/${queue}`, documented])('%s offers to another agent', async (targetPath) => {
    const { agent1, agent2 } = await start();
    const answer = await agent1.client.operate(offered, 'Transfer', { targetPath });
    expect(answer.json).toEqual({ statusCode: 0, referenceId: 64 });
    expect(await agent1.events(1)).toMatchObject([{ referenceId: 64, facebooksession: { state: 'Completed' } }]);
    const [offer] = await agent2.events(1);
    expect(offer).toMatchObject({ facebooksession: { id: offered, state: 'Invited' } });
    await agent2.client.operate(offered, 'Accept', { nickname: 'Two' });
    const [, participants] = await agent2.events(3);
    expect(resource(participants)['participants']).toMatchObject([{ type: 'Customer' }, { nickname: 'Two' }]);
  });

  it('waits while nobody is ready, open for the customer', async () => {
    const { sandbox, agent1, agent2 } = await start();
    await agent2.client.post('/me/channels/facebook', { operationName: 'NotReady' });
    await agent1.client.operate(offered, 'Transfer', { targetUri: `${sandbox.url}/queues/${queue}` });
    sandbox.control.customerWrites(offered, 'how long does it take?');
    await agent2.client.operate(sessionId, 'SendToAgents', { text: 'still nothing' });
    await agent2.client.post('/me', { operationName: 'Ready' });
    const seen = await agent2.events(4);
    expect(seen.map(({ messageType }) => messageType)).toEqual([
      'ChannelStateChangeMessageV2',
      'MessageLogUpdated',
      'ChannelStateChangeMessageV2',
      'FacebooksessionStateChangeMessage',
    ]);
    expect(resource(seen[3])).toMatchObject({ id: offered, state: 'Invited' });
    await agent2.client.operate(offered, 'Accept', { nickname: 'Two' });
    const [, , log] = await agent2.events(3);
    expect(messages(log)).toContainEqual(expect.objectContaining({ text: 'how long does it take?' }));
  });

  it('is not offered again to who rejects, misses or transferred it', async () => {
    const { sandbox, agent1, agent2 } = await start();
    await agent1.client.operate(offered, 'Transfer', { targetPath: `/queues/${queue}` });
    await agent2.events(1);
    await agent2.client.operate(offered, 'Reject');
    await agent2.client.post('/me', { operationName: 'Ready' });
    await agent1.client.post('/me', { operationName: 'Ready' });
    const next = sandbox.control.offerSession('agent2');
    const seen = await agent2.events(3);
    expect(seen.map((event) => resource(event)['id'] ?? event['messageType'])).toEqual([
      offered,
      'ChannelStateChangeMessageV2',
      next,
    ]);
    expect(await agent1.state(offered)).toMatchObject({ participants: [{ type: 'Customer' }] });
  });

  it('goes to the next agent when an offer is withdrawn', async () => {
    const { sandbox, agent1, agent2 } = await start();
    const other = sandbox.control.offerSession('supervisor');
    const supervisor = await agent(sandbox, 'supervisor');
    await supervisor.client.operate(other, 'Accept', { nickname: 'Boss' });
    await supervisor.events(3);
    await supervisor.client.operate(other, 'Transfer', { targetPath: `/queues/${queue}` });
    // agent1 has two sessions open and agent2 has two; the first in the table is asked.
    expect(kinds(await agent1.events(1))).toEqual(['StatusChange Invited']);
    sandbox.control.withdrawOffer(other, 'agent1');
    expect(kinds(await agent1.events(1))).toEqual(['StatusChange Revoked']);
    expect(await agent2.events(1)).toMatchObject([{ facebooksession: { id: other, state: 'Invited' } }]);
  });

  it('leaves a session in a queue without agents alone', async () => {
    const { sandbox, agent1, agent2 } = await start();
    const targetPath = '/queues/0d9c0a4e-6f0b-4b7e-9b39-8a4f6f1d2c57';
    await agent1.client.operate(offered, 'Transfer', { targetPath });
    const next = sandbox.control.offerSession('agent2');
    expect(await agent2.events(1)).toMatchObject([{ facebooksession: { id: next } }]);
  });

  it('lets the last agent go without ending it for the customer', async () => {
    const sandbox = await startSandbox({ queueDelay: 0 });
    const [agent1, agent2] = [await agent(sandbox, 'agent1'), await agent(sandbox, 'agent2')];
    await agent1.client.operate(sessionId, 'Transfer', { targetPath: `/queues/${queue}` });
    await agent2.client.operate(sessionId, 'Leave');
    expect(kinds(await agent2.events(3))).toEqual([
      'ParticipantsUpdated Chatting',
      'NewMessages ParticipantLeft',
      'StatusChange Completed',
    ]);
    // Who left without passing it on may be asked.
    expect(await agent2.events(1)).toMatchObject([{ facebooksession: { id: sessionId, state: 'Invited' } }]);
  });
});

describe('Consult through a queue', () => {
  it.each(['queues', 'contacts'])('/%s/{id} brings another agent', async (kind) => {
    const { agent1, agent2 } = await start();
    const answer = await agent1.client.operate(offered, 'Consult', { targetPath: `/${kind}/${queue}` });
    expect(answer.json).toEqual({ statusCode: 0, referenceId: 64 });
    const [updated] = await agent1.events(2);
    expect(updated).toMatchObject({ notificationType: 'ParticipantsUpdated', referenceId: 64 });
    expect(resource(updated)['participants']).toMatchObject([
      {},
      {},
      { nickname: 'SecondAgent', visibility: 'Agents' },
    ]);
    expect(kinds(await agent2.events(2))).toEqual(['StatusChange Chatting', 'NewMessages ParticipantJoined']);
  });

  it('is accepted when nobody is available, and then told in an Error to the caller alone', async () => {
    const sandbox = await startSandbox();
    const [agent1, agent2] = [await agent(sandbox, 'agent1'), await agent(sandbox, 'agent2')];
    const before = await agent1.state();
    const answer = await agent1.client.operate(sessionId, 'Consult', { targetPath: `/queues/${queue}` });
    expect(answer.json).toEqual({ statusCode: 0, referenceId: 63 });
    expect(await agent1.events(1)).toEqual([
      {
        messageType: 'FacebooksessionStateChangeMessage',
        notificationType: 'Error',
        referenceId: 63,
        facebooksession: { id: sessionId, uri: `${sandbox.url}/facebooksessions/${sessionId}` },
        errorCode: 16,
        errorMessage: "No agent is available in queue 'FacebookQueue'.",
      },
    ]);
    expect(await agent1.state()).toEqual(before);
    await agent1.client.operate(sessionId, 'SendToAgents', { text: 'next' });
    expect(kinds(await agent2.events(1))).toEqual(['NewMessages Text']);
  });

  it('asks only ready agents, while one named in person comes anyway', async () => {
    const { sandbox, agent1, agent2 } = await start();
    await agent2.client.post('/me/channels/multimedia', { operationName: 'NotReady' });
    await agent1.client.operate(offered, 'Consult', { targetPath: `/queues/${queue}` });
    expect(await agent1.events(1)).toMatchObject([{ notificationType: 'Error' }]);
    await agent1.client.operate(offered, 'Consult', { targetUri: userUri(sandbox, 'agent2') });
    expect(kinds(await agent1.events(1))).toEqual(['ParticipantsUpdated Chatting']);
  });

  it('finds nobody in a queue without agents', async () => {
    const { agent1 } = await start();
    const targetPath = '/queues/0d9c0a4e-6f0b-4b7e-9b39-8a4f6f1d2c57';
    await agent1.client.operate(offered, 'Consult', { targetPath });
    expect(await agent1.events(1)).toMatchObject([{ notificationType: 'Error', errorCode: 16 }]);
  });

  it('refuses queues that do not exist, and queues where only a user will do', async () => {
    const { agent1 } = await start();
    for (const targetPath of [`/queues/${queue}`, `/contacts/${queue}`]) {
      const removal = await agent1.client.operate(offered, 'RemoveParticipantFromConference', { targetPath });
      expect([removal.status, removal.json]).toMatchObject([400, { statusCode: 2 }]);
    }
    const answer = await agent1.client.operate(offered, 'Consult', { targetPath: '/queues/unknown' });
    expect([answer.status, answer.json]).toMatchObject([404, { statusCode: 6 }]);
  });
});

it('Complete takes the name of a queue, if it exists', async () => {
  const { agent1 } = await start();
  const nowhere = await agent1.client.operate(offered, 'Complete', { queueName: 'Nowhere' });
  const statusMessage = "There is no queue 'Nowhere'.";
  expect([nowhere.status, nowhere.json]).toEqual([404, { statusCode: 6, statusMessage }]);
  expect(await agent1.state(offered)).toMatchObject({ state: 'Chatting' });
  const answer = await agent1.client.operate(offered, 'Complete', { queueName: 'PostProcessingQueue' });
  expect(answer.json).toEqual({ statusCode: 0 });
});

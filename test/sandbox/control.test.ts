import { describe, expect, it } from 'vitest';
import { agent, messages, offered, resource, sessionId } from './agent.ts';
import { kinds, listen, logIn, startSandbox } from './agent-client.ts';

describe('the customer', () => {
  it('types, and agents see when it begins and ends', async () => {
    const sandbox = await startSandbox();
    const agent1 = await agent(sandbox, 'agent1');
    sandbox.control.customerTypes(sessionId, true);
    sandbox.control.customerTypes(sessionId, false);
    const seen = (await agent1.events(2)).flatMap(messages);
    expect(seen).toMatchObject([
      { type: 'TypingStarted', from: { type: 'Customer' }, visibility: 'All' },
      { type: 'TypingStopped', from: { type: 'Customer' }, visibility: 'All' },
    ]);
  });

  it('leaves, and agents go on with those who stay', async () => {
    const sandbox = await startSandbox();
    const agent1 = await agent(sandbox, 'agent1');
    sandbox.control.customerLeaves(sessionId);
    sandbox.control.customerLeaves(sessionId);
    sandbox.control.customerTypes(sessionId, true);
    const [updated, left] = await agent1.events(2);
    expect(updated).toMatchObject({ notificationType: 'ParticipantsUpdated' });
    expect(updated).not.toHaveProperty('referenceId');
    expect(resource(updated)).toMatchObject({
      state: 'Chatting',
      participants: [{ type: 'Agent' }, { type: 'Agent' }],
    });
    expect(messages(left)).toMatchObject([{ type: 'ParticipantLeft', from: { type: 'Customer' } }]);
    await agent1.client.operate(sessionId, 'Complete');
    expect(kinds(await agent1.events(1))).toEqual(['StatusChange Completed']);
  });

  it('leaves before anybody accepted, and the offer is withdrawn', async () => {
    const sandbox = await startSandbox();
    const agent1 = await agent(sandbox, 'agent1');
    sandbox.control.customerLeaves(offered);
    expect(await agent1.events(1)).toMatchObject([{ facebooksession: { id: offered, state: 'Revoked' } }]);
  });
});

it('withdraws offers, and only those', async () => {
  const sandbox = await startSandbox();
  const agent1 = await agent(sandbox, 'agent1');
  sandbox.control.withdrawOffer(offered, 'agent1');
  const [revoked] = await agent1.events(1);
  expect(revoked).toMatchObject({ facebooksession: { state: 'Revoked', capabilities: [], participants: [] } });
  expect(revoked).not.toHaveProperty('referenceId');
  const withdraw = (id: string, userName: string) => () => {
    sandbox.control.withdrawOffer(id, userName);
  };
  expect(withdraw(offered, 'agent1')).toThrow(/Revoked/);
  expect(withdraw(sessionId, 'agent1')).toThrow(/Chatting/);
  expect(withdraw(offered, 'agent2')).toThrow(/none/);
  expect(withdraw('nothing', 'agent1')).toThrow(/nothing/);
});

describe('failNext', () => {
  it('answers the next such operation, which does nothing, and no other', async () => {
    const sandbox = await startSandbox();
    const { client, events } = await agent(sandbox, 'agent1');
    const body = { statusCode: 4, statusMessage: 'Chat server is gone' };
    sandbox.control.failNext('SendMessage', { status: 500, body });
    sandbox.control.failNext('SendMessage', { status: 502, body: '<html>Bad Gateway</html>' });
    await client.operate(sessionId, 'SendToAgents', { text: 'one' });
    const first = await client.operate(sessionId, 'SendMessage', { text: 'two' });
    expect([first.status, first.json]).toEqual([500, body]);
    const second = await client.operate(sessionId, 'SendMessage', { text: 'three' });
    expect([second.status, second.text, second.json]).toEqual([502, '<html>Bad Gateway</html>', undefined]);
    await client.operate(sessionId, 'SendMessage', { text: 'four' });
    expect((await events(2)).flatMap(messages)).toMatchObject([{ text: 'one' }, { text: 'four' }]);
  });

  it('knows the operations on oneself, and throws at others', async () => {
    const sandbox = await startSandbox();
    const client = await logIn(sandbox, 'agent1');
    sandbox.control.failNext('StartContactCenterSession', { status: 200, body: { statusCode: 9 } });
    const start = { operationName: 'StartContactCenterSession', channels: ['chat'] };
    expect((await client.post('/me', start)).json).toEqual({ statusCode: 9 });
    expect((await client.post('/me', start)).json).toEqual({ statusCode: 0 });
    expect(() => {
      sandbox.control.failNext('Dance', { status: 500, body: '' });
    }).toThrow(/Dance/);
  });
});

describe('loseNotifications', () => {
  it('keeps back what would have arrived, and says nothing', async () => {
    const sandbox = await startSandbox();
    const agent1 = await agent(sandbox, 'agent1');
    // agent2 is in the session too, but nobody listens there: only what agent1 misses counts.
    sandbox.control.loseNotifications(2);
    for (const comment of ['lost', 'lost too', 'seen']) {
      expect((await agent1.client.operate(sessionId, 'AddComment', { comment })).json).toEqual({ statusCode: 0 });
    }
    expect((await agent1.events(1)).map((event) => resource(event)['comment'])).toEqual(['seen']);
    expect(await agent1.state()).toMatchObject({ comment: 'seen' });
  });

  it('counts a notification once for each user, however many listen', async () => {
    const sandbox = await startSandbox();
    const [one, other] = [await agent(sandbox, 'agent1'), await agent(sandbox, 'agent1')];
    const agent2 = await listen(await logIn(sandbox, 'agent2'));
    sandbox.control.loseNotifications(1);
    await one.client.operate(sessionId, 'SendMessage', { text: 'first' });
    await one.client.operate(sessionId, 'SendMessage', { text: 'second' });
    expect((await agent2.events(2)).flatMap(messages)).toMatchObject([{ text: 'first' }, { text: 'second' }]);
    for (const { events } of [one, other]) {
      expect((await events(1)).flatMap(messages)).toMatchObject([{ text: 'second' }]);
    }
  });

  it('can be called off, and wants a number', async () => {
    const sandbox = await startSandbox();
    const agent1 = await agent(sandbox, 'agent1');
    sandbox.control.loseNotifications(5);
    sandbox.control.loseNotifications(0);
    sandbox.control.customerWrites(sessionId, 'seen');
    expect((await agent1.events(1)).flatMap(messages)).toMatchObject([{ text: 'seen' }]);
    for (const count of [-1, 1.5, Number.NaN]) {
      expect(() => {
        sandbox.control.loseNotifications(count);
      }).toThrow(/number/);
    }
  });
});

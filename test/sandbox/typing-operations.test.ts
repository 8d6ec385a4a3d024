import { describe, expect, it } from 'vitest';
import { agent, fixture, messages, offered, sessionId } from './agent.ts';
import { type Json, startSandbox } from './agent-client.ts';

describe('typing', () => {
  it.each([
    ['SendStartTypingNotification', 'TypingStarted', 'All'],
    ['SendStopTypingNotification', 'TypingStopped', 'All'],
    ['SendStartTypingToAgentsNotification', 'TypingStarted', 'Agents'],
    ['SendStopTypingToAgentsNotification', 'TypingStopped', 'Agents'],
  ])('%s tells every agent, the sender included, %s', async (operation, type, visibility) => {
    const sandbox = await startSandbox();
    const [agent1, agent2] = [await agent(sandbox, 'agent1'), await agent(sandbox, 'agent2')];
    expect((await agent1.client.operate(sessionId, operation)).json).toEqual({ statusCode: 0 });
    const [event] = await agent1.events(1);
    expect(await agent2.events(1)).toEqual([event]);
    expect(event).not.toHaveProperty('referenceId');
    expect(messages(event)).toMatchObject([{ index: 5, type, visibility, from: { nickname: 'TestName' } }]);
    const documented = await fixture('sibling.chat.send-start-typing.1-new-messages');
    const keys = (message: Json | undefined) => Object.keys(message ?? {}).toSorted();
    expect(keys(messages(event)[0])).toEqual(keys(messages(documented)[0]));
  });

  it('stays out of the log and leaves a gap in its indices', async () => {
    const { client } = await agent(await startSandbox(), 'agent1');
    await client.operate(sessionId, 'SendStartTypingNotification');
    await client.operate(sessionId, 'SendMessage', { text: 'done' });
    const { json } = await client.get(`/me/facebooksessions/${sessionId}/messages?startIndex=4`);
    expect(json).toMatchObject({ messages: [{ index: 4 }, { index: 6, text: 'done' }] });
  });

  it('of a consulting agent never reaches the customer', async () => {
    const agent2 = await agent(await startSandbox(), 'agent2');
    await agent2.client.operate(sessionId, 'SendStartTypingNotification');
    expect(messages((await agent2.events(1))[0])).toMatchObject([{ type: 'TypingStarted', visibility: 'Agents' }]);
  });

  it('is refused before Accept', async () => {
    const { client } = await agent(await startSandbox(), 'agent1');
    expect((await client.operate(offered, 'SendStartTypingNotification')).json).toEqual({
      statusCode: 3,
      statusMessage: "Operation 'SendStartTypingNotification' is not possible in state 'Invited'.",
    });
  });
});

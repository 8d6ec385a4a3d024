import { describe, expect, it } from 'vitest';
import { agent, fixture, offered, resource, sessionId } from './agent.ts';
import { type Json, kinds, startSandbox } from './agent-client.ts';

describe('disposition, comment and user data', () => {
  it('SetDisposition tells the changed key only', async () => {
    const agent1 = await agent(await startSandbox(), 'agent1');
    await agent1.client.operate(sessionId, 'SetDisposition', { disposition: 'IssueResolved' });
    await agent1.client.operate(sessionId, 'SetDisposition', { disposition: 'x', dispositionKey: 'Other' });
    const [first, second] = await agent1.events(2);
    expect(resource(first)['userData']).toEqual({ DispositionCode: 'IssueResolved' });
    expect(resource(second)['userData']).toEqual({ Other: 'x' });
    const documented = await fixture('set-disposition.1-properties-updated');
    expect(Object.keys(resource(first)).toSorted()).toEqual(Object.keys(resource(documented)).toSorted());
    expect(((await agent1.state())['userData'] as Json)['Other']).toBe('x');
  });

  it('AddComment tells the comment and no user data', async () => {
    const agent1 = await agent(await startSandbox(), 'agent1');
    await agent1.client.operate(sessionId, 'AddComment', { comment: 'a comment' });
    const [event] = await agent1.events(1);
    const documented = await fixture('add-comment.1-properties-updated');
    expect(event).toMatchObject({ notificationType: 'PropertiesUpdated', referenceId: 63 });
    expect(Object.keys(resource(event)).toSorted()).toEqual(Object.keys(resource(documented)).toSorted());
    expect(await agent1.state()).toMatchObject({ comment: 'a comment' });
  });

  it('AttachUserData, UpdateUserData and DeleteUserData tell all user data to every agent', async () => {
    const sandbox = await startSandbox();
    const [agent1, agent2] = [await agent(sandbox, 'agent1'), await agent(sandbox, 'agent2')];
    const userData = JSON.parse('{"UserData1":"DATA1","UserData2":123456789,"__proto__":{"a":null}}') as Json;
    await agent1.client.operate(sessionId, 'AttachUserData', { userData });
    await agent1.client.operate(sessionId, 'UpdateUserData', { userData: { UserData1: 987654321 } });
    await agent1.client.operate(sessionId, 'DeleteUserData', { keys: ['UserData2', 'unknown', '__proto__'] });
    const seen = await agent2.events(3);
    expect(seen.map(({ referenceId }) => referenceId)).toEqual([63, 64, 65]);
    const entries = seen.map((event) => resource(event)['userData'] as Json);
    expect(entries.map((data) => Object.keys(data).length)).toEqual([84, 84, 82]);
    expect(entries[0]).toMatchObject({ UserData1: 'DATA1', UserData2: 123456789 });
    expect(Object.getOwnPropertyDescriptor(entries[0], '__proto__')?.value).toEqual({ a: null });
    expect(entries[2]?.['UserData1']).toBe(987654321);
    expect(entries[2]?.['RRequestedSkills']).toBeNull();
  });

  it('answers 0 and tells nobody when nothing changes', async () => {
    const sandbox = await startSandbox();
    const agent1 = await agent(sandbox, 'agent1');
    const requests = [
      ['AddComment', { comment: 'same' }],
      ['SetDisposition', { disposition: 'same' }],
      ['AttachUserData', { userData: { Order: { id: 7, lines: [1, null] } } }],
      ['UpdateUserData', { userData: { Order: 8 } }],
      ['DeleteUserData', { keys: ['Order'] }],
    ] as const;
    for (const [operation, parameters] of requests) {
      for (const round of ['changes', 'does not']) {
        const { json } = await agent1.client.operate(sessionId, operation, parameters);
        expect(json, `${operation} ${round}`).toEqual({ statusCode: 0 });
      }
    }
    await agent1.client.operate(sessionId, 'UpdateUserData', { userData: {} });
    await agent1.client.operate(sessionId, 'SendMessage', { text: 'last' });
    const seen = await agent1.events(6);
    expect(kinds(seen)).toEqual([...requests.map(() => 'PropertiesUpdated Chatting'), 'NewMessages Text']);
    expect(seen.map(({ referenceId }) => referenceId)).toEqual([63, 64, 65, 66, 67, undefined]);
  });

  it('AttachUserData overwrites, UpdateUserData adds', async () => {
    const agent1 = await agent(await startSandbox(), 'agent1');
    await agent1.client.operate(sessionId, 'AttachUserData', { userData: { FirstName: 'Another' } });
    await agent1.client.operate(sessionId, 'UpdateUserData', { userData: { Brand: 'new' } });
    expect((await agent1.state())['userData']).toMatchObject({ FirstName: 'Another', Brand: 'new' });
  });

  it('refuses wrong parameters, too much user data, and agents not in the session', async () => {
    const sandbox = await startSandbox();
    const { client } = await agent(sandbox, 'agent1');
    const huge = { userData: { big: 'x'.repeat(262_144) } };
    for (const [operation, parameters, statusCode] of [
      ['SetDisposition', {}, 1],
      ['AddComment', { comment: 1 }, 1],
      ['AttachUserData', { userData: [] }, 1],
      ['UpdateUserData', {}, 1],
      ['DeleteUserData', { keys: 'all' }, 1],
      ['DeleteUserData', { keys: [1] }, 1],
      ['AttachUserData', huge, 10],
    ] as const) {
      expect((await client.operate(sessionId, operation, parameters)).json, operation).toMatchObject({ statusCode });
    }
    expect((await client.operate(offered, 'AddComment', { comment: 'x' })).json).toMatchObject({ statusCode: 3 });
  });
});

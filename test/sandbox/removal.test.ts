import { describe, expect, it } from 'vitest';
import { fixture, sessionId } from './agent.ts';
import { type Json, kinds, listen, logIn, startSandbox, userNamed, userUri } from './agent-client.ts';

/** Keys in order and the types of all values, user data entries included. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  return Object.entries(value).map(([key, member]) => [key, shape(member)]);
}

/** Undoes what the documentation's printing did to addresses and hosts; replaces what must differ: hosts and times. */
function comparable(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((entry) => comparable(entry, key));
  if (['timestamp', 'timestampSeconds', 'receivedDate'].includes(key)) return 'a time';
  if (key === 'userData') return value;
  if (typeof value === 'string') return value.replace(/^http: ?\/\/[^/]+/, 'http://host');
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, comparable(member, name)]));
}

describe('RemoveParticipantFromConference', () => {
  it('sends the seven documented notifications, in order, equal but for hosts and times', async () => {
    const sandbox = await startSandbox();
    const [agent1, agent2] = [await logIn(sandbox, 'agent1'), await logIn(sandbox, 'agent2')];
    const [first, second] = [await listen(agent1), await listen(agent2)];

    const targetUri = userUri(sandbox, 'agent2');
    const answer = await agent1.operate(sessionId, 'RemoveParticipantFromConference', { targetUri });
    expect(answer.json).toEqual(await fixture('remove-participant.response'));

    const remaining = await first.events(3);
    const removed = await second.events(4);
    const documented = {
      remaining: ['agent1.1-new-messages', 'agent1.2-participants-updated', 'agent1.3-new-messages'],
      removed: ['agent2.1-status-change', 'agent2.2-new-messages', 'agent2.3-status-change', 'agent2.4-status-change'],
    };
    for (const [events, names] of [
      [remaining, documented.remaining],
      [removed, documented.removed],
    ] as const) {
      for (const [position, name] of names.entries()) {
        expect(shape(events[position]), name).toEqual(shape(await fixture(`remove-participant.${name}`)));
        expect(comparable(events[position]), name).toEqual(comparable(await fixture(`remove-participant.${name}`)));
      }
    }
    expect(removed[1]).toEqual(remaining[2]);
  });

  it('says times in the clean form, milliseconds in timestampSeconds, and uris of its own without /me', async () => {
    const sandbox = await startSandbox();
    const agent1 = await logIn(sandbox, 'agent1');
    const listener = await listen(agent1);
    const before = Date.now();
    await agent1.operate(sessionId, 'RemoveParticipantFromConference', {
      targetPath: new URL(userUri(sandbox, 'agent2')).pathname,
    });
    const [notice] = await listener.events(1);
    const [message] = notice?.['messages'] as readonly Json[];
    expect(message?.['timestamp']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\+0000$/);
    expect(message?.['timestampSeconds']).toBeGreaterThanOrEqual(before);
    expect(Date.parse(String(message?.['timestamp']))).toBe(message?.['timestampSeconds']);
    expect(notice?.['facebooksessionUri']).toBe(`${sandbox.url}/facebooksessions/${sessionId}`);
  });

  it('leaves the remaining agent chatting and the removed one out', async () => {
    const sandbox = await startSandbox();
    const [agent1, agent2] = [await logIn(sandbox, 'agent1'), await logIn(sandbox, 'agent2')];
    const targetUri = userUri(sandbox, 'agent2');
    await agent1.operate(sessionId, 'RemoveParticipantFromConference', { targetUri });
    const path = `/me/facebooksessions/${sessionId}`;
    expect((await agent1.get(path)).json).toMatchObject({ facebooksession: { state: 'Chatting' } });
    expect((await agent2.get(path)).json).toMatchObject({ facebooksession: { state: 'Completed', capabilities: [] } });
    expect((await agent2.operate(sessionId, 'SendMessage', { text: 'still here?' })).json).toMatchObject({
      statusCode: 3,
    });
    const again = await agent1.operate(sessionId, 'RemoveParticipantFromConference', { targetUri });
    expect([again.status, again.json]).toMatchObject([404, { statusCode: 6 }]);
  });

  it('refuses oneself, unseen actors, unusable and unknown targets, and then changes nothing', async () => {
    const sandbox = await startSandbox();
    const [agent1, agent2] = [await logIn(sandbox, 'agent1'), await logIn(sandbox, 'agent2')];
    const remove = (client: typeof agent1, parameters: Json) =>
      client.operate(sessionId, 'RemoveParticipantFromConference', parameters);
    const unknown = `${sandbox.url}/users/${'0'.repeat(32)}`;
    const cases: readonly (readonly [typeof agent1, Json, number, number])[] = [
      [agent1, { targetUri: userUri(sandbox, 'agent1') }, 400, 3],
      [agent2, { targetUri: userUri(sandbox, 'agent1') }, 400, 3],
      [agent1, { targetUri: userUri(sandbox, 'supervisor') }, 404, 6],
      [agent1, { targetUri: unknown }, 404, 6],
      [agent1, { targetUri: 'agent2' }, 400, 2],
      [agent1, {}, 400, 1],
      [agent1, { targetUri: 5 }, 400, 1],
    ];
    for (const [client, parameters, status, statusCode] of cases) {
      const answer = await remove(client, parameters);
      expect([answer.status, answer.json]).toMatchObject([status, { statusCode }]);
      expect(Object.keys(answer.json as Json)).toEqual(['statusCode', 'statusMessage']);
    }
    const { json } = await agent1.get(`/me/facebooksessions/${sessionId}`);
    const { participants } = (json as { facebooksession: { participants: readonly Json[] } }).facebooksession;
    expect(participants).toHaveLength(3);
  });

  it('tells every remaining agent when there are several', async () => {
    const sandbox = await startSandbox();
    const [agent1, supervisor] = [await logIn(sandbox, 'agent1'), await logIn(sandbox, 'supervisor')];
    await agent1.operate(sessionId, 'Consult', { targetUri: userUri(sandbox, 'supervisor') });
    const listener = await listen(supervisor);
    const targetPath = `/users/${userNamed(sandbox, 'agent2').id}`;
    await agent1.operate(sessionId, 'RemoveParticipantFromConference', { targetPath });
    expect(kinds(await listener.events(3))).toEqual([
      'NewMessages Notice',
      'ParticipantsUpdated Completed',
      'NewMessages ParticipantLeft',
    ]);
  });
});

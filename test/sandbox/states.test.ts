import { describe, expect, it } from 'vitest';
import { agent, type Agent, offered, sessionId } from './agent.ts';
import { startSandbox, userUri } from './agent-client.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';

/** Every operation with usable parameters, so that only the state can be the reason of a refusal. */
const requests = (sandbox: Sandbox) => ({
  Accept: { nickname: 'x' },
  Reject: {},
  SendMessage: { text: 'x' },
  SendToAgents: { text: 'x' },
  SendStartTypingNotification: {},
  SendStopTypingNotification: {},
  SendStartTypingToAgentsNotification: {},
  SendStopTypingToAgentsNotification: {},
  SetDisposition: { disposition: 'x' },
  AddComment: { comment: 'x' },
  AttachUserData: { userData: { a: 1 } },
  UpdateUserData: { userData: { a: 2 } },
  DeleteUserData: { keys: ['a'] },
  Consult: { targetUri: userUri(sandbox, 'supervisor') },
  RemoveParticipantFromConference: { targetUri: userUri(sandbox, 'agent2') },
  Leave: {},
  Transfer: { targetUri: userUri(sandbox, 'agent2') },
  Complete: {},
});

const wrapUp = ['SetDisposition', 'AddComment', 'AttachUserData', 'UpdateUserData', 'DeleteUserData'];

/** Tries every operation but those left out: the names of those not refused, and how the others are. */
async function tryAll({ client }: Agent, sandbox: Sandbox, id: string, except: readonly string[] = []) {
  const allowed: string[] = [];
  for (const [operation, parameters] of Object.entries(requests(sandbox))) {
    if (except.includes(operation)) continue;
    const { status, json } = await client.operate(id, operation, parameters);
    if (status === 200) allowed.push(operation);
    else {
      const statusMessage = expect.stringContaining(`'${operation}' is not possible in state`) as string;
      expect([status, json]).toEqual([400, { statusCode: 3, statusMessage }]);
    }
  }
  return allowed;
}

describe('what an agent may do', () => {
  it('while invited: accept and reject', async () => {
    const sandbox = await startSandbox();
    const agent1 = await agent(sandbox, 'agent1');
    expect(await tryAll(agent1, sandbox, offered, ['Accept', 'Reject'])).toEqual([]);
    expect((await agent1.state(offered))['capabilities']).toEqual(['Accept', 'Reject']);
  });

  it('after leaving the customer: wrap up, transfer and complete', async () => {
    const sandbox = await startSandbox();
    const agent1 = await agent(sandbox, 'agent1');
    await agent1.client.operate(offered, 'Accept', { nickname: 'One' });
    await agent1.client.operate(offered, 'Leave');
    expect(await agent1.state(offered)).toMatchObject({
      state: 'LeftChat',
      capabilities: ['Transfer', 'Complete', 'Leave', 'InFocus'],
    });
    expect(await tryAll(agent1, sandbox, offered, ['Transfer', 'Complete'])).toEqual(wrapUp);
    expect((await agent1.client.operate(offered, 'Complete')).json).toEqual({ statusCode: 0 });
  });

  it('once completed or revoked: nothing', async () => {
    const sandbox = await startSandbox();
    const agent1 = await agent(sandbox, 'agent1');
    await agent1.client.operate(sessionId, 'Complete');
    sandbox.control.withdrawOffer(offered, 'agent1');
    for (const [id, state] of [
      [sessionId, 'Completed'],
      [offered, 'Revoked'],
    ] as const) {
      expect(await tryAll(agent1, sandbox, id)).toEqual([]);
      expect(await agent1.state(id)).toMatchObject({ state, capabilities: [] });
    }
  });

  it('while chatting: everything but to accept and reject', async () => {
    const sandbox = await startSandbox();
    const agent1 = await agent(sandbox, 'agent1');
    // What ends the part is tried last.
    const ending = ['Leave', 'Transfer', 'Complete'];
    const allowed = await tryAll(agent1, sandbox, sessionId, ending);
    const expected = Object.keys(requests(sandbox)).filter((name) => !['Accept', 'Reject', ...ending].includes(name));
    expect(allowed).toEqual(expected);
  });
});

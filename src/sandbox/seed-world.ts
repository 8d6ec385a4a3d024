import { appendMessage } from './message-log.ts';
import type { Payloads } from './payloads.ts';
import { offerSession } from './happenings.ts';
import { seedUserData } from './seed-user-data.ts';
import type { SandboxUser, World } from './world.ts';
import { setState } from './world.ts';

/** Who can log in. agent1 and agent2 bear the ids of the documented removal. */
const agent1: SandboxUser = {
  ...{ userName: 'agent1', password: 'sandbox-agent1', firstName: 'Test', lastName: 'Name', nickname: 'TestName' },
  ...{ id: '5e101708f14442c7ab79814bb4f799b2', role: 'ROLE_AGENT' },
};
const agent2: SandboxUser = {
  ...{
    userName: 'agent2',
    password: 'sandbox-agent2',
    firstName: 'Second',
    lastName: 'Agent',
    nickname: 'SecondAgent',
  },
  ...{ id: 'e2c90c960d3d40c79684818983ceb314', role: 'ROLE_AGENT' },
};
const supervisor: SandboxUser = {
  ...{ userName: 'supervisor', password: 'sandbox-supervisor', firstName: 'Super', lastName: 'Visor' },
  ...{ nickname: 'Supervisor', id: '9d3f0c7ab18e4f25a6c4d7e0b2915f68', role: 'ROLE_SUPERVISOR' },
};

export const sandboxUsers: readonly SandboxUser[] = [agent1, agent2, supervisor];

/** The documented session, whose next message has the documented index 5. */
export const seedSessionId = '0002EaAY01MT0082';

/** The world at start: a consultation as it stood before the documented removal, and an offer for each agent. */
export function seedWorld(world: World, payloads: Payloads): void {
  const minute = 60_000;
  const start = world.now() - 5 * minute;
  const session = world.createSession({
    ...{ id: seedSessionId, nickname: 'VitaliyOnv', customerId: '007356278F230171' },
    ...{ userData: seedUserData, receivedAt: start },
  });
  const first = world.createAgent(agent1, 'All', 'TestName', '007356278F310173');
  const second = world.createAgent(agent2, 'Agents', agent2.nickname, '007356278F310174');
  session.participants.push(first, second);
  setState(world, session, agent1.id, 'Chatting');
  setState(world, session, agent2.id, 'Chatting');
  const { customer } = session;
  appendMessage(session, { type: 'ParticipantJoined', from: customer, visibility: 'All', at: start });
  appendMessage(session, { type: 'ParticipantJoined', from: first, visibility: 'All', at: start + minute });
  const text = 'Create new test for consult';
  appendMessage(session, { type: 'Text', from: customer, text, visibility: 'All', at: start + 2 * minute });
  appendMessage(session, { type: 'ParticipantJoined', from: second, visibility: 'Agents', at: start + 3 * minute });

  const scene = { world, payloads };
  offerSession(scene, agent1, 'PersonP', 'Where is my order?');
  offerSession(scene, agent2, 'FirstL', 'I want to change my address');
}

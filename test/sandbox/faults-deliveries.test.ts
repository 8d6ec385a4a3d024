import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../../src/sandbox/sandbox.ts';
import { type Agent, agent, messages, sessionId } from './agent.ts';
import { logIn } from './agent-client.ts';
import { startFaulty } from './wire.ts';

/** Two agents of one session, and a customer who writes. */
async function start(...rules: FaultRule[]) {
  const faulty = await startFaulty(rules);
  const { sandbox } = faulty;
  return {
    ...{ ...faulty, agent1: await agent(sandbox, 'agent1'), agent2: await agent(sandbox, 'agent2') },
    write: (...texts: string[]) => {
      for (const text of texts) sandbox.control.customerWrites(sessionId, text);
    },
  };
}

const heard = async ({ events }: Agent, count: number) =>
  (await events(count)).flatMap(messages).map(({ text }) => text);

describe('drop', () => {
  it('takes a notification from one user, as often as it may', async () => {
    const { agent1, agent2, write, lines } = await start({ fault: 'drop', user: 'agent1', times: 2 });
    write('one', 'two', 'three');
    expect(await heard(agent1, 1)).toEqual(['three']);
    expect(await heard(agent2, 3)).toEqual(['one', 'two', 'three']);
    const line = { at: 0, fault: 'drop', user: 'agent1' };
    expect(lines).toEqual([line, line]);
  });

  it('counts only what somebody listens for', async () => {
    const { sandbox, lines } = await startFaulty([{ fault: 'drop', times: 1 }]);
    await logIn(sandbox, 'agent1');
    sandbox.control.customerWrites(sessionId, 'unheard');
    const agent2 = await agent(sandbox, 'agent2');
    sandbox.control.customerWrites(sessionId, 'lost');
    sandbox.control.customerWrites(sessionId, 'seen');
    expect(await heard(agent2, 1)).toEqual(['seen']);
    expect(lines).toEqual([{ at: 0, fault: 'drop', user: 'agent2' }]);
  });

  it('can be taken back', async () => {
    const { sandbox, agent1, write } = await start();
    const takeBack = sandbox.control.applyFault({ fault: 'drop', times: 5 });
    takeBack();
    write('seen');
    expect(await heard(agent1, 1)).toEqual(['seen']);
  });
});

describe('duplicate', () => {
  it('delivers twice in a row', async () => {
    const { agent1, write } = await start({ fault: 'duplicate', user: 'agent1', times: 1 });
    write('one', 'two');
    expect(await heard(agent1, 3)).toEqual(['one', 'one', 'two']);
  });

  it('delivers the second time later', async () => {
    const { agent1, write } = await start({ fault: 'duplicate', user: 'agent1', times: 1, for: 30 });
    write('one', 'two');
    expect(await heard(agent1, 3)).toEqual(['one', 'two', 'one']);
  });
});

it('delay: what comes after waits behind it, and other users do not', async () => {
  const rules: FaultRule[] = [1, 2].map(() => ({ fault: 'delay', user: 'agent1', times: 1, for: 30 }));
  const { agent1, agent2, write } = await start(...rules);
  const order: string[] = [];
  const late = heard(agent1, 4).then((texts) => {
    order.push('agent1');
    return texts;
  });
  write('one', 'two', 'three');
  expect(await heard(agent2, 3)).toEqual(['one', 'two', 'three']);
  order.push('agent2');
  write('four');
  expect(await late).toEqual(['one', 'two', 'three', 'four']);
  expect(order).toEqual(['agent2', 'agent1']);
});

describe('reorder', () => {
  it('changes places with the next', async () => {
    const { agent1, agent2, write } = await start({ fault: 'reorder', user: 'agent1', times: 1 });
    write('one', 'two', 'three');
    expect(await heard(agent1, 3)).toEqual(['two', 'one', 'three']);
    expect(await heard(agent2, 3)).toEqual(['one', 'two', 'three']);
  });

  it('comes alone when there is no next', async () => {
    const { agent1, write } = await start({ fault: 'reorder', user: 'agent1', times: 1, for: 10 });
    write('one');
    expect(await heard(agent1, 1)).toEqual(['one']);
  });

  it('changes no places with what waits itself, nor with what is lost', async () => {
    const { sandbox, agent1, write } = await start({ fault: 'reorder', user: 'agent1', times: 2 });
    write('one', 'two', 'three');
    expect(await heard(agent1, 3)).toEqual(['two', 'one', 'three']);
    for (const fault of ['reorder', 'drop'] as const) sandbox.control.applyFault({ fault, user: 'agent1' });
    write('four', 'five', 'six');
    expect(await heard(agent1, 2)).toEqual(['six', 'four']);
  });

  it('with a notification that is late, and with one that comes twice', async () => {
    const { sandbox, agent1, write } = await start();
    const plan = (rule: FaultRule) => sandbox.control.applyFault({ ...rule, user: 'agent1' } as FaultRule);
    plan({ fault: 'reorder' });
    plan({ fault: 'delay', for: 10 });
    write('one', 'two', 'three');
    expect(await heard(agent1, 3)).toEqual(['two', 'one', 'three']);
    plan({ fault: 'reorder' });
    plan({ fault: 'duplicate' });
    write('four', 'five', 'six');
    expect(await heard(agent1, 4)).toEqual(['five', 'five', 'four', 'six']);
  });
});

it('shows everything that is published to onPublished, in order, before anything happens to it', async () => {
  const published: unknown[] = [];
  const { sandbox } = await startFaulty([{ fault: 'drop' }], {
    onPublished: ({ to, channel, data }) => {
      published.push([
        sandbox.users.find(({ id }) => id === to)?.userName,
        channel,
        messages(data as never)[0]?.['text'],
      ]);
    },
  });
  sandbox.control.customerWrites(sessionId, 'one');
  sandbox.control.customerWrites(sessionId, 'two');
  const channel = '/v2/me/facebooksession';
  expect(published).toEqual(
    ['one', 'two'].flatMap((text) => ['agent1', 'agent2'].map((user) => [user, channel, text])),
  );
});

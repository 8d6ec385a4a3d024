import { describe, expect, it, onTestFinished } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import type { FaultRule } from '../../src/sandbox/sandbox.ts';
import { ask, basic, socketClient, startGateway, streamOf } from '../support/gateway.ts';

/** What docs/faults.md says that a front end sees. */

const login = basic('agent1', 'sandbox-agent1');
const session = '0002EaAY01MT0082';

async function start() {
  const gateway = await startGateway({ UPSTREAM_TIMEOUT_MS: '800' });
  onTestFinished(() => gateway.close());
  const { sandbox } = gateway;
  if (sandbox === null) throw new Error('The sandbox is missing.');
  return { gateway, control: sandbox.control };
}

/** The state of the session, or the code of the error. */
async function read({ url }: Gateway): Promise<unknown> {
  const { data, errors } = await ask(url, login, `{ session(id: "${session}") { state } }`);
  return errors === undefined ? (data?.['session'] as { state: unknown }).state : errors[0]?.extensions['code'];
}

/** The outcome of a mutation, or the code of the error. */
async function write({ url }: Gateway): Promise<unknown> {
  const input = `{ sessionId: "${session}", text: "x", confirmWithin: 1000 }`;
  const { data, errors } = await ask(url, login, `mutation { sendMessage(input: ${input}) { outcome } }`);
  return errors === undefined ? (data?.['sendMessage'] as { outcome: unknown }).outcome : errors[0]?.extensions['code'];
}

function live({ url }: Gateway) {
  const client = socketClient(url, login);
  onTestFinished(() => void client.dispose());
  const fields = '... on UpstreamStatusChanged { status } ... on SessionsSnapshot { reason mayHaveMissedEvents }';
  return streamOf(client, `subscription { sessionEvents { __typename ${fields} } }`);
}

describe('a read and a mutation', () => {
  const rows: readonly (readonly [rule: FaultRule, read: string, mutation: string])[] = [
    [{ fault: 'hang' }, 'UPSTREAM_TIMEOUT', 'UNDETERMINED'],
    [{ fault: 'hang', carriedOut: true }, 'UPSTREAM_TIMEOUT', 'CONFIRMED'],
    // What is sent once more is answered: each of these happens once.
    [{ fault: 'reset' }, 'CHATTING', 'UNDETERMINED'],
    [{ fault: 'reset', carriedOut: true }, 'CHATTING', 'CONFIRMED'],
    [{ fault: 'truncate' }, 'CHATTING', 'CONFIRMED'],
    [{ fault: 'trickle', for: 100 }, 'CHATTING', 'CONFIRMED'],
    [{ fault: 'trickle', for: 5_000 }, 'UPSTREAM_TIMEOUT', 'CONFIRMED'],
    [{ fault: 'slow', for: 100 }, 'CHATTING', 'CONFIRMED'],
    [{ fault: 'slow', for: 5_000 }, 'UPSTREAM_TIMEOUT', 'CONFIRMED'],
    [{ fault: 'garbage' }, 'UPSTREAM_BAD_RESPONSE', 'CONFIRMED'],
    [{ fault: 'html' }, 'UPSTREAM_BAD_RESPONSE', 'UNDETERMINED'],
    [{ fault: 'html', status: 503 }, 'CHATTING', 'UNDETERMINED'],
    [{ fault: 'unauthorized' }, 'UNAUTHENTICATED', 'UNAUTHENTICATED'],
    [{ fault: 'forbidden' }, 'UNAUTHENTICATED', 'UNAUTHENTICATED'],
    [{ fault: 'forbidden', body: 'empty' }, 'UNAUTHENTICATED', 'UNAUTHENTICATED'],
    [{ fault: 'forbidden', body: 'page' }, 'UPSTREAM_BAD_RESPONSE', 'UPSTREAM_BAD_RESPONSE'],
    [{ fault: 'answer', status: 500, body: { statusCode: 4, statusMessage: 'x' } }, 'UPSTREAM_REFUSED', 'REFUSED'],
  ];

  it.each(rows)('%j: %s, %s', async (rule, seenByRead, seenByMutation) => {
    const { gateway, control } = await start();
    control.applyFault({ ...rule, on: 'read' } as FaultRule);
    expect(await read(gateway)).toBe(seenByRead);
    const other = await start();
    const stream = live(other.gateway);
    await stream.next();
    other.control.applyFault({ ...rule, on: 'operation' } as FaultRule);
    expect(await write(other.gateway)).toBe(seenByMutation);
  });
});

describe('a subscription', () => {
  it.each([{ fault: 'unknownClient' }, { fault: 'dropBayeuxSessions' }, { fault: 'restart', for: 10 }] as FaultRule[])(
    'goes on with a snapshot after $fault',
    async (rule) => {
      const { gateway, control } = await start();
      const stream = live(gateway);
      await stream.next();
      control.applyFault(rule);
      // Ends the poll that is held, so that the next request has the fault.
      if (rule.fault === 'unknownClient') control.customerTypes(session, true);
      const events = await stream.until(({ status }) => status === 'CONNECTED');
      const snapshot = { reason: 'UPSTREAM_RECONNECTED', mayHaveMissedEvents: true };
      expect(events).toContainEqual({ __typename: 'SessionsSnapshot', ...snapshot });
    },
  );

  it.each([{ fault: 'unauthorized' }, { fault: 'forbidden' }] as FaultRule[])(
    'goes on after $fault in its poll, for the login is good',
    async (rule) => {
      const { gateway, control } = await start();
      const stream = live(gateway);
      await stream.next();
      control.applyFault({ ...rule, on: 'connect', for: 10 } as FaultRule);
      control.customerTypes(session, true);
      const events = await stream.until(({ status }) => status === 'CONNECTED');
      expect(events).toContainEqual(expect.objectContaining({ reason: 'UPSTREAM_RECONNECTED' }));
    },
  );

  it('ends with UNAUTHENTICATED when the login is refused', async () => {
    const { gateway, control } = await start();
    const stream = live(gateway);
    await stream.next();
    control.revokeLogin('agent1');
    await expect(stream.until(() => false)).rejects.toThrow('UNAUTHENTICATED');
  });
});

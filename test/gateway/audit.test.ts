import { describe, expect, it, onTestFinished } from 'vitest';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { overEveryDoor, ways } from '../security/doors.ts';
import type { Json } from '../support/fixture.ts';
import { ask, basic, recordingLog, startGateway } from '../support/gateway.ts';
import { run } from '../support/process.ts';
import { agent1, agent2, authorizationOf, documentOf, queue, talk } from './operating.ts';

interface Audited {
  readonly url: string;
  /** The lines of the audit so far. */
  readonly lines: () => readonly Json[];
  /** All that the log has, as text. */
  readonly text: () => string;
}

async function start(env: Record<string, string> = {}): Promise<Audited> {
  const sandbox = await createSandbox();
  onTestFinished(() => sandbox.close());
  const log = recordingLog();
  const gateway = await startGateway({ GWS_URL: sandbox.url, ...env }, log);
  onTestFinished(() => gateway.close());
  return {
    url: gateway.url,
    lines: () => log.lines.filter(({ message }) => message === 'audit').map(({ fields }) => ({ ...fields })),
    text: () => JSON.stringify(log.lines),
  };
}

const mine = authorizationOf('agent1');
const comment = (sessionId: string) => ({
  query: documentOf('addComment'),
  variables: { input: { sessionId, comment: 'MARKcomment', confirmWithin: 0 } },
});
const who = { audit: true, agentId: agent1, userName: 'agent1', address: '127.0.0.1' };
const names = ways.map(({ name }) => name);

describe('the audit', () => {
  it('has one line for each mutation, over every way: who, what, outcome and whence, and nothing that was written', async () => {
    const { url, lines, text } = await start();
    await overEveryDoor(url, mine, comment(talk), () => null);
    expect(lines()).toEqual(
      names.map(() => ({
        ...who,
        requestId: expect.stringMatching(/^[\w.-]{1,64}$/) as unknown,
        mutation: 'addComment',
        sessionId: talk,
        outcome: 'ACCEPTED',
        ms: expect.any(Number) as unknown,
      })),
    );
    expect(new Set(lines().map(({ requestId }) => requestId)).size).toBe(names.length);
    expect(text()).not.toContain('MARK');
  });

  it('names targets by their ids, and what the upstream made of it', async () => {
    const { url, lines } = await start();
    const removal = { sessionId: talk, participant: { userId: agent2 } };
    await ask(url, mine, documentOf('removeParticipant'), { input: removal });
    await ask(url, mine, documentOf('startConsultation'), {
      input: { sessionId: 'nowhere', target: { queueId: queue } },
    });
    await ask(url, mine, documentOf('setAgentState'), { input: { state: 'READY', channel: 'facebook' } });
    expect(lines()).toMatchObject([
      { mutation: 'removeParticipant', sessionId: talk, participantUserId: agent2, outcome: 'CONFIRMED' },
      { mutation: 'startConsultation', targetQueueId: queue, outcome: 'REFUSED', codes: ['NOT_FOUND'] },
      { mutation: 'setAgentState', state: 'READY', channel: 'facebook' },
    ]);
  });

  it('has a line for each of several in one document', async () => {
    const { url, lines } = await start();
    const one = (alias: string): string =>
      `${alias}: addComment(input: { sessionId: "${talk}", comment: "MARK", confirmWithin: 0 }) { outcome }`;
    await ask(url, mine, `mutation { ${one('a')} ...More } fragment More on Mutation { ${one('b')} }`);
    expect(lines()).toMatchObject([{ mutation: 'addComment' }, { mutation: 'addComment' }]);
  });

  it.each([
    ['an id that is none', { sessionId: '../MARK', comment: 'x' }, { outcome: 'BAD_USER_INPUT', sessionId: '(no id)' }],
    ['variables that are none', { sessionId: { MARK: 1 } }, { outcome: 'BAD_USER_INPUT' }],
  ])('tells over every way of %s', async (_, input, expected) => {
    const { url, lines, text } = await start();
    // Before a login nobody knows who it is.
    await ask(url, mine, documentOf('addComment'), comment(talk).variables);
    await overEveryDoor(url, mine, { query: documentOf('addComment'), variables: { input } }, () => null);
    expect(lines().slice(1)).toMatchObject(names.map(() => ({ ...who, mutation: 'addComment', ...expected })));
    expect(text()).not.toContain('MARK');
  });

  it('tells of what is not run as often as it would have been run', async () => {
    const { url, lines } = await start();
    const query = `mutation ($input: AddCommentInput!) {
      __typename ...F ...F again: addComment(input: $input) { outcome }
    }
    fragment F on Mutation { addComment(input: $input) { outcome } addComment(input: $input) { userErrors { code } } }`;
    await ask(url, mine, query, comment(talk).variables);
    await ask(url, mine, query, {});
    const twice = (outcome: string) => [1, 2].map(() => ({ mutation: 'addComment', outcome }));
    expect(lines()).toMatchObject([...twice('ACCEPTED'), ...twice('BAD_USER_INPUT')]);
  });

  it.each(ways)('tells of what was refused for its rate, once: $name', async ({ ask: send }) => {
    const { url, lines } = await start({ RATE_PER_CALLER: '1' });
    for (let time = 0; time < 9; time += 1) await send(url, mine, comment(talk));
    const refused = lines().filter(({ outcome }) => outcome === 'RATE_LIMITED');
    expect(refused).toMatchObject([{ ...who, mutation: 'addComment' }]);
  });

  it.each(ways.filter(({ name }) => name !== 'WebSocket'))(
    'tells of strangers, whence they come and no more, once: $name',
    async ({ ask: send }) => {
      const { url, lines, text } = await start({ LOGIN_REFUSED_MS: '0' });
      await send(url, mine, comment(talk));
      for (let time = 0; time < 3; time += 1) await send(url, basic('MARKuser', 'MARKpassword'), comment(talk));
      const stranger = { agentId: null, userName: null, address: '127.0.0.1', mutation: 'addComment' };
      expect(lines().slice(1)).toMatchObject([{ ...stranger, outcome: 'UNAUTHENTICATED' }]);
      expect(text()).not.toContain('MARK');
    },
  );

  it("takes the client's request id, or that of its trace, or makes one; and gives the client's back", async () => {
    const { url, lines } = await start();
    const traceId = 'a'.repeat(32);
    const given = [
      { 'x-request-id': 'desk-7.a_B' },
      { traceparent: `00-${traceId}-${'b'.repeat(16)}-01` },
      { 'x-request-id': 'no id\u00ff', traceparent: 'no trace' },
    ];
    const echoes: (string | null)[] = [];
    for (const path of ['/graphql', '/graphql/', '/graphql/stream']) {
      for (const headers of given) {
        const response = await fetch(url + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: mine, ...headers },
          body: JSON.stringify(comment(talk)),
        });
        await response.text();
        echoes.push(response.headers.get('x-request-id'));
      }
    }
    const made: unknown = expect.stringMatching(/^[\w-]{8}\.\w+$/);
    expect(lines().map(({ requestId }) => requestId)).toEqual(Array(3).fill(['desk-7.a_B', traceId, made]).flat());
    expect(echoes).toEqual(Array(3).fill(['desk-7.a_B', null, null]).flat());
  });

  it('is not there where it is off', async () => {
    const { url, lines } = await start({ AUDIT_LOG: 'off' });
    await ask(url, mine, documentOf('addComment'), comment(talk).variables);
    expect(lines()).toEqual([]);
  });

  it('is written whatever the level is, and complete when the process ends', async () => {
    const child = run('src/main.ts', { PORT: '0', LOG_LEVEL: 'silent' });
    onTestFinished(() => void child.process.kill('SIGKILL'));
    const url = /http:\/\/[\d.:]+/.exec((await child.line()) ?? '')?.[0] ?? '';
    for (let time = 0; time < 60; time += 1) await ask(url, mine, documentOf('addComment'), comment(talk).variables);
    child.process.kill('SIGTERM');
    const { errors } = await child.ended;
    const lines = errors
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Json);
    expect(lines).toHaveLength(60);
    expect(lines[59]).toMatchObject({ level: 30, ...who, mutation: 'addComment', sessionId: talk, msg: 'audit' });
  });
});

import { readdirSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { acceptSession, removeParticipant, sendMessage, startConsultation } from '../../src/agent/operations.ts';
import { interpret } from '../../src/upstream/rest.ts';
import { fixture } from '../normalise/fixtures.ts';
import { agent1, agent2, sessionId } from './given.ts';
import { base, me, upstream } from './performing.ts';

const folder = new URL('../fixtures/contract/', import.meta.url);
const names = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
const quick = { sessionId, confirmWithin: 0 };

/** Documented requests that an operation sends, and the body it sends for the same input. */
const sent: Readonly<Record<string, () => Promise<unknown>>> = {
  'accept.request': () => bodyOf((given) => given.run(acceptSession, { ...quick, nickname: 'John Doe' })),
  'send-message.request': () => bodyOf((given) => given.run(sendMessage, { ...quick, text: 'How may I help you?' })),
  'send-to-agents.request': () =>
    bodyOf((given) => given.run(sendMessage, { ...quick, text: 'We need your help?', visibility: 'AGENTS' })),
  'remove-participant.request': () =>
    bodyOf((given) =>
      given.run(removeParticipant, { ...quick, participant: { userId: 'c30d06daa1ea43b8be79f9b071f30d70' } }),
    ),
};

/** Documented requests whose operation comes with a later issue, and the mutation that will send them. */
const later: Readonly<Record<string, string>> = {
  'reject.request': 'rejectSession',
  'leave.request': 'leaveSession',
  'complete.request': 'completeSession',
  'complete.request.rev-2015-no-queue': 'completeSession',
  'transfer-to-agent.request': 'transferSession',
  'transfer-to-queue.request': 'transferSession',
  'set-disposition.request': 'setDisposition',
  'add-comment.request': 'addComment',
  'attach-user-data.request': 'attachUserData',
  'update-user-data.request': 'updateUserData',
  'delete-user-data.request': 'deleteUserData',
  'sibling.chat.send-url.request': 'sendLink',
};

async function bodyOf(run: (given: ReturnType<typeof upstream>) => Promise<{ outcome: string }>): Promise<unknown> {
  const given = upstream();
  expect(await run(given)).toMatchObject({ outcome: 'ACCEPTED' });
  expect(given.posted).toHaveLength(1);
  expect(given.posted[0]?.sessionId).toBe(sessionId);
  return given.posted[0]?.body;
}

describe('request bodies', () => {
  test.each(Object.entries(sent))('%s is sent literally', async (name, body) => {
    expect(await body()).toStrictEqual(fixture(name));
  });

  test('consult.request: we send /users/{id} where the sample has /contacts/{id} (contract Q8)', async () => {
    const userId = '429a55994ef64991a77acb77c1cf9041';
    const body = await bodyOf((given) => given.run(startConsultation, { ...quick, target: { userId } }));
    expect(body).toStrictEqual({ operationName: 'Consult', targetUri: `${base}/users/${userId}` });
    expect(fixture('consult.request')).toStrictEqual({
      operationName: 'Consult',
      targetUri: `http://localhost:8080/api/v2/contacts/${userId}`,
    });
  });

  test('a queue is named by a URI below the base', async () => {
    const queueId = '41cc5016-2d18-4a91-93ec-b43748948608';
    const body = await bodyOf((given) => given.run(startConsultation, { ...quick, target: { queueId } }));
    expect(body).toStrictEqual({ operationName: 'Consult', targetUri: `${base}/queues/${queueId}` });
  });

  test('a participant chosen by id is removed by the URI of their user', async () => {
    const body = await bodyOf((given) => given.run(removeParticipant, { ...quick, participant: { id: agent2.id } }));
    expect(body).toStrictEqual({
      operationName: 'RemoveParticipantFromConference',
      targetUri: `${base}/users/${agent2.userId ?? ''}`,
    });
  });

  test('the nickname is the first name, else the login name, else a word; empty names count as none', async () => {
    const none = { ...me, firstName: null, userName: null };
    for (const [agent, nickname] of [
      [me, agent1.nickname],
      [{ ...none, userName: 'login' }, 'login'],
      [{ ...none, firstName: '', userName: 'login' }, 'login'],
      [none, 'Agent'],
      [{ ...none, firstName: '', userName: '' }, 'Agent'],
      [{ ...none, firstName: 'x'.repeat(300) }, 'x'.repeat(255)],
    ] as const) {
      const given = upstream({ agent });
      await given.run(acceptSession, quick);
      expect(given.posted[0]?.body).toStrictEqual({ operationName: 'Accept', nickname });
    }
  });

  test('every documented request is sent by an operation, or its operation comes with a later issue', () => {
    const documented = names.filter((name) => name.includes('.request'));
    expect(documented.toSorted()).toEqual([...Object.keys({ ...sent, ...later }), 'consult.request'].toSorted());
  });

  test('what comes with a later issue is not in the schema yet', () => {
    const directory = new URL('../../schema/', import.meta.url);
    const sdl = readdirSync(directory).map((file) => readFileSync(new URL(file, directory), 'utf8'));
    const mutations = Object.keys(buildSchema(sdl.join('\n')).getMutationType()?.getFields() ?? {});
    expect(mutations.toSorted()).toEqual(['acceptSession', 'removeParticipant', 'sendMessage', 'startConsultation']);
    expect(Object.values(later).filter((name) => mutations.includes(name))).toEqual([]);
  });
});

describe('answers', () => {
  const referenceIds: Readonly<Record<string, number>> = {
    'consult.response': 35,
    'transfer-to-agent.response': 68,
    'transfer-to-queue.response': 89,
  };
  const enveloped = names.filter((name) => name.endsWith('.response') && !name.startsWith('sibling.sms'));

  test.each(enveloped)('%s is a success', (name) => {
    const body = fixture(name);
    const answer = interpret({ status: 200, headers: {}, text: JSON.stringify(body) });
    expect(answer).toStrictEqual({ ok: true, body, referenceId: referenceIds[name] ?? null });
  });

  test('sibling.sms.get-smssessions.response has no statusCode: not an answer we can take for a success', () => {
    const text = JSON.stringify(fixture('sibling.sms.get-smssessions.response'));
    expect(() => interpret({ status: 200, headers: {}, text })).toThrow(
      expect.objectContaining({ code: 'UPSTREAM_BAD_RESPONSE' }),
    );
  });
});

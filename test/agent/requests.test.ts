import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { removeParticipant, startConsultation } from '../../src/agent/operations/consultation.ts';
import {
  acceptSession,
  completeSession,
  leaveSession,
  rejectSession,
  transferSession,
} from '../../src/agent/operations/conversation.ts';
import { sendMessage } from '../../src/agent/operations/messaging.ts';
import {
  addComment,
  attachUserData,
  deleteUserData,
  setDisposition,
  updateUserData,
} from '../../src/agent/operations/properties.ts';
import { interpret } from '../../src/upstream/rest.ts';
import { fixture } from '../normalise/fixtures.ts';
import { agent1, agent2, sessionId } from './given.ts';
import { base, me, upstream } from './performing.ts';

const folder = new URL('../fixtures/contract/', import.meta.url);
const names = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
const consulted = '429a55994ef64991a77acb77c1cf9041';
const quick = { sessionId, confirmWithin: 0 };

/** Documented requests that an operation sends, and the body it sends for the same input. */
const sent: Readonly<Record<string, () => Promise<unknown>>> = {
  'accept.request': () => bodyOf((given) => given.run(acceptSession, { ...quick, nickname: 'John Doe' })),
  'send-message.request': () => bodyOf((given) => given.run(sendMessage, { ...quick, text: 'How may I help you?' })),
  'send-to-agents.request': () =>
    bodyOf((given) => given.run(sendMessage, { ...quick, text: 'We need your help?', visibility: 'AGENTS' })),
  'reject.request': () => bodyOf((given) => given.run(rejectSession, quick)),
  'leave.request': () => bodyOf((given) => given.run(leaveSession, quick)),
  'complete.request': () =>
    bodyOf((given) => given.run(completeSession, { ...quick, queueName: 'PostProcessingQueue' })),
  'complete.request.rev-2015-no-queue': () => bodyOf((given) => given.run(completeSession, quick)),
  'set-disposition.request': () =>
    bodyOf((given) => given.run(setDisposition, { ...quick, disposition: 'IssueResolved', key: 'DispositionCode' })),
  'add-comment.request': () =>
    bodyOf((given) => given.run(addComment, { ...quick, comment: 'Some facebook session comment text' })),
  'attach-user-data.request': () =>
    bodyOf((given) =>
      given.run(attachUserData, {
        ...quick,
        userData: [
          { key: 'UserData1', value: 'DATA1' },
          { key: 'UserData2', value: 123456789 },
        ],
      }),
    ),
  'update-user-data.request': () =>
    bodyOf((given) =>
      given.run(updateUserData, {
        ...quick,
        userData: [
          { key: 'UserData1', value: 987654321 },
          { key: 'UserData2', value: 'DATAUPDATE-@123' },
        ],
      }),
    ),
  'delete-user-data.request': () => bodyOf((given) => given.run(deleteUserData, { ...quick, keys: ['UserData1'] })),
  'remove-participant.request': () =>
    bodyOf((given) =>
      given.run(removeParticipant, { ...quick, participant: { userId: 'c30d06daa1ea43b8be79f9b071f30d70' } }),
    ),
};

/** Documented requests that say something else than what we send for the same wish, and what we send. */
const otherwise: Readonly<Record<string, readonly [() => Promise<unknown>, object]>> = {
  // Contract Q8: we send full URIs, and `/users/{id}` and `/queues/{id}` where samples have `/contacts/{id}`.
  'consult.request': [
    () => bodyOf((given) => given.run(startConsultation, { ...quick, target: { userId: consulted } })),
    { targetUri: `${base}/users/${consulted}` },
  ],
  'transfer-to-agent.request': [
    () =>
      bodyOf((given) =>
        given.run(transferSession, { ...quick, target: { userId: '10f8abb20c154fb28c82c68102625233' } }),
      ),
    { targetUri: `${base}/users/10f8abb20c154fb28c82c68102625233` },
  ],
  'transfer-to-queue.request': [
    () =>
      bodyOf((given) =>
        given.run(transferSession, { ...quick, target: { queueId: '5c7c1112-2be4-4108-9fbe-341312585616' } }),
      ),
    { targetUri: `${base}/queues/5c7c1112-2be4-4108-9fbe-341312585616` },
  ],
};

/** A sister channel's request, documented for no Facebook operation. */
const foreign = ['sibling.chat.send-url.request'];

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

  test.each(Object.entries(otherwise))(
    '%s names its target otherwise, as contract Q8 allows',
    async (name, [body, target]) => {
      const { operationName } = fixture(name) as { operationName: string };
      expect(await body()).toStrictEqual({ operationName, ...target });
    },
  );

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

  test('every documented request is sent by an operation', () => {
    const documented = names.filter((name) => name.includes('.request'));
    expect(documented.toSorted()).toEqual([...Object.keys({ ...sent, ...otherwise }), ...foreign].toSorted());
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

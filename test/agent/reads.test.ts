import { describe, expect, test } from 'vitest';
import { createReads } from '../../src/agent/reads.ts';
import { completeSession } from '../../src/normalise/session.ts';
import type { Answer, Rest } from '../../src/upstream/rest.ts';
import { body, fixture } from '../normalise/fixtures.ts';
import { refused } from './performing.ts';
import { sessionId } from './given.ts';

/** Reads from an upstream that has one answer for everything. */
function readsFrom(answer: Answer | ((path: string) => Answer)) {
  const asked: string[] = [];
  const rest: Rest = {
    get(path) {
      asked.push(path);
      return Promise.resolve(typeof answer === 'function' ? answer(path) : answer);
    },
    post: () => Promise.reject(new Error('a read posts nothing')),
  };
  return { reads: createReads(rest, 'facebooksessions'), asked };
}

const ok = (value: unknown): Answer => ({ ok: true, body: value as Record<string, unknown>, referenceId: null });

describe('me', () => {
  test('is the user of GET /me', async () => {
    const { reads, asked } = readsFrom(ok(fixture('sibling.me.get-me.response')));
    expect(await reads.me()).toStrictEqual({
      __typename: 'Agent',
      id: '63630bbebf4840d7a0bffd6312bc29ff',
      userName: 'ksippo',
      firstName: 'Kristi',
      lastName: 'Sippola',
      roles: ['ROLE_AGENT'],
    });
    expect(asked).toEqual(['/me']);
    expect(await readsFrom(ok(body('platform.http.me'))).reads.me()).toMatchObject({ __typename: 'Agent' });
  });

  test('without an id is no answer', async () => {
    await expect(readsFrom(ok({ statusCode: 0 })).reads.me()).rejects.toMatchObject({ code: 'UPSTREAM_BAD_RESPONSE' });
  });

  test('refused is an error with the upstream’s code', async () => {
    await expect(readsFrom(refused(5, 'No permission.')).reads.me()).rejects.toMatchObject({
      code: 'UPSTREAM_REFUSED',
      message: 'No permission.',
      details: { upstreamStatusCode: 5 },
    });
  });
});

describe('sessions', () => {
  test('are read in full; patches say no more than the answer does', async () => {
    const { reads, asked } = readsFrom(ok({ statusCode: 0, facebooksessions: [{ id: sessionId, state: 'Chatting' }] }));
    expect(await reads.sessions()).toStrictEqual([completeSession({ id: sessionId, state: 'CHATTING' })]);
    expect(await reads.sessionPatches()).toStrictEqual([{ id: sessionId, state: 'CHATTING' }]);
    expect(asked).toEqual(['/me/facebooksessions?fields=*', '/me/facebooksessions?fields=*']);
  });

  test('one by one: null when upstream knows none of this id', async () => {
    const { reads, asked } = readsFrom(ok({ statusCode: 0, facebooksession: { id: sessionId } }));
    expect(await reads.session(sessionId)).toStrictEqual(completeSession({ id: sessionId }));
    expect(asked).toEqual([`/me/facebooksessions/${sessionId}`]);
    for (const answer of [refused(6), refused(null, '', 404), ok({ statusCode: 0 })]) {
      expect(await readsFrom(answer).reads.session(sessionId)).toBeNull();
    }
    await expect(readsFrom(refused(3)).reads.session(sessionId)).rejects.toMatchObject({ code: 'UPSTREAM_REFUSED' });
  });

  test('one by one, from the list where upstream has no resource for one', async () => {
    const list = ok({ statusCode: 0, facebooksessions: [{ id: 'other' }, { id: sessionId, state: 'Chatting' }] });
    const { reads, asked } = readsFrom((path) => (path.includes('?') ? list : refused(null, '', 404)));
    expect(await reads.session(sessionId)).toMatchObject({ id: sessionId, state: 'CHATTING' });
    expect(asked).toEqual([`/me/facebooksessions/${sessionId}`, '/me/facebooksessions?fields=*']);
  });

  test('are not asked for by an id that is none', async () => {
    const { reads, asked } = readsFrom(refused(6));
    for (const read of [() => reads.session('../users'), () => reads.messages('a/b')]) {
      await expect(read()).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    }
    expect(asked).toEqual([]);
  });
});

describe('messages', () => {
  test('are the transcript in its order, or none', async () => {
    const { messages } = fixture('remove-participant.agent1.1-new-messages') as { messages: readonly object[] };
    const { reads, asked } = readsFrom(ok({ statusCode: 0, messages }));
    expect(await reads.messages(sessionId)).toMatchObject([{ __typename: 'NoticeMessage', index: 5 }]);
    expect(asked).toEqual([`/me/facebooksessions/${sessionId}/messages?startIndex=0&count=200`]);
    expect(await readsFrom(refused(6)).reads.messages(sessionId)).toEqual([]);
    await expect(readsFrom(refused(4)).reads.messages(sessionId)).rejects.toMatchObject({ code: 'UPSTREAM_REFUSED' });
  });
});

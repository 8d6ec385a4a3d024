import { describe, expect, test } from 'vitest';
import { removeParticipant, startConsultation } from '../../src/agent/operations/consultation.ts';
import { acceptSession } from '../../src/agent/operations/conversation.ts';
import { sendMessage } from '../../src/agent/operations/messaging.ts';
import { checkedId, sessionPath } from '../../src/agent/reads.ts';
import { agent2, sessionId } from './given.ts';
import { seedSession } from './given.ts';
import { upstream } from './performing.ts';

const badIds = [
  '',
  '.',
  '..',
  '../..',
  'a/b',
  '/a',
  'a\\b',
  'a?b',
  'a#b',
  'a b',
  'a\n',
  'a%2fb',
  '//evil.example/x',
  'http://evil.example',
  '@evil.example',
  'ä',
  '１２',
  '\u0000',
  'x'.repeat(65),
];

type Given = ReturnType<typeof upstream>;

/** Every place of an input that takes an id. */
const places: Readonly<Record<string, (given: Given, id: string) => Promise<unknown>>> = {
  'input.sessionId': (given, id) => given.run(sendMessage, { sessionId: id, text: 'a' }),
  'input.participant.id': (given, id) => given.run(removeParticipant, { sessionId, participant: { id } }),
  'input.participant.userId': (given, userId) => given.run(removeParticipant, { sessionId, participant: { userId } }),
  'input.target.userId': (given, userId) => given.run(startConsultation, { sessionId, target: { userId } }),
  'input.target.queueId': (given, queueId) => given.run(startConsultation, { sessionId, target: { queueId } }),
};

describe.each(Object.entries(places))('%s', (place, run) => {
  test.each(badIds)('%j is refused and nothing is sent', async (id) => {
    const given = upstream();
    await expect(run(given, id)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { argumentPath: place.split('.') },
      message: expect.stringContaining(place) as string,
    });
    expect(given.posted).toEqual([]);
  });
});

test('ids of 64 letters and digits are fit, hyphens for queues only', () => {
  expect(checkedId('A1'.repeat(32), ['id'])).toBe('A1'.repeat(32));
  expect(sessionPath('facebooksessions', sessionId)).toBe(`/me/facebooksessions/${sessionId}`);
  expect(() => sessionPath('facebooksessions', '..')).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  expect(() => checkedId('a-b', ['id'])).toThrow('id must be 1 to 64 of [0-9A-Za-z].');
});

test('a user id of the upstream’s own that is unfit for a URI is not sent either', async () => {
  const participants = [{ ...agent2, userId: '../queues/1' }];
  const given = upstream({ session: { ...seedSession(), participants } });
  await expect(given.run(removeParticipant, { sessionId, participant: { id: agent2.id } })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
  });
  expect(given.posted).toEqual([]);
});

describe('texts', () => {
  test.each([
    [0, false],
    [1, true],
    [65_536, true],
    [65_537, false],
  ])('of %i characters: %s', async (length, fits) => {
    const given = upstream();
    const answer = given.run(sendMessage, { sessionId, text: 'x'.repeat(length), confirmWithin: 0 });
    if (fits) expect(await answer).toMatchObject({ outcome: 'ACCEPTED' });
    else await expect(answer).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(given.posted).toHaveLength(fits ? 1 : 0);
  });

  test('a nickname must have 1 to 255 characters', async () => {
    for (const nickname of ['', 'x'.repeat(256)]) {
      const given = upstream();
      await expect(given.run(acceptSession, { sessionId, nickname })).rejects.toMatchObject({
        details: { argumentPath: ['input', 'nickname'] },
      });
      expect(given.posted).toEqual([]);
    }
  });

  test('visibility UNKNOWN is refused; null means ALL', async () => {
    const given = upstream();
    const wrong = given.run(sendMessage, { sessionId, text: 'a', visibility: 'UNKNOWN' });
    await expect(wrong).rejects.toMatchObject({ details: { argumentPath: ['input', 'visibility'] } });
    expect(given.posted).toEqual([]);
    await given.run(sendMessage, { sessionId, text: 'a', visibility: null, confirmWithin: 0 });
    expect(given.posted[0]?.body).toStrictEqual({ operationName: 'SendMessage', text: 'a' });
  });
});

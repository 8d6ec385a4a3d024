import { describe, expect, test } from 'vitest';
import * as answer from '../../src/normalise/answer.ts';
import { completeSession } from '../../src/normalise/session.ts';
import { body, fixture } from './fixtures.ts';

const id = '0002EaAY01MT0082';
const other = '0002EaAY01MT007J';

describe('sessions', () => {
  test.each([
    { statusCode: 0, facebooksessions: [{ id }, { id: other }] },
    { statusCode: 0, facebooksession: [{ id }, null, { id: other }] },
    {
      statusCode: 0,
      uris: [`http: //h: 8090/api/v2/facebooksessions/${id}`, `http://h/api/v2/facebooksessions/${other}`],
    },
    { facebooksessions: [`/facebooksessions/${id}`, { uri: `/facebooksessions/${other}` }] },
    [{ id }, { id: other }],
  ])('%j lists two', (value) => {
    expect(answer.normaliseSessionPatches(value)).toStrictEqual([{ id }, { id: other }]);
  });

  test.each([
    { statusCode: 0, facebooksession: { id, state: 'Chatting' } },
    { statusCode: 0, facebooksessions: { id, state: 'Chatting' } },
    { id, state: 'Chatting' },
  ])('%j holds one', (value) => {
    expect(answer.normaliseSessionPatches(value)).toStrictEqual([{ id, state: 'CHATTING' }]);
  });

  test.each([
    null,
    undefined,
    'text',
    '<html>',
    5,
    [],
    {},
    { statusCode: 6, statusMessage: 'x' },
    { facebooksessions: [] },
  ])('%j holds none', (value) => {
    expect(answer.normaliseSessionPatches(value)).toEqual([]);
  });

  test('the bare object of the SMS Session Resource page', () => {
    expect(
      answer.normaliseSessionPatches(fixture('sibling.sms.get-smssessions.response')).map(completeSession),
    ).toStrictEqual([
      {
        id: '0000Na9B26EF002G',
        mediaType: 'FACEBOOK',
        direction: null,
        state: 'CHATTING',
        capabilities: [
          'ATTACH_USER_DATA',
          'UPDATE_USER_DATA',
          'DELETE_USER_DATA',
          'LEAVE',
          'LEAVE_AND_COMPLETE',
          'TRANSFER',
          'INVITE',
          'CONSULT',
        ],
        participants: [
          {
            __typename: 'Participant',
            id: '009052BDEE4A003E',
            role: 'AGENT',
            nickname: 'Agent1',
            visibility: 'UNKNOWN',
            userId: null,
          },
          {
            __typename: 'Participant',
            id: '009052BDEE39003C',
            role: 'CUSTOMER',
            nickname: 'PersonP',
            visibility: 'UNKNOWN',
            userId: null,
          },
        ],
        userData: new Map(),
        comment: null,
        receivedAt: null,
        suggestedQueues: [],
      },
    ]);
  });
});

describe('messages', () => {
  const from = { participantId: '1', type: 'Agent', nickname: 'a' };
  const text = { index: 1, type: 'Text', from, text: 'Hello', timestampSeconds: 1445433199000 };
  const messages = [
    text,
    { ...text, index: 2, type: 'TypingStarted' },
    { ...text, index: 3, type: 'Wave' },
    null,
    { ...text, index: 4, from: undefined },
    { ...text, index: 5, type: 'ParticipantLeft' },
  ];

  test.each([{ statusCode: 0, messages }, messages])(
    'in order, without signs of typing and unusable entries',
    (value) => {
      expect(answer.normaliseMessageList(value, id)).toMatchObject([
        { __typename: 'TextMessage', index: 1 },
        { __typename: 'UnrecognizedMessage', index: 3, type: 'Wave' },
        { __typename: 'ParticipantLeftMessage', index: 5 },
      ]);
    },
  );

  test.each([null, 'text', {}, { messages: {} }])('%j holds none', (value) => {
    expect(answer.normaliseMessageList(value, id)).toEqual([]);
  });
});

describe('user', () => {
  const kristi = {
    __typename: 'Agent',
    id: '63630bbebf4840d7a0bffd6312bc29ff',
    userName: 'ksippo',
    firstName: 'Kristi',
    lastName: 'Sippola',
    roles: ['ROLE_AGENT'],
  };

  test.each([
    ['sibling.me.get-me.response', fixture('sibling.me.get-me.response')],
    ['platform.http.me', body('platform.http.me')],
  ])('%s', (_, value) => {
    expect(answer.normaliseUser(value)).toStrictEqual(kristi);
  });

  test('captured with subresources', () => {
    expect(answer.normaliseUser(body('platform.http.me-subresources.observed'))).toStrictEqual({
      __typename: 'Agent',
      id: 'USER-ID',
      userName: 'USER',
      firstName: 'FIRST',
      lastName: 'LAST',
      roles: ['ROLE_AGENT'],
    });
  });

  test('bare, named by path only, with next to nothing', () => {
    expect(answer.normaliseUser({ path: '/users/5e10', roles: ['A', 5], userName: 7 })).toStrictEqual({
      __typename: 'Agent',
      id: '5e10',
      userName: null,
      firstName: null,
      lastName: null,
      roles: ['A'],
    });
  });

  test.each([null, 'x', [], {}, { statusCode: 20 }, { user: { userName: 'a' } }])('%j is nobody', (value) => {
    expect(answer.normaliseUser(value)).toBeNull();
  });

  test('captured without an id is nobody', () => {
    expect(answer.normaliseUser(body('platform.http.me-multimedia.observed'))).toBeNull();
  });
});

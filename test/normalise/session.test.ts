import { describe, expect, test } from 'vitest';
import { completeSession, normaliseSessionPatch } from '../../src/normalise/session.ts';
import { GivenUserData } from '../../src/normalise/user-data.ts';
import { body } from './fixtures.ts';

const id = '0002EaAY01MT0082';

describe('normaliseSessionPatch', () => {
  test.each([
    [{ id: ' 0002EaAY 01MT0082', uri: 'http://h/api/v2/facebooksessions/other' }],
    [{ path: `/facebooksessions/${id}`, uri: 'http://h/api/v2/facebooksessions/other' }],
    [{ uri: `http: //192.168.83.25: 8090/api/v2/facebooksessions/${id}` }],
    [{ id: null, uri: `http://localhost:8080/api/v2/facebooksession/${id}` }],
  ])('%j says no more than the id', (value) => {
    expect(normaliseSessionPatch(value)).toStrictEqual({ id });
  });

  test.each([null, undefined, id, [], [{ id }], {}, { id: 5 }, { uri: 'http://h/api/v2/facebooksessions' }])(
    '%j names no session',
    (value) => {
      expect(normaliseSessionPatch(value)).toBeNull();
    },
  );

  test('members that are null, of another kind or unreadable are not mentioned', () => {
    const nothing = {
      id,
      state: null,
      facebooksessionType: 1,
      receivedDate: '2015-10-40 16:13:19.000+0300',
      capabilities: 'Transfer',
      participants: {},
      userData: [],
      comment: null,
      suggestedQueueUris: 'http://h/api/v2/queues/1',
    };
    expect(normaliseSessionPatch(nothing)).toStrictEqual({ id });
  });

  test.each([
    ['Invited', 'INVITED'],
    ['Chatting', 'CHATTING'],
    ['LeftChat', 'LEFT_CHAT'],
    ['Completed', 'COMPLETED'],
    ['Revoked', 'REVOKED'],
    ['left chat', 'LEFT_CHAT'],
    ['JoinFailed', 'UNKNOWN'],
    ['', 'UNKNOWN'],
  ])('state %j is %s', (state, expected) => {
    expect(normaliseSessionPatch({ id, state })).toStrictEqual({ id, state: expected });
  });

  test.each([
    ['Inbound', 'INBOUND'],
    ['Outbound', 'OUTBOUND'],
    ['Internal', 'UNKNOWN'],
  ])('facebooksessionType %s is %s', (facebooksessionType, direction) => {
    expect(normaliseSessionPatch({ id, facebooksessionType })).toStrictEqual({ id, direction });
  });

  test.each([
    ['Accept', 'ACCEPT'],
    ['Reject', 'REJECT'],
    ['SendMessage', 'SEND_MESSAGE'],
    ['SendToAgents', 'SEND_TO_AGENTS'],
    ['SendStartTypingNotification', 'SEND_START_TYPING_NOTIFICATION'],
    ['SendStopTypingNotification', 'SEND_STOP_TYPING_NOTIFICATION'],
    ['SendStartTypingToAgentsNotification', 'SEND_START_TYPING_TO_AGENTS_NOTIFICATION'],
    ['SendStopTypingToAgentsNotification', 'SEND_STOP_TYPING_TO_AGENTS_NOTIFICATION'],
    ['Consult', 'CONSULT'],
    ['Invite', 'INVITE'],
    ['Transfer', 'TRANSFER'],
    ['Leave', 'LEAVE'],
    ['Complete', 'COMPLETE'],
    ['LeaveAndComplete', 'LEAVE_AND_COMPLETE'],
    ['RemoveParticipantFromConference', 'REMOVE_PARTICIPANT_FROM_CONFERENCE'],
    ['InFocus', 'SET_IN_FOCUS'],
    ['SetInFocus', 'SET_IN_FOCUS'],
    ['SetDisposition', 'SET_DISPOSITION'],
    ['AddComment', 'ADD_COMMENT'],
    ['AttachUserData', 'ATTACH_USER_DATA'],
    ['UpdateUserData', 'UPDATE_USER_DATA'],
    ['DeleteUserData', 'DELETE_USER_DATA'],
    ['SendUrl', 'SEND_URL'],
    ['Fly', 'UNKNOWN'],
  ])('capability %s is %s', (name, capability) => {
    expect(normaliseSessionPatch({ id, capabilities: [name] })).toStrictEqual({ id, capabilities: [capability] });
  });

  test('capabilities come once each, the unknown ones as one', () => {
    const capabilities = ['Leave', 'InFocus', 'Fly', 'SetInFocus', null, 'Swim', 'Leave'];
    expect(normaliseSessionPatch({ id, capabilities })?.capabilities).toEqual(['LEAVE', 'SET_IN_FOCUS', 'UNKNOWN']);
  });

  test('queues come once each, without blanks', () => {
    const suggestedQueueUris = ['http: //h: 8090/api/v2/queues/41cc', 'http://h:8090/api/v2/queues/41cc', null, ''];
    expect(normaliseSessionPatch({ id, suggestedQueueUris })?.suggestedQueues).toEqual([
      { __typename: 'Queue', id: '41cc' },
    ]);
  });

  test('user data is passed as it is, whatever the key', () => {
    const userData: unknown = JSON.parse(
      '{"b key":" a  b ","__proto__":{"polluted":true},"n":12345678901,"z":null,"o":{"l":[1,{}]},"constructor":""}',
    );
    const patch = normaliseSessionPatch({ id, userData });
    expect([...(patch?.userData ?? [])]).toStrictEqual([
      ['b key', ' a  b '],
      ['__proto__', { polluted: true }],
      ['n', 12345678901],
      ['z', null],
      ['o', { l: [1, {}] }],
      ['constructor', ''],
    ]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('a chat captured from a server is read by the same rules', () => {
    const me = body('platform.http.me-multimedia.observed') as {
      readonly user: { readonly chats: readonly unknown[] };
    };
    expect(normaliseSessionPatch(me.user.chats[0])).toStrictEqual({
      id: '000G1aBT734P0015',
      state: 'UNKNOWN',
      capabilities: [
        'SET_IN_FOCUS',
        'COMPLETE',
        'SET_DISPOSITION',
        'ATTACH_USER_DATA',
        'DELETE_USER_DATA',
        'UPDATE_USER_DATA',
      ],
      participants: [],
      userData: new GivenUserData({
        Subject: 'Test',
        ServiceObjective: 0,
        Priority: 90,
        RRequestedSkills: null,
        RTargetTypeSelected: '2',
      }),
      receivedAt: '2016-08-16T10:01:21.000Z',
      suggestedQueues: [{ __typename: 'Queue', id: '613eefbe-5391-4d04-b98c-843dc4e8be86' }],
    });
  });
});

test('completeSession gives what was not mentioned a default', () => {
  expect(completeSession({ id })).toStrictEqual({
    id,
    mediaType: 'FACEBOOK',
    direction: null,
    state: 'UNKNOWN',
    capabilities: [],
    participants: [],
    userData: new Map(),
    comment: null,
    receivedAt: null,
    suggestedQueues: [],
  });
  const userData = new Map([['a', 1]]);
  expect(completeSession({ id, comment: '', userData }).userData).toBe(userData);
  expect(completeSession({ id, userData: new GivenUserData({ a: 1 }) }).userData).toStrictEqual(userData);
});

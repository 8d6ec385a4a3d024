import { describe, expect, test } from 'vitest';
import { normaliseNotification } from '../../src/normalise/notification.ts';

const id = '0002EaAY01MT0082';
const from = { participantId: '007356278F310173', type: 'Agent', nickname: 'TestName' };
const text = { index: 1, type: 'Text', from, text: 'Hello', visibility: 'All', timestampSeconds: 1445433199000 };
const stateChange = { messageType: 'FacebooksessionStateChangeMessage', notificationType: 'StatusChange' };
const log = { messageType: 'MessageLogUpdated', notificationType: 'NewMessages' };

describe('what is no notification of a Facebook session', () => {
  test.each([null, undefined, true, 0, '', 'text', [], [stateChange]])('%j is unrecognized', (data) => {
    expect(normaliseNotification(data)).toStrictEqual([
      { kind: 'unrecognized', messageType: null, notificationType: null, payload: data },
    ]);
  });

  test.each([
    { messageType: 5, notificationType: { a: 1 } },
    { ...stateChange },
    { ...stateChange, facebooksession: null },
    { ...stateChange, facebooksession: { state: 'Chatting' } },
    { ...stateChange, facebooksession: { id: '  ', uri: 'http://h/api/v2/facebooksessions/' } },
    { ...stateChange, chat: { id } },
    { ...log, messages: [text], chatPath: `/chats/${id}` },
    { ...log, messages: [text], facebooksessionUri: 'http://localhost' },
    { ...log, messages: [text], facebooksessionPath: '/facebooksessions/' },
    { ...log, facebooksessionPath: `/facebooksessions/${id}` },
  ])('%j is unrecognized', (data: Readonly<Record<string, unknown>>) => {
    const spelt = (value: unknown) => (typeof value === 'string' ? value : null);
    expect(normaliseNotification(data)).toStrictEqual([
      {
        kind: 'unrecognized',
        messageType: spelt(data['messageType']),
        notificationType: spelt(data['notificationType']),
        payload: data,
      },
    ]);
  });
});

describe('session notifications', () => {
  test.each(['facebooksession', 'facebooksessions'])('under the key %s, in any case and with blanks', (key) => {
    const data = {
      messageType: ' facebookSESSIONstateChangeMessage',
      notificationType: 'Status Change',
      [key]: { id },
    };
    expect(normaliseNotification(data)).toStrictEqual([
      { kind: 'session', change: 'STATUS', patch: { id }, referenceId: null },
    ]);
  });

  test('the misspelt revelantResponseTemplateGroups does no harm, whatever it holds', () => {
    const facebooksession = { id, revelantResponseTemplateGroups: [{ a: [null] }], relevantResponseTemplateGroups: 7 };
    expect(normaliseNotification({ ...stateChange, facebooksession })).toStrictEqual([
      { kind: 'session', change: 'STATUS', patch: { id }, referenceId: null },
    ]);
  });

  test.each(['AttachedDataChanged', undefined])('of notificationType %s are told and shown', (notificationType) => {
    const data = { ...stateChange, notificationType, referenceId: 3, facebooksession: { id, state: 'Completed' } };
    expect(normaliseNotification(data)).toStrictEqual([
      { kind: 'session', change: 'UNKNOWN', patch: { id, state: 'COMPLETED' }, referenceId: 3 },
      {
        kind: 'unrecognized',
        messageType: 'FacebooksessionStateChangeMessage',
        notificationType: notificationType ?? null,
        payload: data,
      },
    ]);
  });

  test.each([1e300, 2 ** 31, 1.5, '99999999999', null, [63]])('a referenceId of %j is none', (referenceId) => {
    expect(normaliseNotification({ ...stateChange, referenceId, facebooksession: { id } })).toStrictEqual([
      { kind: 'session', change: 'STATUS', patch: { id }, referenceId: null },
    ]);
  });
});

describe('failures', () => {
  const failure = { kind: 'failure', sessionId: null, referenceId: null, code: 'UNKNOWN', message: null };

  test('an Error notification names session, request, code and words', () => {
    const data = { ...stateChange, notificationType: 'Error', referenceId: 12, facebooksession: { id } };
    expect(normaliseNotification({ ...data, errorCode: 3, errorMessage: 'Forbidden' })).toStrictEqual([
      { ...failure, sessionId: id, referenceId: 12, code: 'FORBIDDEN', message: 'Forbidden' },
    ]);
  });

  test('the fields may be in the resource, the code a string, the session in a path', () => {
    const inside = { id, statusCode: '6', message: 'No such user' };
    expect(
      normaliseNotification({ ...stateChange, notificationType: 'error', facebooksessions: inside }),
    ).toStrictEqual([{ ...failure, sessionId: id, code: 'NOT_FOUND', message: 'No such user' }]);
    const beside = { notificationType: 'Error', facebooksessionPath: `/facebooksessions/${id}`, statusMessage: 'x' };
    expect(normaliseNotification({ ...stateChange, ...beside })).toStrictEqual([
      { ...failure, sessionId: id, message: 'x' },
    ]);
  });

  test('an ErrorMessage of any channel, with as little as it says', () => {
    const messageType = 'ErrorMessage';
    expect(normaliseNotification({ messageType, errorMessage: 'Device is busy' })).toStrictEqual([
      { ...failure, message: 'Device is busy' },
    ]);
    const facebooksessionUri = `http: //h: 8090/api/v2/facebooksessions/${id}`;
    expect(normaliseNotification({ messageType, errorCode: 20, errorMessage: ' ', facebooksessionUri })).toStrictEqual([
      { ...failure, sessionId: id, code: 'NOT_AUTHENTICATED' },
    ]);
    expect(normaliseNotification({ messageType, errorCode: 21, chatUri: 'http://h/api/v2/chats/1' })).toStrictEqual([
      failure,
    ]);
  });
});

describe('message logs', () => {
  const facebooksessionPath = `/facebooksessions/${id}`;

  test('usable entries make one log in order, each other one is shown by itself', () => {
    const joined = { ...text, type: 'ParticipantJoined', index: 2, text: undefined };
    const messages = [text, 'junk', joined, { ...text, from: null }];
    const facts = normaliseNotification({ ...log, messages, facebooksessionPath });
    expect(facts).toMatchObject([
      { kind: 'log', sessionId: id, entries: [{ message: { index: 1 } }, { message: { index: 2 } }] },
      { kind: 'unrecognized', messageType: 'MessageLogUpdated', notificationType: 'NewMessages', payload: 'junk' },
      { kind: 'unrecognized', payload: { ...text, from: null } },
    ]);
    expect(facts).toHaveLength(3);
  });

  test('an empty log states nothing', () => {
    expect(normaliseNotification({ ...log, messages: [], facebooksessionPath })).toStrictEqual([]);
  });

  test('a notificationType nobody documented is shown beside the log', () => {
    const data = { ...log, notificationType: 'MessagesRemoved', messages: [text], facebooksessionPath };
    expect(normaliseNotification(data)).toMatchObject([
      { kind: 'log', entries: [{ message: { text: 'Hello' } }] },
      { kind: 'unrecognized', notificationType: 'MessagesRemoved', payload: data },
    ]);
    expect(normaliseNotification({ ...data, notificationType: undefined })).toHaveLength(1);
  });
});

test('of many entries that cannot be read the first are shown each, the others together', () => {
  const messages = Array.from({ length: 1000 }, (_, n) => n);
  const facts = normaliseNotification({ ...log, facebooksessionPath: `/facebooksessions/${id}`, messages });
  expect(facts).toHaveLength(21);
  expect(facts.map((fact) => fact.kind === 'unrecognized' && fact.payload)).toEqual([
    ...messages.slice(0, 20),
    messages.slice(20),
  ]);
});

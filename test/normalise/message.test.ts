import { describe, expect, test } from 'vitest';
import { normaliseLogEntry } from '../../src/normalise/message.ts';
import { notification } from './fixtures.ts';

const session = '0002EaAY01MT0082';
const from = { participantId: '007352CE764002A3', type: 'Agent', nickname: 'TestName', visibility: 'All' };
const base = { index: 4, from, visibility: 'All', timestamp: '2014-01-09 12:13:15.009+0200' };
const sender = {
  __typename: 'Participant',
  id: '007352CE764002A3',
  role: 'AGENT',
  nickname: 'TestName',
  visibility: 'ALL',
  userId: null,
};
const frame = { index: 4, sender, visibility: 'ALL', sentAt: '2014-01-09T10:13:15.009Z' };

function messageOf(entry: unknown): object | null {
  const normalised = normaliseLogEntry(entry, session);
  return normalised?.kind === 'message' ? normalised.message : null;
}

function idOf(entry: unknown): string | undefined {
  const normalised = normaliseLogEntry(entry, session);
  return normalised?.kind === 'message' ? normalised.message.id : normalised?.id;
}

/** The only entry of a documented message log. */
function documented(name: string): unknown {
  return (notification(name) as { readonly messages: readonly unknown[] }).messages[0];
}

describe('types', () => {
  const id = expect.stringMatching(/^0002EaAY01MT0082\.4\.[\da-f]{12}$/) as string;

  test('words are passed as they are', () => {
    expect(messageOf({ ...base, type: 'text', text: ' a  b: c\n' })).toStrictEqual({
      __typename: 'TextMessage',
      id,
      ...frame,
      text: ' a  b: c\n',
    });
    expect(messageOf({ ...base, type: 'Text', text: '' })).toMatchObject({ __typename: 'TextMessage', text: '' });
  });

  test.each([
    ['ParticipantJoined', { __typename: 'ParticipantJoinedMessage', rejoined: false }],
    ['ParticipantRejoined', { __typename: 'ParticipantJoinedMessage', rejoined: true }],
    ['ParticipantLeft', { __typename: 'ParticipantLeftMessage' }],
  ])('%s', (type, expected) => {
    expect(messageOf({ ...base, type })).toStrictEqual({ id, ...frame, ...expected });
  });

  test('an unknown type keeps the whole entry', () => {
    const entry = { ...base, type: 'FileUploaded', file: { name: 'a.png' } };
    expect(messageOf(entry)).toStrictEqual({
      __typename: 'UnrecognizedMessage',
      id,
      ...frame,
      type: 'FileUploaded',
      payload: entry,
    });
  });

  test.each(['Text', 'Notice', 'CustomNotice', 'PushUrl', undefined, null, 7])(
    'so does %s when its content is missing',
    (type) => {
      const entry = { ...base, type, text: 5, url: null };
      expect(messageOf(entry)).toStrictEqual({
        __typename: 'UnrecognizedMessage',
        id,
        ...frame,
        type: typeof type === 'string' ? type : null,
        payload: entry,
      });
    },
  );

  test('a visibility nobody documented is UNKNOWN', () => {
    expect(messageOf({ ...base, type: 'ParticipantLeft', visibility: 'Supervisors' })).toMatchObject({
      visibility: 'UNKNOWN',
    });
  });
});

describe('notices', () => {
  const hex = 'e2c90c960d3d40c79684818983ceb314';

  test.each([
    [`REMOVE_PARTICIPANT_FROM_CONFERENCE${hex}`, hex],
    [`REMOVE_PARTICIPANT_FROM_CONFERENCE ${hex}`, hex],
    [` REMOVE_PARTICIPANT_ FROM_CONFERENCEe2c90c96 0d3d40c79684818983ceb314\n`, hex],
    [`REMOVE_PARTICIPANT_FROM_CONFERENCE${hex.toUpperCase()}`, hex.toUpperCase()],
  ])('%j names who was removed', (text, subjectUserId) => {
    expect(messageOf({ ...base, type: 'Notice', text })).toMatchObject({
      __typename: 'NoticeMessage',
      text,
      code: 'PARTICIPANT_REMOVED',
      subjectUserId,
    });
  });

  test.each([
    '',
    'REMOVE_PARTICIPANT_FROM_CONFERENCE',
    `REMOVE_PARTICIPANT_FROM_CONFERENCE${hex}0`,
    `REMOVE_PARTICIPANT_FROM_CONFERENCE${hex.slice(1)}`,
    `REMOVE_PARTICIPANT_FROM_CONFERENCE${hex.slice(1)}g`,
    `x REMOVE_PARTICIPANT_FROM_CONFERENCE${hex}`,
    'SOMETHING_ELSE',
  ])('%j names nobody', (text) => {
    expect(messageOf({ ...base, type: 'Notice', text })).toMatchObject({ text, code: 'UNKNOWN', subjectUserId: null });
  });
});

describe('payloads documented for Chat, as if they were of Facebook', () => {
  test('SendCustomNotice', () => {
    expect(messageOf(documented('sibling.chat.send-custom-notice-to-agents.1-new-messages'))).toMatchObject({
      __typename: 'NoticeMessage',
      text: 'This is a custom notice to Agents',
      code: 'CUSTOM',
      subjectUserId: null,
      visibility: 'AGENTS',
      sentAt: '2015-11-19T11:02:43.000Z',
    });
  });

  test('SendURL', () => {
    expect(messageOf(documented('sibling.chat.send-url.1-new-messages'))).toMatchObject({
      __typename: 'LinkMessage',
      url: 'http://google.com',
      sentAt: '2014-05-15T09:24:00.000Z',
    });
  });

  test('RemoveParticipantFromConference', () => {
    expect(messageOf(documented('sibling.chat.remove-participant.agent1.1-new-messages.rev-2014'))).toMatchObject({
      code: 'PARTICIPANT_REMOVED',
      subjectUserId: 'c30d06daa1ea43b8be79f9b071f30d70',
      sender: { userId: '914165a5841348aa94ccfccd56917443' },
      sentAt: '2014-02-13T16:20:59.000Z',
    });
  });

  test('SendStartTypingNotification', () => {
    expect(normaliseLogEntry(documented('sibling.chat.send-start-typing.1-new-messages'), session)).toStrictEqual({
      kind: 'typing',
      // sha256 of ["typingstarted","007352CE764002A3","","","","2014-01-09T10:13:15.009Z"]
      id: '0002EaAY01MT0082.4.1ccb77d1e502',
      participant: { ...sender, visibility: 'UNKNOWN' },
      isTyping: true,
    });
  });
});

describe('ids', () => {
  test('are the same for a repeat, whatever else it carries', () => {
    const entry = { ...base, type: 'Text', text: 'Hello' };
    expect(idOf({ type: 'TEXT', text: 'Hello', ...base, metrics: {}, timestampSeconds: 1 })).toBe(idOf(entry));
  });

  test('differ by session, index, type, sender and content', () => {
    const variants = [
      { ...base, type: 'Text', text: 'Hello' },
      { ...base, type: 'Text', text: 'Hello!' },
      { ...base, type: 'Text', text: 'Hello', index: 5 },
      { ...base, type: 'Text', text: 'Hello', from: { ...from, participantId: '1' } },
      { ...base, type: 'Notice', text: 'Hello' },
      { ...base, type: 'CustomNotice', noticeText: 'Hello' },
      { ...base, type: 'PushUrl', url: 'Hello' },
      { ...base, type: 'ParticipantJoined' },
      { ...base, type: 'ParticipantRejoined' },
      { ...base, type: 'TypingStarted' },
      { ...base, type: 'TypingStopped' },
    ];
    expect(new Set(variants.map(idOf)).size).toBe(variants.length);
  });

  test('of typing differ by time, of messages do not', () => {
    const later = { ...base, timestamp: '2014-01-09 12:13:16.009+0200' };
    expect(idOf({ ...later, type: 'TypingStarted' })).not.toBe(idOf({ ...base, type: 'TypingStarted' }));
    expect(idOf({ ...later, type: 'Text', text: 'a' })).toBe(idOf({ ...base, type: 'Text', text: 'a' }));
  });
});

describe('unusable entries', () => {
  test.each([
    null,
    'text',
    [],
    {},
    { ...base, type: 'Text', text: 'a', index: undefined },
    { ...base, type: 'Text', text: 'a', index: 2 ** 40 },
    { ...base, type: 'Text', text: 'a', from: undefined },
    { ...base, type: 'Text', text: 'a', from: {} },
    { ...base, type: 'Text', text: 'a', timestamp: undefined },
    { ...base, type: 'Text', text: 'a', timestamp: '2014-02-30 12:13:15.009+0200', timestampSeconds: 1e300 },
    { ...base, type: 'TypingStarted', timestamp: null },
  ])('%j', (entry) => {
    expect(normaliseLogEntry(entry, session)).toBeNull();
  });
});

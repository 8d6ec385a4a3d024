import { describe, expect, test } from 'vitest';
import { lostMessages, type Due } from '../../src/agent/catch-up.ts';
import type { MessageRecord } from '../../src/normalise/message.ts';
import { agent1, agent2, customer, textEntry } from './given.ts';

const me = agent1.userId ?? '';
const here: Due = { from: 'joining', present: true };
const gone: Due = { from: 'joining', present: false };
const before: Due = { from: 'first-told', present: true };

function text(index: number): MessageRecord {
  const entry = textEntry(index, `text ${index}`, customer);
  if (entry.kind !== 'message') throw new Error('unreachable');
  return entry.message;
}

const frame = (index: number, sender = agent1) => ({
  ...text(index),
  id: `m${index}.${sender.nickname ?? ''}`,
  sender,
});
const joined = (index: number, sender = agent1): MessageRecord => ({
  ...frame(index, sender),
  __typename: 'ParticipantJoinedMessage',
  rejoined: false,
});
const left = (index: number, sender = agent1): MessageRecord => ({
  ...frame(index, sender),
  id: `left${index}`,
  __typename: 'ParticipantLeftMessage',
});
const removed = (index: number, userId: string | null): MessageRecord => ({
  ...frame(index, agent2),
  id: `removed${index}`,
  __typename: 'NoticeMessage',
  text: 'REMOVE_PARTICIPANT_FROM_CONFERENCE…',
  code: 'PARTICIPANT_REMOVED',
  subjectUserId: userId,
});

/** Indexes of what was lost. */
function lost(transcript: readonly MessageRecord[], told: readonly MessageRecord[], due: Due): readonly number[] {
  return lostMessages(transcript, new Set(told.map(({ id }) => id)), me, due).map(({ index }) => index);
}

describe('lost messages', () => {
  test('are those after the agent joined that were not told, in the order of the transcript', () => {
    const transcript = [text(1), joined(2, agent2), joined(3), text(4), text(6), text(5)];
    expect(lost(transcript, [text(4)], here)).toEqual([3, 6, 5]);
    expect(lost(transcript, [joined(3), text(6)], here)).toEqual([4, 5]);
    expect(lost(transcript, transcript, here)).toEqual([]);
  });

  test('begin anew when the agent joined again', () => {
    const transcript = [joined(1), text(2), text(3), joined(4), text(5)];
    expect(lost(transcript, [text(2)], here)).toEqual([4, 5]);
  });

  test('begin with the first one told where nobody can tell when the agent joined, or nothing could be told before', () => {
    const transcript = [text(1), text(2), text(3), text(4)];
    expect(lost(transcript, [text(2)], here)).toEqual([3, 4]);
    expect(lost([joined(1), ...transcript.slice(1)], [text(3)], before)).toEqual([4]);
    expect(lost(transcript, [], before)).toEqual([]);
  });

  test('are all where nothing was told, as Accept tells all', () => {
    expect(lost([text(1), joined(2), text(3)], [], here)).toEqual([1, 2, 3]);
    expect(lost([text(1), text(3)], [], here)).toEqual([1, 3]);
    // Not to one who was there before: what was told then is not known any more.
    expect(lost([joined(1), text(2), joined(3), text(4)], [], here)).toEqual([3, 4]);
  });

  test('end where the agent left or was removed, unless they are there', () => {
    const afterLeaving = [joined(1), text(2), left(3), text(4)];
    const afterRemoval = [joined(1), text(2), removed(3, me), left(3, agent2), text(4)];
    expect(lost(afterLeaving, [joined(1)], gone)).toEqual([2]);
    expect(lost(afterRemoval, [joined(1)], gone)).toEqual([2]);
    expect(lost(afterRemoval, [joined(1)], here)).toEqual([2, 3, 3, 4]);
    expect(lost([joined(1), removed(2, agent2.userId), text(3)], [joined(1)], gone)).toEqual([2, 3]);
  });

  test('do not end with the ParticipantLeft of a removal, which names one who stays', () => {
    const transcript = [joined(1), removed(2, agent2.userId), left(2), text(3)];
    expect(lost(transcript, [joined(1)], gone)).toEqual([2, 2, 3]);
  });

  test('are none where the transcript shows nothing of what was told: it speaks of something else', () => {
    expect(lost([joined(1), text(2)], [text(7)], here)).toEqual([]);
  });
});

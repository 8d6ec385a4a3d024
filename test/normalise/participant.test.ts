import { describe, expect, test } from 'vitest';
import { normaliseParticipant, normaliseParticipants } from '../../src/normalise/participant.ts';

const agent = {
  participantId: '0073 56278F310173',
  type: 'agent',
  uri: 'http: //192.168.83.25: 8090/api/v2/users/5e101708f14442c7ab79814bb4f799b2',
  visibility: 'AGENTS',
  nickname: ' Test Name ',
};

describe('normaliseParticipant', () => {
  test('cleans ids and URIs, never the nickname', () => {
    expect(normaliseParticipant(agent)).toStrictEqual({
      __typename: 'Participant',
      id: '007356278F310173',
      role: 'AGENT',
      nickname: ' Test Name ',
      visibility: 'AGENTS',
      userId: '5e101708f14442c7ab79814bb4f799b2',
    });
  });

  test('takes participantId before id, path before uri', () => {
    const both = { ...agent, id: 'other', path: '/users/fromPath' };
    expect(normaliseParticipant(both)).toMatchObject({ id: '007356278F310173', userId: 'fromPath' });
    expect(normaliseParticipant({ ...agent, participantId: null, id: 'own' })).toMatchObject({ id: 'own' });
  });

  test('unknown and absent enum values are UNKNOWN', () => {
    const robot = { id: '1', type: 'Robot', visibility: 'Supervisors' };
    expect(normaliseParticipant(robot)).toMatchObject({ role: 'UNKNOWN', visibility: 'UNKNOWN', nickname: null });
    expect(normaliseParticipant({ id: '1' })).toMatchObject({ role: 'UNKNOWN', visibility: 'UNKNOWN', userId: null });
  });

  test('one without id is not lost and gets the same id every time', () => {
    expect(normaliseParticipant({ ...agent, participantId: undefined })).toMatchObject({
      id: '5e101708f14442c7ab79814bb4f799b2',
    });
    // sha256 of ["CUSTOMER","PersonP"]
    const nameless = { type: 'Customer', nickname: 'PersonP' };
    expect(normaliseParticipant(nameless)).toMatchObject({ id: '55c796d40c6b55a3' });
    expect(normaliseParticipant({ ...nameless, visibility: 'All' })).toMatchObject({ id: '55c796d40c6b55a3' });
    expect(normaliseParticipant({ type: 'Customer' })?.id).toMatch(/^[\da-f]{16}$/);
    expect(normaliseParticipant({ nickname: 'PersonP' })?.id).not.toBe('55c796d40c6b55a3');
  });

  test.each([null, undefined, 'TestName', 5, [], {}, { type: 'Robot', visibility: 'All' }, { id: ' ', nickname: 4 }])(
    '%j is nobody',
    (value) => {
      expect(normaliseParticipant(value)).toBeNull();
    },
  );
});

test('a list names each presence once; namesakes stay apart', () => {
  const namesake = { ...agent, participantId: '009052CB057100E7' };
  const again = { ...agent, nickname: 'Other' };
  expect(normaliseParticipants([agent, null, namesake, again, {}])).toMatchObject([
    { id: '007356278F310173', nickname: ' Test Name ' },
    { id: '009052CB057100E7', nickname: ' Test Name ' },
  ]);
});

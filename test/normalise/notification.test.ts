import { describe, expect, test } from 'vitest';
import { normaliseNotification } from '../../src/normalise/notification.ts';
import { expectedElsewhere } from './expected-elsewhere.ts';
import { expectedFacebook } from './expected-facebook.ts';
import { notification, notificationNames, userDataOf } from './fixtures.ts';

const expected = { ...expectedFacebook, ...expectedElsewhere };

describe('documented notifications', () => {
  test('every one has an expectation', () => {
    expect(Object.keys(expected).sort()).toEqual(notificationNames);
  });

  test.each(Object.entries(expected))('%s', (name, facts) => {
    expect(normaliseNotification(notification(name))).toStrictEqual(facts);
  });

  test('the Notice and the ParticipantLeft of one index have different ids', () => {
    const ids = ['remove-participant.agent1.1-new-messages', 'remove-participant.agent1.3-new-messages'].flatMap(
      (name) =>
        normaliseNotification(notification(name)).flatMap((fact) =>
          fact.kind === 'log'
            ? fact.entries.map((entry) => (entry.kind === 'message' ? entry.message.id : entry.id))
            : [],
        ),
    );
    expect(ids).toEqual(['0002EaAY01MT0082.5.48dc1b96b788', '0002EaAY01MT0082.5.977b4b2f4d42']);
  });
});

describe('the 81 user data entries of the RemoveParticipantFromConference page', () => {
  const names = notificationNames.filter((name) =>
    /^remove-participant\..*(status-change|participants-updated)$/.test(name),
  );

  test('are in four notifications', () => {
    expect(names).toHaveLength(4);
  });

  test.each(names)('%s', (name) => {
    const [fact] = normaliseNotification(notification(name));
    const userData = fact?.kind === 'session' ? fact.patch.userData : undefined;
    expect(userData?.size).toBe(81);
    // As an array: the order counts.
    expect([...(userData ?? [])]).toStrictEqual(Object.entries(userDataOf(name)));
    expect([...(userData ?? [])][0]).toStrictEqual(['FirstName', 'Vitaliy']);
    expect([...(userData ?? [])][80]).toStrictEqual(['Subject', 'Createnewtestforconsult']);
    expect(userData?.get('RRequestedSkills')).toBeNull();
    expect(userData?.get('ServiceObjective')).toBe(0);
    expect(userData?.get('PegAGSocialMediaAgentGroup')).toBe(1);
    expect(userData?.get('_facebookPMActionId')).toBe('1445433117374000000');
    expect(userData?.get('_facebookCreatedTime')).toBe('1445433117346');
    expect(userData?.get('CBR-actual_volume')).toBe('');
    expect(userData?.get('_facebookPMMessageId')).toBe('m_mid.1445433117337: 8b2f644744fdec2f77');
    expect(userData?.get('LastCalledAgent_TimeStamp')).toBe('2015-09-09T10: 18: 53Z');
    const values = [...(userData?.values() ?? [])];
    expect(values.filter((value) => typeof value === 'string')).toHaveLength(78);
    expect(values.filter((value) => value === '')).toHaveLength(29);
  });
});

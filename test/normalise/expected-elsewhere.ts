import type { Fact } from '../../src/normalise/fact.ts';
import { notification } from './fixtures.ts';

function unrecognized(name: string, messageType: string, notificationType: string | null): readonly Fact[] {
  return [{ kind: 'unrecognized', messageType, notificationType, payload: notification(name) }];
}

function rows(
  messageType: string,
  notificationTypes: Readonly<Record<string, string | null>>,
): Readonly<Record<string, readonly Fact[]>> {
  return Object.fromEntries(
    Object.entries(notificationTypes).map(([name, notificationType]) => [
      name,
      unrecognized(name, messageType, notificationType),
    ]),
  );
}

/** Notifications of other channels: shown whole, never taken for a Facebook session's. */
export const expectedElsewhere: Readonly<Record<string, readonly Fact[]>> = {
  ...rows('ChatStateChangeMessage', {
    'sibling.chat.cometd-notifications.state-change-example': 'PropertiesUpdated',
    'sibling.chat.complete.1-status-change': 'StatusChange',
    'sibling.chat.invite.1-participants-updated': 'ParticipantsUpdated',
    'sibling.chat.leave.in-conference.1-status-change': 'StatusChange',
    'sibling.chat.leave.not-in-conference.1-status-change': 'StatusChange',
  }),
  ...rows('MessageLogUpdated', {
    'sibling.chat.remove-participant.agent1.1-new-messages.rev-2014': 'NewMessages',
    'sibling.chat.send-custom-notice-to-agents.1-new-messages': 'NewMessages',
    'sibling.chat.send-custom-notice.1-new-messages': 'NewMessages',
    'sibling.chat.send-start-typing-to-agents.1-new-messages': 'NewMessages',
    'sibling.chat.send-start-typing.1-new-messages': 'NewMessages',
    'sibling.chat.send-url.1-new-messages': 'NewMessages',
  }),
  ...rows('CallStateChangeMessage', { 'platform.deliver.call-attached-data': 'AttachedDataChanged' }),
  ...rows('DeviceStateChangeMessage', {
    'platform.deliver.device-state': null,
    'platform.deliver.device-state.observed': null,
  }),
  ...rows('WorkbinSubscriptionStateChangeMessage', { 'platform.deliver.workbin-subscription': null }),
  'platform.deliver.error-message.observed': [
    { kind: 'failure', sessionId: null, referenceId: null, code: 'UNKNOWN', message: null },
  ],
};

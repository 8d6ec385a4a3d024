import type { SendMessageInput, SetTypingInput } from '../../generated/schema.ts';
import type { MessageRecord } from '../../normalise/message.ts';
import type { Operation } from '../operation.ts';
import { checkedText, checkedVisibility, isBy, withoutBlanks } from './checks.ts';

/** Pages "SendMessage" and "SendToAgents". Proof: the text appears, from us and as visible as asked. */
export const sendMessage: Operation<
  'SendMessagePayload',
  SendMessageInput,
  { text: string; words: string; visibility: 'ALL' | 'AGENTS'; userId: string },
  { message: MessageRecord | null }
> = {
  payload: 'SendMessagePayload',
  upstreamName: ({ visibility }) => (visibility === 'AGENTS' ? 'SendToAgents' : 'SendMessage'),
  subject(input, { agent }) {
    const visibility = checkedVisibility(input.visibility);
    const text = checkedText(input.text, ['input', 'text'], 65_536);
    return { text, words: withoutBlanks(text), visibility, userId: agent.id };
  },
  parameters: (subject) => ({ text: subject.text }),
  proof(subject, { events }) {
    for (const event of events) {
      if (event.__typename !== 'MessageAdded' || event.message.__typename !== 'TextMessage') continue;
      const { message } = event;
      const ours = message.visibility === subject.visibility && isBy(message.sender, subject.userId);
      if (ours && withoutBlanks(message.text) === subject.words) return { message };
    }
    return null;
  },
  exclusive: true,
  unproven: () => ({ message: null }),
};

/**
 * Capabilities SendStartTypingNotification, SendStopTypingNotification and the two ...ToAgentsNotification (documented for Chat).
 * Proof: our own sign of typing.
 */
export const setTyping: Operation<'SetTypingPayload', SetTypingInput, { isTyping: boolean; userId: string }, object> = {
  payload: 'SetTypingPayload',
  upstreamName: ({ isTyping, visibility }) =>
    `Send${isTyping ? 'Start' : 'Stop'}Typing${visibility === 'AGENTS' ? 'ToAgents' : ''}Notification`,
  subject({ isTyping, visibility }, { agent }) {
    checkedVisibility(visibility);
    return { isTyping, userId: agent.id };
  },
  parameters: () => ({}),
  proof({ isTyping, userId }, { events }) {
    const ours = events.some(
      (event) => event.__typename === 'TypingChanged' && event.isTyping === isTyping && isBy(event.participant, userId),
    );
    return ours ? {} : null;
  },
  exclusive: true,
  unproven: () => ({}),
};

import type { ReactNode } from 'react';
import type { Message, Participant } from '../desk/model.ts';
import { useDesk } from '../desk/use-desk.ts';
import { safeAddress } from '../words/links.ts';
import { agentName, participantName } from '../words/session.ts';
import { LinkedText } from './linked-text.tsx';

interface Props {
  readonly message: Message;
  readonly participants: readonly Participant[];
}

export function TranscriptEntry({ message, participants }: Props): ReactNode {
  const { sender, visibility, sentAt } = message;
  const side = sender.isMe ? 'mine' : sender.role.toLowerCase();
  const isSaid = message.__typename === 'TextMessage' || message.__typename === 'LinkMessage';
  return (
    <li className={isSaid ? `entry said ${side} ${visibility.toLowerCase()}` : 'entry told'}>
      {isSaid && <span className="sender">{sender.isMe ? 'You' : participantName(sender)}</span>}
      <Words message={message} participants={participants} />
      <span className="remark">
        {visibility === 'AGENTS' && <span className="agents-only">agents only</span>}
        <time dateTime={sentAt}>{new Date(sentAt).toLocaleTimeString([], { timeStyle: 'short' })}</time>
      </span>
    </li>
  );
}

function Words({ message, participants }: Props): ReactNode {
  const { users } = useDesk();
  const name = participantName(message.sender);
  switch (message.__typename) {
    case 'TextMessage':
      return (
        <p className="words">
          <LinkedText text={message.text} />
        </p>
      );
    case 'LinkMessage':
      return (
        <p className="words">{safeAddress(message.url) === null ? message.url : <LinkedText text={message.url} />}</p>
      );
    case 'NoticeMessage':
      return message.code === 'PARTICIPANT_REMOVED' && message.subjectUserId !== null ? (
        <p className="words">
          {name} removed {agentName(message.subjectUserId, participants, users)}
        </p>
      ) : (
        <p className="words">Notice: {message.text}</p>
      );
    case 'ParticipantJoinedMessage':
      return <p className="words">{message.rejoined ? `${name} came back` : `${name} joined`}</p>;
    case 'ParticipantLeftMessage':
      // The upstream names the agent who stayed as its author: nobody is better than the wrong one.
      return <p className="words">A participant left</p>;
    case 'UnrecognizedMessage':
      return <p className="words">An entry of an unknown type{message.type === null ? '' : `: ${message.type}`}</p>;
  }
}

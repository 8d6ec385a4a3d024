import { useLayoutEffect, useRef, type ReactNode } from 'react';
import type { Message, Participant } from '../desk/model.ts';
import { TranscriptEntry } from './transcript-entry.tsx';

interface Props {
  readonly messages: readonly Message[];
  readonly participants: readonly Participant[];
}

/** Pixels from the end within which a reader counts as being at the end. */
const nearEnd = 48;

/** Follows the conversation unless the agent has scrolled back. */
export function Transcript({ messages, participants }: Props): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    if (box.current !== null && isAtEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [messages]);
  return (
    <div
      ref={box}
      className="transcript"
      role="log"
      aria-label="Transcript"
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < nearEnd;
      }}
    >
      <ol>
        {messages.map((message) => (
          <TranscriptEntry key={message.id} message={message} participants={participants} />
        ))}
      </ol>
      {messages.length === 0 && <p className="hint">Nothing has been written yet.</p>}
    </div>
  );
}

import type { ReactNode } from 'react';
import type { Message, Participant } from '../desk/model.ts';
import { TranscriptEntry } from './transcript-entry.tsx';

interface Props {
  readonly messages: readonly Message[];
  readonly participants: readonly Participant[];
}

/** The conversation. The style sheet lets it follow its end, unless the agent has scrolled back. */
export function Transcript({ messages, participants }: Props): ReactNode {
  return (
    <div className="transcript" role="log" aria-label="Transcript" tabIndex={0}>
      {messages.length === 0 ? (
        <p className="hint">Nothing has been written yet.</p>
      ) : (
        <ol>
          {messages.map((message) => (
            <TranscriptEntry key={message.id} message={message} participants={participants} />
          ))}
        </ol>
      )}
    </div>
  );
}

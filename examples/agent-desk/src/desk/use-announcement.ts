import { useEffect, useState } from 'react';
import { eventWords } from '../words/event.ts';
import type { Desk } from './open-desk.ts';

/** The last thing that happened, for a screen reader. Entries of the open session are left out: its transcript says them itself. */
export function useAnnouncement({ onEvent }: Desk, openId: string | null): string {
  const [words, setWords] = useState('');
  useEffect(
    () =>
      onEvent((event) => {
        if (event.__typename === 'MessageAdded' && event.sessionId === openId) return;
        const next = eventWords(event);
        if (next !== null) setWords(next);
      }),
    [onEvent, openId],
  );
  return words;
}

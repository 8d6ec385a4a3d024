import { useEffect, useState } from 'react';
import type { Desk } from './open-desk.ts';

/** Entries of others by session id since it was open last. */
export function useUnread({ onEvent }: Desk, openId: string | null): ReadonlyMap<string, number> {
  const [counts, setCounts] = useState<ReadonlyMap<string, number>>(new Map());
  const [readId, setReadId] = useState(openId);
  if (openId !== readId) {
    setReadId(openId);
    setCounts(new Map([...counts].filter(([id]) => id !== openId)));
  }
  useEffect(
    () =>
      onEvent((event) => {
        if (event.__typename !== 'MessageAdded' || event.sessionId === openId || event.message.sender.isMe) return;
        const { sessionId } = event;
        setCounts((known) => new Map(known).set(sessionId, (known.get(sessionId) ?? 0) + 1));
      }),
    [onEvent, openId],
  );
  return counts;
}

import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef } from 'react';
import { SetTypingDocument, type Visibility } from '../generated/graphql.ts';
import { createTypingSign, type TypingSign } from './typing-sign.ts';

/** Shows others that this agent types, to those who will see the message. */
export function useTypingSign(sessionId: string, visibility: Visibility): TypingSign {
  const client = useApolloClient();
  const sign = useRef<TypingSign>({ type: () => undefined, stop: () => undefined });
  useEffect(() => {
    const own = createTypingSign(async (isTyping) => {
      const input = { sessionId, isTyping, visibility, confirmWithin: 0 };
      await client.mutate({ mutation: SetTypingDocument, variables: { input }, fetchPolicy: 'no-cache' });
    });
    sign.current = own;
    return () => {
      own.stop();
    };
  }, [client, sessionId, visibility]);
  return {
    type: () => {
      sign.current.type();
    },
    stop: () => {
      sign.current.stop();
    },
  };
}

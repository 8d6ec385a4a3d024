import { openSocket, type Subscriber } from './socket.ts';

/** Milliseconds within which a subscription begins. */
const patience = 20_000;

export interface IdleOptions {
  readonly url: string;
  readonly authorization: string;
  readonly query: string | null;
  /** It ended later on without having been closed. */
  readonly onLost: (reason: string) => void;
}

/** Resolves when the subscription has begun. @throws Error when it does not begin */
export function joinIdle({ url, authorization, query, onLost }: IdleOptions): Promise<Subscriber> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      subscriber.close();
      reject(new Error(`a subscription did not begin in ${patience} ms`));
    }, patience);
    const subscriber = openSocket({
      url,
      authorization,
      query,
      onMessage(message) {
        if (!message.includes('SessionsSnapshot')) return;
        clearTimeout(late);
        resolve(subscriber);
      },
      onLost(reason) {
        clearTimeout(late);
        reject(new Error(reason));
        onLost(reason);
      },
    });
  });
}

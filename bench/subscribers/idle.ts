import { openSocket, type Subscriber } from './socket.ts';

/** Milliseconds within which a subscription begins: a machine may be busy with something else for a while. */
const patience = 180_000;

export interface IdleOptions {
  readonly url: string;
  readonly authorization: string;
  readonly query: string | null;
  /** It ended after it had begun, without having been closed. */
  readonly onLost: (reason: string) => void;
}

/** Resolves when the subscription has begun. @throws Error when it does not begin */
export function joinIdle({ url, authorization, query, onLost }: IdleOptions): Promise<Subscriber> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      subscriber.close();
      reject(new Error(`a subscription at ${url} did not begin in ${patience} ms; messages: ${messages}`));
    }, patience);
    let messages = 0;
    let hasBegun = false;
    const subscriber = openSocket({
      url,
      authorization,
      query,
      onMessage(message) {
        messages += 1;
        if (!message.includes('SessionsSnapshot')) return;
        clearTimeout(late);
        hasBegun = true;
        resolve(subscriber);
      },
      onLost(reason) {
        clearTimeout(late);
        if (hasBegun) onLost(reason);
        else reject(new Error(`a subscription at ${url} did not begin: ${reason}`));
      },
    });
  });
}

import type { BayeuxServer } from './bayeux.ts';
import type { Delivery } from './operation.ts';
import { facebookChannel } from './payloads.ts';

export interface Publisher {
  /** Sends just after the answer that caused it: real servers usually answer first. */
  readonly publish: (deliveries: readonly Delivery[]) => void;
  /** Keeps the next `count` notifications that somebody listens for from their receivers; 0 loses none any more. */
  readonly lose: (count: number) => void;
}

/** The way from what happens to those who are told. A notification is counted once per user, however many listen as them. */
export function createPublisher(bayeux: Pick<BayeuxServer, 'publish' | 'hears'>): Publisher {
  let toLose = 0;

  function arrives(to: string, channel: string): boolean {
    if (toLose === 0 || !bayeux.hears(to, channel)) return true;
    toLose -= 1;
    return false;
  }

  return {
    publish(deliveries) {
      if (deliveries.length === 0) return;
      const events = deliveries.map(({ to, channel = facebookChannel, data }) => ({ to, channel, data }));
      setImmediate(() => {
        bayeux.publish(events.filter(({ to, channel }) => arrives(to, channel)));
      });
    },
    lose(count) {
      toLose = count;
    },
  };
}

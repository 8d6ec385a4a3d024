import type { BayeuxEvent } from './bayeux.ts';
import type { Delivery } from './operation.ts';
import { facebookChannel } from './payloads.ts';

export interface PublisherOptions {
  /** Sees every notification as it is published, whatever becomes of it. */
  readonly onPublished: ((event: BayeuxEvent) => void) | undefined;
  readonly passOn: (events: readonly BayeuxEvent[]) => void;
}

/** The way from what happens to those who are told, just after the answer that caused it: real servers usually answer first. */
export function createPublisher({ onPublished, passOn }: PublisherOptions): (deliveries: readonly Delivery[]) => void {
  return (deliveries) => {
    if (deliveries.length === 0) return;
    const events = deliveries.map(({ to, channel = facebookChannel, data }) => ({ to, channel, data }));
    for (const event of events) onPublished?.(event);
    setImmediate(passOn, events);
  };
}

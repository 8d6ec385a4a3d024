import { channelMatches } from './channels.ts';

/** An event waiting for its client: serialised once, however many sessions it goes to. */
interface QueuedEvent {
  readonly json: string;
  /** Number of the connect reply it rides on; an event of the batch in the making is not sent yet. */
  readonly batch: number;
}

/**
 * Why a held connect is answered. `events`: there are some, or the hold time is over. `replaced`: a newer connect came. `disconnected`: the client said so.
 * `unknown`: the session was dropped. `refused`: the user may no longer log in. `gone`: the socket is closed.
 */
export type ReleaseReason = 'events' | 'replaced' | 'disconnected' | 'unknown' | 'refused' | 'gone';

export interface BayeuxSession {
  readonly id: string;
  /** Value of the BAYEUX_BROWSER cookie; a session is only found by requests that carry it. */
  readonly browserId: string;
  readonly userId: string;
  /** Acknowledged messages: events go on connect replies only, and again until a later connect acknowledges them. */
  readonly ack: boolean;
  readonly subscriptions: Set<string>;
  /** False until the first connect, which is answered at once. */
  connected: boolean;
  /** Answers the /meta/connect that waits for events, if one does. */
  held: ((why: ReleaseReason) => void) | undefined;
  hears(channel: string): boolean;
  /** Adds an event if the session subscribes to its channel; false when the queue would overflow. */
  offer(channel: string, json: string): boolean;
  hasFresh(): boolean;
  hasAny(): boolean;
  /** The client has everything up to this batch. */
  acknowledge(batch: number): void;
  /** Closes the batch: its events and number. Without `ack` the events leave the queue. */
  take(): { readonly events: readonly string[]; readonly batch: number };
  /** Puts back what a closed socket did not take. Without effect with `ack`, where nothing had left. */
  giveBack(events: readonly string[]): void;
  /** (Re)starts the time within which the next connect must come; milliseconds. */
  expectConnect(within: number, onMissing: () => void): void;
  cancelExpectation(): void;
}

export interface BayeuxSessionOptions extends Pick<BayeuxSession, 'id' | 'browserId' | 'userId' | 'ack'> {
  /** Events kept at most. */
  readonly maxQueue: number;
}

/** Characters of JSON kept at most per session: events with large user data must not add up without limit. */
const maxQueueLength = 16_777_216;

export function createBayeuxSession({ maxQueue, ...identity }: BayeuxSessionOptions): BayeuxSession {
  let queue: QueuedEvent[] = [];
  let length = 0;
  let batch = 1;
  let timer: NodeJS.Timeout | undefined;

  function replaceQueue(next: QueuedEvent[]): void {
    queue = next;
    length = next.reduce((sum, event) => sum + event.json.length, 0);
  }

  const subscriptions = new Set<string>();
  const hears = (channel: string) => [...subscriptions].some((subscription) => channelMatches(subscription, channel));
  return {
    ...identity,
    subscriptions,
    connected: false,
    held: undefined,
    hears,
    offer(channel, json) {
      if (!hears(channel)) return true;
      if (queue.length >= maxQueue || length + json.length > maxQueueLength) return false;
      queue.push({ json, batch });
      length += json.length;
      return true;
    },
    hasFresh: () => queue.at(-1)?.batch === batch,
    hasAny: () => queue.length > 0,
    acknowledge(upTo) {
      replaceQueue(queue.filter((event) => event.batch > upTo));
    },
    take() {
      const taken = { events: queue.map((event) => event.json), batch };
      batch += 1;
      if (!identity.ack) replaceQueue([]);
      return taken;
    },
    giveBack(events) {
      if (!identity.ack) replaceQueue([...events.map((json) => ({ json, batch })), ...queue]);
    },
    expectConnect(within, onMissing) {
      clearTimeout(timer);
      timer = setTimeout(onMissing, within).unref();
    },
    cancelExpectation() {
      clearTimeout(timer);
    },
  };
}

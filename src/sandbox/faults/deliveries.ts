import type { BayeuxEvent } from '../bayeux.ts';
import type { DeliveryRule } from './kinds.ts';

/** Notifications on their way to the Bayeux server, and what becomes of them there. */
export interface Deliveries {
  /** In order; what nothing happens to is passed on at once, all together. */
  readonly publish: (events: readonly BayeuxEvent[]) => void;
  /** Forgets what is still under way. */
  readonly clear: () => void;
}

export interface DeliveriesOptions {
  /** The fault of this notification, if one is planned. */
  readonly faultOf: (event: BayeuxEvent) => DeliveryRule | undefined;
  readonly passOn: (events: readonly BayeuxEvent[]) => void;
}

/** A notification in a user's row; what stands behind it waits for it. */
interface Waiting {
  readonly event: BayeuxEvent;
  /** Milliseconds that it waits once it is the first. */
  readonly wait: number;
}

/** What is under way to one user. */
interface Row {
  waiting: readonly Waiting[];
  /** Lets the notification go that wants to change places with the next. */
  release: (() => readonly Waiting[]) | undefined;
}

/** Milliseconds after which a notification that changes places comes without another. */
const longestReorder = 1_000;

export function createDeliveries({ faultOf, passOn }: DeliveriesOptions): Deliveries {
  const rows = new Map<string, Row>();
  const timers = new Set<NodeJS.Timeout>();

  function later(milliseconds: number, run: () => void): () => void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, milliseconds).unref();
    timers.add(timer);
    return () => {
      clearTimeout(timer);
      timers.delete(timer);
    };
  }

  function rowOf(userId: string): Row {
    const row = rows.get(userId) ?? { waiting: [], release: undefined };
    rows.set(userId, row);
    return row;
  }

  /** What can go at once of what comes now; the rest stands in the row. */
  function queue(row: Row, coming: readonly Waiting[]): readonly BayeuxEvent[] {
    if (row.waiting.length > 0) {
      row.waiting = [...row.waiting, ...coming];
      return [];
    }
    const end = coming.findIndex(({ wait }) => wait > 0);
    const free = end === -1 ? coming : coming.slice(0, end);
    row.waiting = coming.slice(free.length);
    const [first] = row.waiting;
    if (first !== undefined)
      later(first.wait, () => {
        passOn(moveUp(row));
      });
    return free.map(({ event }) => event);
  }

  /** The first has waited long enough. */
  function moveUp(row: Row): readonly BayeuxEvent[] {
    const [first, ...others] = row.waiting;
    row.waiting = [];
    return first === undefined ? [] : [first.event, ...queue(row, others)];
  }

  function holdBack(row: Row, event: BayeuxEvent, longest: number): void {
    const cancel = later(longest, () => {
      row.release = undefined;
      passOn(queue(row, [{ event, wait: 0 }]));
    });
    row.release = () => {
      cancel();
      row.release = undefined;
      return [{ event, wait: 0 }];
    };
  }

  function happen(event: BayeuxEvent): readonly BayeuxEvent[] {
    const row = rowOf(event.to);
    const coming = spoil(row, event, faultOf(event));
    return coming.length === 0 ? [] : queue(row, coming);
  }

  /** What comes of a notification now, and of the one that waited to change places with it. */
  function spoil(row: Row, event: BayeuxEvent, rule: DeliveryRule | undefined): readonly Waiting[] {
    const whole: Waiting = { event, wait: 0 };
    const { release } = row;
    switch (rule?.fault) {
      case 'drop':
        return [];
      case 'reorder':
        if (release !== undefined) break;
        holdBack(row, event, rule.for ?? longestReorder);
        return [];
      case 'duplicate':
        if (rule.for === undefined || rule.for === 0) return [whole, whole, ...(release?.() ?? [])];
        later(rule.for, () => {
          passOn([event]);
        });
        break;
      case 'delay':
        return [{ event, wait: rule.for }, ...(release?.() ?? [])];
      case undefined:
        break;
    }
    return [whole, ...(release?.() ?? [])];
  }

  return {
    publish(events) {
      const free = events.flatMap(happen);
      if (free.length > 0) passOn(free);
    },
    clear() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      rows.clear();
    },
  };
}

import { setTimeout as pause } from 'node:timers/promises';
import { authorizationOf, type BayeuxUpstream } from '../upstream/bayeux.ts';
import type { Check } from './checks.ts';
import type { Subscriber, SubscriberOptions } from './socket.ts';

export interface WatchersOptions {
  readonly upstream: BayeuxUpstream;
  /** Where all connect, or each of an agent's subscribers. */
  readonly url: string | ((agent: number, tab: number) => string);
  readonly open: (options: SubscriberOptions) => Subscriber;
  readonly query: string | null;
  readonly check: Check;
  readonly agents: number;
  /** Subscribers of each agent. */
  readonly tabs: number;
  /** One message in so many is looked at whole. */
  readonly sample: number;
}

/** What came in one measurement. */
export interface Delivered {
  readonly deliveries: number;
  readonly seconds: number;
  /** From the notification's writing to a subscriber's having it, milliseconds. */
  readonly latencies: readonly number[];
  /** Bytes of the last message. */
  readonly bytes: number;
}

/** All subscribers of one contender, and what its upstream tells them. */
export interface Watchers {
  /** As fast as they take it: an agent's next notification goes out when all its tabs have the one before. */
  saturate(milliseconds: number): Promise<Delivered>;
  /** So many notifications per second, agents in turn. */
  pace(milliseconds: number, perSecond: number): Promise<Delivered>;
  readonly wrong: readonly string[];
  close(): void;
}

interface Tab {
  isReady: boolean;
  /** Of the last notification it had. */
  sequence: number;
}

interface Agent {
  readonly tabs: readonly Tab[];
  published: number;
  /** Tabs that have the last notification. */
  done: number;
}

const needle = Buffer.from('bench-');
/** Milliseconds in which everything on its way must have come, and in which an agent's subscribers must be there. */
const patience = 20_000;
/** Agents that subscribe at a time. */
const atATime = 25;

/** Opens them, and waits until each has the snapshot with which its subscription begins. @throws Error when one has not */
export async function openWatchers(options: WatchersOptions): Promise<Watchers> {
  const { upstream, check, sample } = options;
  const wrong: string[] = [];
  const subscribers: Subscriber[] = [];
  let onDone: ((agent: number) => void) | null = null;
  let deliveries = 0;
  let bytes = 0;
  let latencies: number[] = [];

  const agents = Array.from({ length: options.agents }, (): Agent => {
    const tabs = Array.from({ length: options.tabs }, (): Tab => ({ isReady: false, sequence: 0 }));
    return { tabs, published: 0, done: 0 };
  });

  function complain(what: string): void {
    if (wrong.length < 20) wrong.push(what);
  }

  function take(number: number, agent: Agent, tab: Tab, message: Buffer): void {
    const start = message.indexOf(needle);
    if (!tab.isReady || start === -1) {
      const isSnapshot = !tab.isReady && message.includes('SessionsSnapshot');
      tab.isReady ||= isSnapshot;
      const isPing = message.length < 100 && (message.includes('"type":"ping"') || message[0] === 58);
      if (!isSnapshot && !isPing) complain(`agent ${number} got ${message.toString().slice(0, 300)}`);
      return;
    }
    const now = performance.now();
    const stamp = stampAt(message, start);
    deliveries += 1;
    bytes = message.length;
    latencies.push(now - stamp.microseconds / 1000);
    const { sequence } = stamp;
    if (sequence !== tab.sequence + 1) complain(`agent ${number} got ${sequence} after ${tab.sequence}`);
    tab.sequence = sequence;
    if (deliveries % sample === 0) {
      const error = check(message, sequence, stamp.text);
      if (error !== null) complain(`notification ${sequence} of agent ${number}: ${error}`);
    }
    if (sequence !== agent.published) return;
    agent.done += 1;
    if (agent.done === agent.tabs.length) onDone?.(number);
  }

  function publish(number: number): void {
    const agent = agents[number];
    if (agent === undefined) return;
    agent.done = 0;
    // Counted first: an answer may come before `publish` returns.
    agent.published += 1;
    upstream.publish(number);
  }

  async function until(what: string, isTrue: () => boolean): Promise<void> {
    for (const begun = performance.now(); !isTrue();) {
      if (performance.now() - begun > patience) throw new Error(`${what} in ${patience} ms; ${wrong.join('; ')}`);
      await pause(5);
    }
  }

  /** Runs `work`, then waits until everything that was published has come. */
  async function measure(work: () => Promise<void>): Promise<Delivered> {
    deliveries = 0;
    latencies = [];
    const begun = performance.now();
    await work();
    try {
      const isDone = ({ published, tabs }: Agent): boolean => tabs.every(({ sequence }) => sequence === published);
      await until('not everything was delivered', () => agents.every(isDone));
    } catch (error) {
      complain(String(error));
    }
    return { deliveries, seconds: (performance.now() - begun) / 1000, latencies, bytes };
  }

  async function join(number: number, agent: Agent): Promise<void> {
    for (const [place, tab] of agent.tabs.entries()) {
      const { query } = options;
      const url = typeof options.url === 'string' ? options.url : options.url(number, place);
      const onLost = (reason: string): void => {
        complain(`agent ${number} lost its connection: ${reason}`);
      };
      const onMessage = (message: Buffer): void => {
        take(number, agent, tab, message);
      };
      subscribers.push(options.open({ url, query, authorization: authorizationOf(number), onMessage, onLost }));
      // One of many at a time, so that no queue of connections overflows.
      if (agent.tabs.length > 10) await until('a subscriber did not come', () => tab.isReady);
    }
    await until('subscribers did not come', () => agent.tabs.every(({ isReady }) => isReady));
  }

  for (let first = 0; first < agents.length; first += atATime) {
    await Promise.all(agents.slice(first, first + atATime).map((agent, index) => join(first + index, agent)));
  }
  return {
    wrong,
    saturate: (milliseconds) =>
      measure(async () => {
        onDone = publish;
        agents.forEach((_, number) => {
          publish(number);
        });
        await pause(milliseconds);
        onDone = null;
      }),
    pace: (milliseconds, perSecond) =>
      measure(async () => {
        const begun = performance.now();
        let sent = 0;
        while (performance.now() - begun < milliseconds) {
          const due = ((performance.now() - begun) * perSecond) / 1000;
          for (; sent < due; sent += 1) publish(sent % agents.length);
          await pause(1);
        }
      }),
    close() {
      for (const subscriber of subscribers) subscriber.close();
    },
  };
}

/** Reads `bench-SEQUENCE-MICROSECONDS-`. */
function stampAt(message: Buffer, start: number): { sequence: number; microseconds: number; text: string } {
  const text = message.toString('latin1', start, start + 48);
  const middle = text.indexOf('-', needle.length);
  const end = text.indexOf('-', middle + 1);
  return {
    sequence: Number(text.slice(needle.length, middle)),
    microseconds: Number(text.slice(middle + 1, end)),
    text: text.slice(0, end + 1),
  };
}

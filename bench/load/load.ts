import { openClient, type Client, type Judge } from './client.ts';

/** Who is asked, and how. */
export interface Target {
  /** Where to connect. */
  readonly url: string;
  /** One for each connection. */
  readonly requests: readonly Buffer[];
  readonly judge: Judge;
  /** Called with the place of the request when its answer is there. */
  readonly onAnswer?: (place: number) => void;
}

export interface Load {
  readonly connections: number;
  /** Answers so far, right or wrong. */
  readonly answers: () => number;
  /** Milliseconds of every answer since the last call. */
  readonly takeLatencies: () => readonly number[];
  /** Sends nothing new, waits for what is on its way, closes. Resolves with what was wrong: nothing, or a few examples. */
  readonly stop: () => Promise<readonly string[]>;
}

/** Milliseconds that answers may take at the end. */
const patience = 10_000;
const mostExamples = 3;

interface Slot {
  client: Client | null;
  /** Of the request on its way, on the clock of `performance.now()`. */
  since: number;
}

/**
 * Opens the connections. @param next called with each that has had its answer: what it is to do
 */
async function open(
  { url, requests, judge, onAnswer }: Target,
  next: (slot: Slot) => void,
): Promise<
  Load & {
    readonly slots: readonly Slot[];
    readonly send: (slot: Slot, since: number) => void;
    readonly isStopped: () => boolean;
  }
> {
  let count = 0;
  let open = 0;
  let latencies: number[] = [];
  let isStopped = false;
  let drained: () => void = () => undefined;
  const problems: string[] = [];

  function send(slot: Slot, since: number): void {
    slot.since = since;
    open += 1;
    slot.client?.send();
  }

  const slots = await Promise.all(
    requests.map(async (request, place): Promise<Slot> => {
      const slot: Slot = { client: null, since: 0 };
      slot.client = await openClient(url, request, judge, (problem) => {
        onAnswer?.(place);
        count += 1;
        open -= 1;
        latencies.push(performance.now() - slot.since);
        if (problem !== null && problems.length < mostExamples) problems.push(problem);
        if (isStopped) {
          if (open <= 0) drained();
        } else next(slot);
      });
      return slot;
    }),
  );
  return {
    connections: slots.length,
    slots,
    send,
    isStopped: () => isStopped,
    answers: () => count,
    takeLatencies() {
      const taken = latencies;
      latencies = [];
      return taken;
    },
    async stop() {
      isStopped = true;
      if (open > 0) {
        await new Promise<void>((resolve) => {
          const late = setTimeout(() => {
            problems.push(`answers that did not come: ${open}`);
            resolve();
          }, patience);
          drained = () => {
            clearTimeout(late);
            resolve();
          };
        });
      }
      for (const { client } of slots) client?.close();
      return problems;
    },
  };
}

/** As many requests on their way as there are connections. */
export async function saturate(target: Target): Promise<Load> {
  const load = await open(target, (slot) => {
    load.send(slot, performance.now());
  });
  for (const slot of load.slots) load.send(slot, performance.now());
  return load;
}

export interface Pace {
  /** Requests per second. */
  readonly rate: number;
  /** Milliseconds for which a connection that had its answer is not used. */
  readonly rest?: number;
}

export interface Paced extends Load {
  /** Requests that were due since the last call and were not sent. */
  readonly takeLeftOut: () => number;
}

/** Milliseconds of requests that are sent at once at the most. */
const longestPortion = 3;

/**
 * A constant rate, whatever the answers do: in portions, one in each millisecond. Latency counts from when a request was due, also
 * where it had to wait for a connection. Where the load itself was held up, what it should have sent meanwhile is left out and
 * counted: sent at once, it would measure a queue that no client made.
 */
export async function pace(target: Target, { rate, rest = 0 }: Pace): Promise<Paced> {
  const idle: Slot[] = [];
  const due: number[] = [];
  const use = (slot: Slot): void => {
    if (load.isStopped()) return;
    const since = due.shift();
    if (since === undefined) idle.push(slot);
    else load.send(slot, since);
  };
  const load = await open(target, (slot) => {
    if (rest === 0) use(slot);
    else setTimeout(use, rest, slot);
  });
  idle.push(...load.slots);
  const begun = performance.now();
  const most = Math.ceil((rate * longestPortion) / 1000);
  let sent = 0;
  let leftOut = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    if (load.isStopped()) return;
    const wanted = ((now - begun) / 1000) * rate;
    const over = Math.max(0, Math.floor(wanted - sent) - most);
    leftOut += over;
    sent += over;
    for (; sent < wanted; sent += 1) {
      // The one that waited longest, so that all are used.
      const slot = idle.shift();
      if (slot === undefined) due.push(now);
      else load.send(slot, now);
    }
  }, 1);
  return {
    ...load,
    takeLeftOut() {
      const taken = leftOut;
      leftOut = 0;
      return taken;
    },
    stop() {
      clearInterval(timer);
      return load.stop();
    },
  };
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import { createEnding, type Ending } from '../agent/ending.ts';
import type { LinkHold } from '../agent/links.ts';
import type { StreamEndReason } from '../generated/schema.ts';
import { pause } from '../upstream/deadline.ts';
import { closeOrCut } from './close-or-cut.ts';
import type { SocketOrigin } from './graphql-socket.ts';
import { createRenewals, type Renewals } from './renewals.ts';
import { createSocketMessages, type SocketMessages } from './socket-messages.ts';
import { createTurns, type Turns } from './turns.ts';

/** Close codes that clients act on; graphql-ws clients retry all of these. */
export const closeCodes = { normal: 1000, serviceRestart: 1012, tryAgainLater: 1013, forbidden: 4403 } as const;

/** An operation on a socket, from its arrival on. */
export interface Work {
  /** Known once its document has been read. */
  isStream: boolean;
  /** The stream has told why it ends: the socket need not wait for it any more. */
  told(): void;
  /** Calling it twice is fine. */
  end(): void;
}

/** One client's socket and what runs on it. */
export interface Connection extends SocketOrigin {
  /** The caller's link; null before a login and after the end. */
  hold: LinkHold | null;
  /** Where its client's trace was when it said who it is. */
  traceparent: string | null;
  readonly ending: Ending;
  /** Results go out one at a time, each made when the one before it has left. */
  readonly turns: Turns;
  readonly messages: SocketMessages;
  /** Settles when the socket is closed. */
  readonly gone: Promise<void>;
  readonly renewals: Renewals;
  begin(): Work;
  /** Subscriptions on it. */
  streams(): number;
  /** All that runs on it or waits to run. */
  operations(): number;
  /** True once it is to close although its caller is welcome: who is not is told so by what they ask for. */
  isLeaving(): boolean;
  /** Closes it when what runs has been answered or told, at most after so many milliseconds; cuts it if it does not go. */
  leave(code: number, reason: string, patience: number): Promise<void>;
  /** The same, for a connection that could go on: its streams say where to go on from. */
  renewElsewhere(why: StreamEndReason, patience: number): Promise<void>;
}

export interface ConnectionLimits {
  /** Milliseconds a socket lives on which nothing runs. */
  readonly idle: number;
  /** Milliseconds after which this one is ended. */
  readonly lifetime: number;
  /** Milliseconds that what runs has then. */
  readonly patience: number;
  /** Milliseconds a client has to answer the close. */
  readonly grace: number;
}

export function createConnection(
  { socket, raw, headers, address, initialised }: SocketOrigin,
  { idle, lifetime, patience: usual, grace }: ConnectionLimits,
): Connection {
  const ending = createEnding();
  const turns = createTurns();
  const works = new Set<Work>();
  /** Those that the end of the socket waits for. */
  const busy = new Set<Work>();
  const gone = Promise.withResolvers<undefined>();
  let leaving: Promise<void> | null = null;
  let leavingWith: number | null = null;
  let quiet = (): void => undefined;
  let idling: NodeJS.Timeout | null = null;

  function watchIdleness(): void {
    if (idling !== null) clearTimeout(idling);
    idling = null;
    if (works.size > 0 || socket.readyState !== socket.OPEN) return;
    idling = setTimeout(() => {
      void connection.leave(closeCodes.normal, 'Idle', 0);
    }, idle);
    idling.unref();
  }

  const oldAge = setTimeout(() => {
    void connection.renewElsewhere('LIFETIME', usual);
  }, lifetime);
  oldAge.unref();

  function settled(work: Work): void {
    busy.delete(work);
    if (busy.size === 0) quiet();
  }

  /** Lets the link go once the socket is closed and nothing runs any more: a mutation is the link's too, its client or not. */
  function releaseUnused(): void {
    if (works.size > 0 || socket.readyState !== socket.CLOSED) return;
    connection.hold?.release();
    connection.hold = null;
  }

  async function close(code: number, reason: string, patience: number): Promise<void> {
    if (busy.size > 0) {
      const enough = new AbortController();
      quiet = () => {
        enough.abort();
      };
      await pause(patience, enough.signal);
    }
    // What is told last, a stream's `complete`, is written in this turn yet.
    await nextTurn();
    closeOrCut(socket, code, reason, grace);
    await gone.promise;
  }

  const connection: Connection = {
    socket,
    raw,
    headers,
    address,
    initialised,
    hold: null,
    traceparent: null,
    ending,
    turns,
    messages: createSocketMessages(socket, raw),
    renewals: createRenewals(),
    gone: gone.promise,
    begin() {
      const work: Work = {
        isStream: false,
        told() {
          settled(work);
        },
        end() {
          if (!works.delete(work)) return;
          settled(work);
          watchIdleness();
          releaseUnused();
        },
      };
      works.add(work);
      busy.add(work);
      watchIdleness();
      return work;
    },
    streams: () => [...works].filter(({ isStream }) => isStream).length,
    operations: () => works.size,
    isLeaving: () => leavingWith !== null && leavingWith !== closeCodes.forbidden,
    leave(code, reason, patience) {
      if (leaving === null) {
        leavingWith = code;
        leaving = close(code, reason, patience);
      } else {
        // It may be leaving with more patience than there is now.
        const enough = setTimeout(() => {
          quiet();
        }, patience);
        void gone.promise.then(() => {
          clearTimeout(enough);
        });
      }
      return leaving;
    },
    renewElsewhere(why, patience) {
      ending.end(why);
      return connection.leave(closeCodes.serviceRestart, reasons[why], patience);
    },
  };

  socket.once('close', () => {
    clearTimeout(oldAge);
    if (idling !== null) clearTimeout(idling);
    turns.open();
    gone.resolve(undefined);
    quiet();
    releaseUnused();
  });
  watchIdleness();
  return connection;
}

const reasons: Readonly<Record<StreamEndReason, string>> = {
  SHUTTING_DOWN: 'Service restart',
  LIFETIME: 'Lifetime reached',
};

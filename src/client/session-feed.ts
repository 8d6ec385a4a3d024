import { readEnding, type Ending } from './ending.ts';
import type { SessionEventLike } from './session-event.ts';
import { emptySessionList, foldSessionEvent, forgetSession, type SessionListOf } from './session-list.ts';

export type { Ending } from './ending.ts';
export type { MessageOf, SessionEventLike, SessionOf, TypistOf, UpstreamStatus } from './session-event.ts';
export {
  emptySessionList,
  foldSessionEvent,
  forgetSession,
  type SessionList,
  type SessionListOf,
} from './session-list.ts';

/** What the feed's document takes, besides variables of your own. No interface: those are no `Record`, which libraries ask for. */
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
export type FeedVariables = {
  /**
   * Where to go on. The feed writes the newest cursor into this object, so that a library that subscribes again by itself
   * with the object it was given (graphql-ws, graphql-sse) goes on at the right place too.
   */
  after: string | null;
};

/** One result, in the shape that graphql-ws, graphql-sse, urql and Apollo Client give it. */
export interface FeedResult<Event> {
  readonly data?: { readonly sessionEvents: Event } | null | undefined;
  readonly errors?: readonly unknown[] | undefined;
  readonly error?: unknown;
}

export interface FeedSink<Event> {
  next(result: FeedResult<Event>): void;
  error(reason: unknown): void;
  complete(): void;
}

export interface SessionFeedOptions<Event> {
  /**
   * Subscribes with a client library; gives what ends the subscription. Called again whenever one has ended, so the library
   * need not retry. An exception counts as an end.
   */
  readonly subscribe: (variables: FeedVariables, sink: FeedSink<Event>) => () => void;
  /** The cursor of an earlier feed's state, to go on from there; the list then starts empty. */
  readonly after?: string | null | undefined;
  /** Every event, once, when the state holds it; none after `close()`. */
  readonly onEvent?: ((event: Event) => void) | undefined;
  /** Milliseconds before attempt 1, 2, …; half a second doubling to ten, by chance up to half less, unless said otherwise. */
  readonly pause?: ((attempt: number) => number) | undefined;
}

export type FeedConnection =
  | { readonly status: 'CONNECTING' }
  /** Subscribed, and nothing says otherwise: an event came, or a resumed subscription has not ended for two seconds. */
  | { readonly status: 'LIVE' }
  /** Lost or ended; subscribes again by itself. */
  | { readonly status: 'WAITING'; readonly attempt: number; readonly reason: Ending }
  /** Refused for good (`reason`), or closed (null). */
  | { readonly status: 'STOPPED'; readonly reason: Ending | null };

export interface FeedState<Event> extends SessionListOf<Event> {
  readonly connection: FeedConnection;
  /** Of the last event; null before the first. */
  readonly cursor: string | null;
}

/** A live session list over any client library. Its functions need no `this`: hand them to `useSyncExternalStore` as they are. */
export interface SessionFeed<Event> {
  /** The state now: another object after each change, the same one until then. */
  readonly state: () => FeedState<Event>;
  /** Calls back after each change of the state; gives what ends that. */
  readonly onChange: (listener: () => void) => () => void;
  /** Ends a pause at once, for example when the browser says that it is online again. */
  readonly retryNow: () => void;
  /** Takes a session out of the list, for example one that is over. */
  readonly forget: (sessionId: string) => void;
  /** Ends the subscription for good. Close the feed before you dispose its client. Twice is fine. */
  readonly close: () => void;
}

/**
 * Milliseconds that a subscription has to last. A resumed one is told nothing before something happens, and counts as live then;
 * the next loss of one that lasted is a first one, whereas one that ends after each event is asked for more and more slowly.
 */
const settled = 2_000;

/** Subscribes at once, and stays subscribed until it is closed or refused for good. */
export function createSessionFeed<Event extends SessionEventLike>({
  subscribe,
  after = null,
  onEvent,
  pause = defaultPause,
}: SessionFeedOptions<Event>): SessionFeed<Event> {
  const variables: FeedVariables = { after };
  const listeners = new Set<{ readonly call: () => void }>();
  let state: FeedState<Event> = { ...emptySessionList, connection: { status: 'CONNECTING' }, cursor: after };
  let attempt = 0;
  /** Of the pause while WAITING, of what is to settle otherwise. */
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Ends the subscription that counts; what others still tell is late, and told again to the one that counts. */
  let unsubscribe = (): void => undefined;

  function tell(change: Partial<FeedState<Event>>): void {
    state = { ...state, ...change };
    for (const { call } of [...listeners]) safely(call);
  }

  function start(): void {
    clearTimeout(timer);
    const own: { isCurrent: boolean; end?: () => void } = { isCurrent: true };
    unsubscribe = () => {
      if (!own.isCurrent) return;
      own.isCurrent = false;
      own.end?.();
    };
    function lost(cause: unknown): void {
      if (!own.isCurrent) return;
      unsubscribe();
      goOn(readEnding(cause));
    }
    tell({ connection: { status: 'CONNECTING' } });
    // A listener may have closed the feed.
    if (state.connection.status !== 'CONNECTING') return;
    if (variables.after !== null) timer = setTimeout(settle, settled);
    try {
      own.end = subscribe(variables, {
        next(result) {
          if (!own.isCurrent) return;
          const event = result.data?.sessionEvents;
          if (event) take(event);
          else lost(result.errors?.length ? result.errors : result.error);
        },
        error: lost,
        complete() {
          lost(null);
        },
      });
    } catch (cause) {
      lost(cause);
    }
    // A library may tell the end before it has given what ends it.
    if (!own.isCurrent) own.end?.();
  }

  function settle(): void {
    attempt = 0;
    if (state.connection.status === 'CONNECTING') tell({ connection: { status: 'LIVE' } });
  }

  function take(event: Event): void {
    if (state.connection.status !== 'LIVE') {
      clearTimeout(timer);
      timer = setTimeout(settle, settled);
    }
    variables.after = event.cursor;
    tell({ ...foldSessionEvent<Event>(state, event), cursor: event.cursor, connection: { status: 'LIVE' } });
    // Unless a listener has closed the feed.
    if (state.connection.status !== 'STOPPED') safely(() => onEvent?.(event));
  }

  function goOn(reason: Ending): void {
    clearTimeout(timer);
    if (reason.isFinal) {
      tell({ connection: { status: 'STOPPED', reason } });
      return;
    }
    attempt += 1;
    timer = setTimeout(start, pause(attempt));
    tell({ connection: { status: 'WAITING', attempt, reason } });
  }

  start();

  return {
    state: () => state,
    onChange(call) {
      const listener = { call };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retryNow() {
      if (state.connection.status !== 'WAITING') return;
      clearTimeout(timer);
      // Not within the call: a listener may ask for it.
      timer = setTimeout(start);
    },
    forget(sessionId) {
      tell(forgetSession(state, sessionId));
    },
    close() {
      clearTimeout(timer);
      unsubscribe();
      if (state.connection.status !== 'STOPPED') tell({ connection: { status: 'STOPPED', reason: null } });
    },
  };
}

/** What a listener throws is its own fault: reported as uncaught, and kept from the library, which would take it for a bad answer. */
function safely(call: () => void): void {
  try {
    call();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

function defaultPause(attempt: number): number {
  return Math.min(10_000, 500 * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
}

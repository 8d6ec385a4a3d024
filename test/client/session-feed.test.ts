import { createSessionFeed, type FeedSink, type SessionEventLike, type SessionFeed } from 'gws-graphql/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** A subscription that the test plays the library of. */
interface Played {
  readonly after: string | null;
  readonly sink: FeedSink<SessionEventLike>;
  readonly end: ReturnType<typeof vi.fn>;
}

let played: Played[];
let told: string[];

beforeEach(() => {
  vi.useFakeTimers();
  played = [];
  told = [];
});

afterEach(() => {
  vi.useRealTimers();
});

function play(atOnce: (sink: FeedSink<SessionEventLike>) => void = () => undefined): SessionFeed<SessionEventLike> {
  return createSessionFeed<SessionEventLike>({
    pause: () => 1000,
    onEvent: ({ cursor }) => told.push(cursor),
    subscribe({ after }, sink) {
      const end = vi.fn();
      played.push({ after, sink, end });
      atOnce(sink);
      return end;
    },
  });
}

const last = (): Played => {
  const found = played.at(-1);
  if (found === undefined) throw new Error('Nothing is subscribed.');
  return found;
};
const event = (cursor: string): { data: { sessionEvents: SessionEventLike } } => ({
  data: { sessionEvents: { __typename: 'SessionsSnapshot', cursor, sessions: [{ id: cursor }] } },
});
const status = (feed: SessionFeed<SessionEventLike>): string => feed.state().connection.status;

test.each([
  [
    'a lost connection',
    (sink: FeedSink<SessionEventLike>) => {
      sink.error({ code: 1006, reason: '' });
    },
  ],
  [
    'a completed stream',
    (sink: FeedSink<SessionEventLike>) => {
      sink.complete();
    },
  ],
  [
    'an answer that passes',
    (sink: FeedSink<SessionEventLike>) => {
      sink.next({ errors: [{ extensions: { code: 'UPSTREAM_TIMEOUT' } }] });
    },
  ],
])('after %s it waits, and goes on after the newest event', (_what, end) => {
  const feed = play();
  expect(last().after).toBeNull();
  last().sink.next(event('c1'));
  last().sink.next(event('c2'));
  expect(feed.state()).toMatchObject({ connection: { status: 'LIVE' }, cursor: 'c2', sessions: [{ id: 'c2' }] });
  end(last().sink);
  expect(feed.state()).toMatchObject({ connection: { status: 'WAITING', attempt: 1 }, sessions: [{ id: 'c2' }] });
  expect(last().end).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(1000);
  expect(played.map(({ after }) => after)).toEqual([null, 'c2']);
  expect(status(feed)).toBe('CONNECTING');
});

test('a resumed subscription on which nothing happens is live after two seconds', () => {
  const feed = play();
  vi.advanceTimersByTime(60_000);
  expect(status(feed)).toBe('CONNECTING');
  last().sink.next(event('c1'));
  last().sink.complete();
  feed.retryNow();
  vi.advanceTimersByTime(1999);
  expect(status(feed)).toBe('CONNECTING');
  vi.advanceTimersByTime(1);
  expect(status(feed)).toBe('LIVE');
});

test('an abandoned subscription is not listened to', () => {
  const feed = play();
  const first = last();
  first.sink.next(event('c1'));
  first.sink.error(null);
  first.sink.next(event('late'));
  first.sink.error({ code: 4403 });
  first.sink.complete();
  vi.advanceTimersByTime(1000);
  first.sink.next(event('later'));
  last().sink.next(event('c2'));
  expect([told, played.length, feed.state().cursor]).toEqual([['c1', 'c2'], 2, 'c2']);
});

test('attempts are counted until a subscription has lasted', () => {
  const feed = play();
  for (const attempt of [1, 2, 3]) {
    last().sink.error(null);
    expect(feed.state().connection).toMatchObject({ status: 'WAITING', attempt });
    vi.advanceTimersByTime(1000);
  }
  // One event is not enough: a stream that is cut after each would be asked for without a pause.
  last().sink.next(event('c1'));
  last().sink.error(null);
  expect(feed.state().connection).toMatchObject({ attempt: 4 });
  vi.advanceTimersByTime(1000);
  last().sink.next(event('c2'));
  vi.advanceTimersByTime(2000);
  last().sink.error(null);
  expect(feed.state().connection).toMatchObject({ attempt: 1 });
});

test.each([
  ['no event', { data: { sessionEvents: null } }],
  ['no errors, and an error', { errors: [], error: { errors: [{ extensions: { code: 'UPSTREAM_TIMEOUT' } }] } }],
])('a result with %s is an end', (_what, result) => {
  const feed = play();
  last().sink.next(result as unknown as Parameters<FeedSink<SessionEventLike>['next']>[0]);
  expect(status(feed)).toBe('WAITING');
});

test('a final answer stops it', () => {
  const feed = play();
  last().sink.error([{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }]);
  expect(feed.state().connection).toMatchObject({
    status: 'STOPPED',
    reason: { code: 'UNAUTHENTICATED', message: 'no' },
  });
  feed.retryNow();
  vi.advanceTimersByTime(60_000);
  expect([played.length, vi.getTimerCount()]).toEqual([1, 0]);
});

test('retryNow ends a pause, and does nothing else', () => {
  const feed = play();
  feed.retryNow();
  expect(played).toHaveLength(1);
  last().sink.complete();
  feed.retryNow();
  feed.retryNow();
  vi.advanceTimersByTime(0);
  expect(played).toHaveLength(2);
  vi.advanceTimersByTime(60_000);
  expect(played).toHaveLength(2);
});

test.each(['CONNECTING', 'LIVE', 'WAITING'])('a listener may close it when it is %s; twice is fine', (when) => {
  const feed = play();
  feed.onChange(() => {
    if (status(feed) === when) feed.close();
  });
  last().sink.next(event('c1'));
  last().sink.complete();
  vi.advanceTimersByTime(1000);
  feed.close();
  expect(feed.state().connection).toEqual({ status: 'STOPPED', reason: null });
  expect(last().end).toHaveBeenCalledOnce();
  expect(vi.getTimerCount()).toBe(0);
  expect(told).toEqual(when === 'LIVE' ? [] : ['c1']);
  expect(played).toHaveLength(1);
});

test('a library may tell the end before it has given what ends it', () => {
  const feed = play((sink) => {
    sink.error(null);
  });
  expect(status(feed)).toBe('WAITING');
  expect(last().end).toHaveBeenCalledOnce();
});

test('an exception in subscribe is an end', () => {
  const feed = play(() => {
    throw new Error('no network layer');
  });
  expect(feed.state().connection).toMatchObject({ status: 'WAITING', reason: { message: 'no network layer' } });
  feed.close();
});

test("what a listener throws is nobody else's trouble", () => {
  const thrown: unknown[] = [];
  const later = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((run) => {
    try {
      run();
    } catch (error) {
      thrown.push(error);
    }
  });
  const feed = play();
  const heard = vi.fn();
  feed.onChange(() => {
    throw new Error('mine');
  });
  feed.onChange(heard);
  last().sink.next(event('c1'));
  expect([heard.mock.calls.length, told, status(feed)]).toEqual([1, ['c1'], 'LIVE']);
  expect(thrown).toMatchObject([{ message: 'mine' }]);
  later.mockRestore();
});

test('one function that listens twice is called twice, until each has ended', () => {
  const feed = play();
  const heard = vi.fn();
  const [stop] = [feed.onChange(heard), feed.onChange(heard)];
  last().sink.next(event('c1'));
  stop();
  last().sink.next(event('c2'));
  expect(heard).toHaveBeenCalledTimes(3);
});

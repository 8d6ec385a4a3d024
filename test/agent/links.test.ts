import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Link } from '../../src/agent/link.ts';
import { createLinks, type LinksOptions } from '../../src/agent/links.ts';
import { GatewayError } from '../../src/errors.ts';
import type { Credentials } from '../../src/upstream/connection.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const idle = 60_000;

function credentials(name: string): Credentials {
  return { headers: { authorization: `Basic ${name}` }, cookies: [] };
}

interface Made {
  readonly key: string;
  readonly credentials: Credentials;
  readonly close: ReturnType<typeof vi.fn<() => Promise<void>>>;
  readonly revoke: () => void;
}

type Options = Partial<LinksOptions> & { close?: () => Promise<void>; renew?: (next: Credentials) => Promise<void> };

function linksOf(options: Options = {}) {
  const made: Made[] = [];
  const warnings: unknown[] = [];
  const quiet = (): void => undefined;
  const links = createLinks({
    create(key, given) {
      const listeners: (() => void)[] = [];
      const close = vi.fn(options.close ?? (() => Promise.resolve()));
      made.push({
        key,
        credentials: given,
        close,
        revoke() {
          for (const listener of listeners) listener();
        },
      });
      const onRevoked = (listener: () => void): number => listeners.push(listener);
      const renew = options.renew ?? (() => Promise.resolve());
      return { close, onRevoked, renew } as unknown as Link;
    },
    idle,
    most: 3,
    log: { debug: quiet, info: quiet, warn: (fields) => warnings.push(fields), error: quiet },
    ...options,
  });
  return { links, made, warnings };
}

describe('a link', () => {
  test('is one per distinct credential, whatever order its parts come in', () => {
    const { links, made } = linksOf();
    const first = links.hold({ headers: { a: '1', b: '2' }, cookies: ['x=1', 'y=2'] });
    const second = links.hold({ headers: { b: '2', a: '1' }, cookies: ['y=2', 'x=1'] });
    expect(second.link).toBe(first.link);
    expect(links.hold({ headers: { a: '1', b: '2' }, cookies: [] }).link).not.toBe(first.link);
    expect(links.hold({ headers: { a: '12', b: '' }, cookies: ['x=1', 'y=2'] }).link).not.toBe(first.link);
    expect([made.length, links.count()]).toEqual([3, 3]);
  });

  test('is one for all spellings of a scheme; the first goes upstream as it is', () => {
    const { links, made } = linksOf();
    for (const authorization of ['Basic QQ==', 'basic QQ==', 'BASIC   QQ== ', 'Basic QQ', 'Basic QQ=', 'Basic QR==']) {
      links.hold({ headers: { authorization }, cookies: [] });
    }
    expect(made.map(({ credentials: given }) => given.headers)).toEqual([{ authorization: 'Basic QQ==' }]);
    links.hold({ headers: { authorization: 'Basic qq==' }, cookies: [] });
    expect(links.count()).toBe(2);
  });

  test('has a key without the secret, another in every process', () => {
    const keys = [linksOf(), linksOf()].map(({ links, made }) => {
      links.hold(credentials('c2VjcmV0'));
      return made[0]?.key ?? '';
    });
    expect(keys.join()).not.toContain('c2VjcmV0');
    expect(new Set(keys).size).toBe(2);
  });

  test('is closed when nobody held it for the idle time, not before', async () => {
    const { links, made } = linksOf();
    const holds = [1, 2].map(() => links.hold(credentials('a')));
    holds[0]?.release();
    await vi.advanceTimersByTimeAsync(2 * idle);
    expect(links.count()).toBe(1);
    holds[1]?.release();
    await vi.advanceTimersByTimeAsync(idle - 1);
    expect(links.count()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(links.count()).toBe(0);
    expect(made[0]?.close).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('held again in time lives on; a release counts once', async () => {
    const { links, made } = linksOf();
    const first = links.hold(credentials('a'));
    first.release();
    await vi.advanceTimersByTimeAsync(idle - 1);
    const second = links.hold(credentials('a'));
    first.release();
    first.release();
    await vi.advanceTimersByTimeAsync(2 * idle);
    expect(second.link).toBe(first.link);
    expect(made[0]?.close).not.toHaveBeenCalled();
    second.release();
    await vi.advanceTimersByTimeAsync(idle);
    expect(made[0]?.close).toHaveBeenCalledTimes(1);
  });

  test('revoked is dropped at once, though held; the next hold is a new one that an old release does not touch', async () => {
    const { links, made } = linksOf();
    const old = links.hold(credentials('a'));
    made[0]?.revoke();
    await vi.advanceTimersByTimeAsync(0);
    expect([links.count(), made[0]?.close.mock.calls.length]).toEqual([0, 1]);
    const next = links.hold(credentials('a'));
    expect(next.link).not.toBe(old.link);
    old.release();
    await vi.advanceTimersByTimeAsync(2 * idle);
    expect(links.count()).toBe(1);
    expect(made[1]?.close).not.toHaveBeenCalled();
  });

  test('revoked after it was closed for idleness does not drop its successor', async () => {
    const { links, made } = linksOf();
    links.hold(credentials('a')).release();
    await vi.advanceTimersByTimeAsync(idle);
    links.hold(credentials('a'));
    made[0]?.revoke();
    await vi.advanceTimersByTimeAsync(0);
    expect(links.count()).toBe(1);
    expect(made[1]?.close).not.toHaveBeenCalled();
  });
});

describe('a renewed link', () => {
  test('is found under its new credentials, and no more under the old ones', async () => {
    const { links, made } = linksOf();
    const hold = links.hold(credentials('old'));
    await links.renew(hold, credentials('new'));
    expect(links.hold(credentials('new')).link).toBe(hold.link);
    expect(links.hold(credentials('old')).link).not.toBe(hold.link);
    expect(made).toHaveLength(2);
  });

  test('stays where it was when the renewal is refused', async () => {
    const { links } = linksOf({ renew: () => Promise.reject(new Error('refused')) });
    const hold = links.hold(credentials('old'));
    await expect(links.renew(hold, credentials('new'))).rejects.toThrow('refused');
    expect(links.hold(credentials('old')).link).toBe(hold.link);
    expect(links.hold(credentials('new')).link).not.toBe(hold.link);
  });

  test('asks nobody when the credentials are the same', async () => {
    const renew = vi.fn(() => Promise.resolve());
    const { links } = linksOf({ renew });
    const hold = links.hold(credentials('same'));
    await links.renew(hold, credentials('same'));
    await links.renew(hold, credentials('other'));
    await links.renew(hold, credentials('other'));
    expect(renew).toHaveBeenCalledTimes(1);
  });

  test('whose place is taken is counted, kept while it is held, and closed then', async () => {
    const { links, made } = linksOf();
    const hold = links.hold(credentials('old'));
    const taken = links.hold(credentials('new'));
    await links.renew(hold, credentials('new'));
    expect(links.hold(credentials('new')).link).toBe(taken.link);
    expect(links.count()).toBe(2);
    hold.release();
    expect(made.map(({ close }) => close.mock.calls.length)).toEqual([1, 0]);
    expect(links.count()).toBe(1);
  });

  test('that was revoked meanwhile is not found again', async () => {
    const renewal = Promise.withResolvers<undefined>();
    const { links, made } = linksOf({ renew: () => renewal.promise.then(() => undefined) });
    const hold = links.hold(credentials('old'));
    const renewed = links.renew(hold, credentials('new'));
    made[0]?.revoke();
    renewal.resolve(undefined);
    await renewed;
    expect(links.hold(credentials('new')).link).not.toBe(hold.link);
    expect(links.count()).toBe(1);
  });

  test('is idle under its new credentials when nobody holds it', async () => {
    const { links, made } = linksOf();
    const hold = links.hold(credentials('old'));
    await links.renew(hold, credentials('new'));
    hold.release();
    expect(links.hold(credentials('new')).link).toBe(hold.link);
    await vi.advanceTimersByTimeAsync(2 * idle);
    expect(made[0]?.close).not.toHaveBeenCalled();
  });
});

test('more callers than allowed are told to come back; those known already are served', () => {
  const { links } = linksOf();
  for (const name of ['a', 'b', 'c']) links.hold(credentials(name));
  expect(() => links.hold(credentials('d'))).toThrow(
    expect.objectContaining({ code: 'RATE_LIMITED', details: { retryAfter: 5 } }),
  );
  links.hold(credentials('a'));
  expect(links.count()).toBe(3);
});

test('the one that is idle the longest makes room, and only for one who is new', () => {
  const { links, made } = linksOf();
  const [a, b] = ['a', 'b', 'c'].map((name) => links.hold(credentials(name)));
  b?.release();
  a?.release();
  links.hold(credentials('b')).release();
  links.hold(credentials('d'));
  expect(made.map(({ close }) => close.mock.calls.length)).toEqual([1, 0, 0, 0]);
  links.hold(credentials('b'));
  expect(() => links.hold(credentials('a'))).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
  expect(links.count()).toBe(3);
});

describe('a guard', () => {
  test('is asked before room is made: one who is refused displaces nobody', () => {
    const refusal = new GatewayError('RATE_LIMITED', 'Too many logins.');
    let isRefusing = false;
    const { links, made } = linksOf({
      guard: {
        begin() {
          if (isRefusing) throw refusal;
          return { over: () => undefined };
        },
      },
    });
    for (const name of ['a', 'b', 'c']) links.hold(credentials(name)).release();
    isRefusing = true;
    for (const name of ['d', 'e', 'f']) expect(() => links.hold(credentials(name))).toThrow(refusal);
    expect(made.map(({ close }) => close.mock.calls.length)).toEqual([0, 0, 0]);
    expect(links.count()).toBe(3);
  });

  test.each([
    ['the new', true, () => undefined],
    // As a link does whose own credentials are refused: it is over.
    [
      'the old',
      false,
      (one: Made) => {
        one.revoke();
      },
    ],
  ])(
    'is told of a renewal by which %s credentials were refused that the new ones were: %s',
    async (_, expected, before) => {
      const over = vi.fn<(isRefused: boolean) => void>();
      const { links, made } = linksOf({
        guard: { begin: () => ({ over }) },
        renew() {
          made.forEach(before);
          return Promise.reject(new GatewayError('UNAUTHENTICATED', 'Refused.'));
        },
      });
      const hold = links.hold(credentials('old'));
      await expect(links.renew(hold, credentials('new'))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
      expect(over.mock.calls.at(-1)).toEqual([expected]);
    },
  );

  test('is told of a login that is not tried for lack of room', () => {
    const over = vi.fn<(isRefused: boolean) => void>();
    const { links } = linksOf({ guard: { begin: () => ({ over }) } });
    for (const name of ['a', 'b', 'c']) links.hold(credentials(name));
    expect(over).not.toHaveBeenCalled();
    expect(() => links.hold(credentials('d'))).toThrow(expect.objectContaining({ details: { retryAfter: 5 } }));
    expect(over.mock.calls).toEqual([[false]]);
  });
});

describe('close', () => {
  test('closes all links, waits for them and for those on their way, and serves nobody any more', async () => {
    const closing: (() => void)[] = [];
    const { links, made } = linksOf({
      close: () =>
        new Promise((resolve) => {
          closing.push(resolve);
        }),
    });
    links.hold(credentials('idle')).release();
    await vi.advanceTimersByTimeAsync(idle);
    links.hold(credentials('held'));
    links.hold(credentials('released')).release();
    let over = false;
    const done = links.close().then(() => (over = true));
    expect(made.map(({ close }) => close.mock.calls.length)).toEqual([1, 1, 1]);
    expect(() => links.hold(credentials('held'))).toThrow(expect.objectContaining({ code: 'SHUTTING_DOWN' }));
    closing[1]?.();
    closing[2]?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(over).toBe(false);
    closing[0]?.();
    await done;
    expect([vi.getTimerCount(), links.count()]).toEqual([0, 0]);
    await links.close();
  });

  test('of a link that fails is told in the log, and nothing more', async () => {
    const { links, warnings } = linksOf({ close: () => Promise.reject(new Error('no')) });
    links.hold(credentials('a'));
    await links.close();
    expect(warnings).toEqual([{ err: new Error('no') }]);
  });
});

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLoginGuard } from '../../src/agent/login-guard.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const never = (): boolean => false;
const limited = expect.objectContaining({ code: 'RATE_LIMITED' }) as unknown;

describe('refused credentials', () => {
  test('are refused from memory for a while', () => {
    const guard = createLoginGuard({ refusedFor: 5000, perAddress: 0 });
    guard.begin('a', 'here', never).over(true);
    expect(() => guard.begin('a', 'elsewhere', never)).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
    guard.begin('b', 'here', never);
    vi.advanceTimersByTime(5001);
    guard.begin('a', 'here', never);
  });

  test('are not remembered where nobody wants it', () => {
    const guard = createLoginGuard({ refusedFor: 0, perAddress: 0 });
    guard.begin('a', 'here', never).over(true);
    guard.begin('a', 'here', never);
  });
});

describe('logins of one address', () => {
  const guardOf = (perAddress: number) => createLoginGuard({ refusedFor: 0, perAddress });

  test('that were refused are so many a minute; others are not touched', () => {
    const guard = guardOf(2);
    for (const key of ['a', 'b']) guard.begin(key, 'here', never).over(true);
    expect(() => guard.begin('c', 'here', never)).toThrow(limited);
    guard.begin('c', 'there', never);
    guard.begin('c', null, never);
    vi.advanceTimersByTime(30_001);
    guard.begin('c', 'here', never);
    expect(() => guard.begin('d', 'here', never)).toThrow(limited);
  });

  test('count while they are under way, and not once they have gone well or nobody asks any more', () => {
    const guard = guardOf(2);
    let isProven = false;
    guard.begin('a', 'here', () => isProven);
    const second = guard.begin('b', 'here', never);
    expect(() => guard.begin('c', 'here', never)).toThrow(limited);
    isProven = true;
    guard.begin('c', 'here', never);
    second.over(false);
    second.over(true);
    guard.begin('d', 'here', never);
  });

  test('count no more when no answer came, and a refusal long after is no guess', () => {
    const guard = guardOf(1);
    const long = guard.begin('a', 'here', never);
    vi.advanceTimersByTime(10_001);
    long.over(true);
    guard.begin('b', 'here', never);
    vi.advanceTimersByTime(10_001);
    guard.begin('c', 'here', never);
  });
});

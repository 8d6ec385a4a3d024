import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GatewayError } from '../../src/errors.ts';
import { createCarefulLog } from '../../src/log/careful-log.ts';
import { recordingLog } from '../support/gateway.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const away = (): GatewayError => new GatewayError('UPSTREAM_UNAVAILABLE', 'Away.');

describe('a careful log', () => {
  it('tells of an error what is harmless, at every level', () => {
    const log = recordingLog();
    const careful = createCarefulLog(log);
    for (const level of ['debug', 'info', 'warn', 'error'] as const) careful[level]({ err: new Error('MARK') }, level);
    expect(log.lines.map(({ level, message }) => [level, message])).toEqual(
      ['debug', 'info', 'warn', 'error'].map((level) => [level, level]),
    );
    expect(JSON.stringify(log.lines)).not.toContain('MARK');
  });

  it('tells the same warning once, then how often it came, until it comes no more', () => {
    const log = recordingLog();
    const careful = createCarefulLog(log);
    for (let link = 0; link < 5000; link += 1) careful.warn({ err: away() }, 'notifications ended');
    careful.warn({ err: new GatewayError('UPSTREAM_TIMEOUT', 'Late.') }, 'notifications ended');
    careful.warn({ err: away() }, 'a link did not close cleanly');
    expect(log.lines).toMatchObject([
      { message: 'notifications ended', fields: { err: { code: 'UPSTREAM_UNAVAILABLE' } } },
      { message: 'notifications ended', fields: { err: { code: 'UPSTREAM_TIMEOUT' } } },
      { message: 'a link did not close cleanly' },
    ]);
    vi.advanceTimersByTime(10_000);
    expect(log.lines.slice(3)).toMatchObject([{ message: 'notifications ended', fields: { times: 4999 } }]);
    careful.warn({ err: away() }, 'notifications ended');
    expect(log.lines).toHaveLength(4);
    vi.advanceTimersByTime(10_000);
    expect(log.lines.slice(4)).toMatchObject([{ fields: { times: 1 } }]);
    vi.advanceTimersByTime(10_000);
    careful.warn({ err: away() }, 'notifications ended');
    expect(log.lines.at(-1)?.fields).not.toHaveProperty('times');
    expect(vi.getTimerCount()).toBe(1);
  });

  it('leaves out no error: a client may have been told its id', () => {
    const log = recordingLog();
    const careful = createCarefulLog(log);
    for (const requestId of ['a', 'b']) careful.error({ err: new Error('x'), requestId }, 'internal error');
    expect(log.lines.map(({ fields }) => fields['requestId'])).toEqual(['a', 'b']);
  });

  it('has a place for the audit where the log has one', () => {
    const told: unknown[] = [];
    const careful = createCarefulLog({ ...recordingLog(), audit: (...line) => void told.push(line) });
    careful.audit?.({ audit: true }, 'audit');
    expect(told).toEqual([[{ audit: true }, 'audit']]);
    expect(createCarefulLog(recordingLog()).audit).toBeUndefined();
  });
});

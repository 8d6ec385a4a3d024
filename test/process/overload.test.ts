import { describe, expect, it } from 'vitest';
import { isGatewayError } from '../../src/errors.ts';
import { createOverload, fullHeap, heapBelieved, type Overload } from '../../src/process/overload.ts';
import { recordingLog } from '../support/gateway.ts';

function build(maxDelay = 100) {
  const log = recordingLog();
  const clock = { now: 0 };
  return { overload: createOverload({ maxDelay, log, now: () => clock.now }), clock, lines: log.lines };
}

function retryAfter(overload: Overload): unknown {
  try {
    overload.admit();
    return null;
  } catch (error) {
    if (!isGatewayError(error, 'OVERLOADED')) throw error;
    return error.details['retryAfter'];
  }
}

describe('overload', () => {
  it('begins when the event loop is late twice in a row, and ends when it is in time', () => {
    const { overload, clock, lines } = build();
    overload.late(101);
    expect([overload.isOverloaded(), retryAfter(overload)]).toEqual([false, null]);
    overload.late(150);
    expect([overload.isOverloaded(), retryAfter(overload)]).toEqual([true, 5]);
    clock.now = 2000;
    overload.late(100);
    expect([overload.isOverloaded(), retryAfter(overload)]).toEqual([false, null]);
    expect(lines).toEqual([
      {
        level: 'error',
        message: 'overloaded: new operations are refused',
        fields: { cause: 'the event loop is late', milliseconds: 150, heap: 0 },
      },
      { level: 'warn', message: 'no longer overloaded', fields: { milliseconds: 2000, refused: 1 } },
    ]);
  });

  it('is none after one pause, however long', () => {
    const { overload } = build();
    for (let time = 0; time < 10; time += 1) {
      overload.late(60_000);
      overload.late(0);
      expect(overload.isOverloaded()).toBe(false);
    }
  });

  it('is not looked for in the event loop where that is switched off', () => {
    const { overload } = build(0);
    for (let time = 0; time < 10; time += 1) overload.late(60_000);
    expect(overload.isOverloaded()).toBe(false);
  });

  it('begins when what is in use fills the heap, and ends with the next look that finds room', () => {
    const { overload, lines } = build();
    overload.heapUsed(fullHeap - 0.01);
    expect(overload.isOverloaded()).toBe(false);
    overload.heapUsed(0.951);
    expect(retryAfter(overload)).toBe(5);
    expect(lines[0]?.fields).toEqual({ cause: 'the heap is nearly full', milliseconds: 0, heap: 0.95 });
    overload.heapUsed(0.5);
    expect(retryAfter(overload)).toBeNull();
  });

  it('ends by itself when nothing is looked at any more: what is refused makes no garbage', () => {
    const { overload, clock } = build();
    overload.heapUsed(1);
    clock.now = heapBelieved - 1;
    overload.late(0);
    expect(overload.isOverloaded()).toBe(true);
    clock.now = heapBelieved;
    overload.late(0);
    expect(overload.isOverloaded()).toBe(false);
  });
});

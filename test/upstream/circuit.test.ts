import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGatewayError } from '../../src/errors.ts';
import { createCircuit, openFor, trialFor, unrelatedAfter, type Circuit } from '../../src/upstream/circuit.ts';
import { recordingLog } from '../support/gateway.ts';

const failures = 3;

function build(most = failures) {
  const log = recordingLog();
  const clock = { now: 1000 };
  const circuit = createCircuit({ failures: most, log, now: () => clock.now, random: () => 0.5 });
  return { circuit, clock, messages: () => log.lines.map(({ message }) => message) };
}

/** Null: a call may be sent. Else the seconds after which to ask again. */
function refusal(circuit: Circuit): number | null {
  try {
    circuit.admit();
    return null;
  } catch (error) {
    if (!isGatewayError(error, 'UPSTREAM_UNAVAILABLE') || !error.withoutEffect) throw error;
    return error.details['retryAfter'] as number;
  }
}

function fail(circuit: Circuit, times: number): void {
  for (let time = 0; time < times; time += 1) circuit.failed();
}

const opened = 'the upstream does not answer: for some seconds nothing is sent there';
const closed = 'the upstream answers again';

describe('the circuit', () => {
  it('opens after so many failures in a row, and says after how many whole seconds to come again', () => {
    const { circuit, messages } = build();
    fail(circuit, failures - 1);
    expect(refusal(circuit)).toBeNull();
    circuit.failed();
    expect(refusal(circuit)).toBe(Math.ceil((openFor * 1.25) / 1000));
    expect(messages()).toEqual([opened]);
  });

  it('lets one call at a time try after its time, and another when that one takes long', () => {
    const { circuit, clock } = build();
    fail(circuit, failures);
    clock.now += openFor * 1.25;
    expect([refusal(circuit), refusal(circuit)]).toEqual([null, Math.ceil(trialFor / 1000)]);
    clock.now += trialFor;
    expect([refusal(circuit), refusal(circuit)]).toEqual([null, Math.ceil(trialFor / 1000)]);
  });

  it('closes with any answer, also to a call that was sent before it opened, and says so once', () => {
    const { circuit, messages } = build();
    fail(circuit, failures);
    circuit.answered();
    circuit.answered();
    expect([refusal(circuit), refusal(circuit)]).toEqual([null, null]);
    expect(messages()).toEqual([opened, closed]);
  });

  it('stays open for as long again when the trial fails; what fails late of what was sent before changes nothing', () => {
    const { circuit, clock, messages } = build();
    fail(circuit, failures);
    clock.now += openFor;
    circuit.failed();
    clock.now += openFor * 0.25;
    expect(refusal(circuit)).toBeNull();
    circuit.failed();
    expect(refusal(circuit)).toBe(Math.ceil((openFor * 1.25) / 1000));
    expect(messages()).toEqual([opened]);
  });

  it('takes failures that are far apart for unrelated', () => {
    const { circuit, clock } = build();
    for (let time = 0; time < 5 * failures; time += 1) {
      circuit.failed();
      clock.now += unrelatedAfter + 1;
    }
    expect(refusal(circuit)).toBeNull();
  });

  it('never opens where it is switched off', () => {
    const { circuit } = build(0);
    fail(circuit, 1000);
    expect(refusal(circuit)).toBeNull();
  });

  it('keeps its promises whatever happens', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('call' as const), ends: fc.constantFrom('answered', 'failed', 'nothing') }),
      // Of a call from before.
      fc.record({ kind: fc.constant('late' as const), ends: fc.constantFrom('answered', 'failed') }),
      fc.record({ kind: fc.constant('time' as const), passes: fc.nat(2 * openFor) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const { circuit, clock } = build();
        let inARow = 0;
        let lastFailure = -Infinity;
        let sinceOpen: number | null = null;
        const trials: number[] = [];
        for (const one of steps) {
          if (one.kind === 'time') {
            clock.now += one.passes;
            continue;
          }
          if (one.kind === 'call') {
            const wait = refusal(circuit);
            // An upstream that answers is never kept from anybody, and one that does not is left alone.
            if (sinceOpen === null) expect(wait).toBeNull();
            else if (clock.now - sinceOpen < openFor) expect(wait).not.toBeNull();
            else if (clock.now - sinceOpen >= openFor * 1.5 && clock.now - (trials.at(-1) ?? -Infinity) >= trialFor) {
              // Nobody is kept away for good.
              expect(wait).toBeNull();
            }
            if (wait !== null) {
              expect(wait).toBeGreaterThan(0);
              expect(wait * 1000).toBeLessThan(openFor * 1.5 + 1000);
              continue;
            }
            if (sinceOpen !== null) {
              expect(clock.now - (trials.at(-1) ?? -Infinity)).toBeGreaterThanOrEqual(trialFor);
              trials.push(clock.now);
            }
          }
          if (one.ends === 'answered') {
            circuit.answered();
            inARow = 0;
            sinceOpen = null;
            trials.length = 0;
          } else if (one.ends === 'failed') {
            circuit.failed();
            inARow = clock.now - lastFailure > unrelatedAfter ? 1 : inARow + 1;
            lastFailure = clock.now;
            if (sinceOpen === null && inARow >= failures) sinceOpen = clock.now;
            else if (sinceOpen !== null && clock.now - sinceOpen >= openFor * 1.25) {
              sinceOpen = clock.now;
              trials.length = 0;
            }
          }
        }
      }),
    );
  });
});

import type { Log } from '../log.ts';
import { createRepeats } from '../log/repeats.ts';
import type { Trail } from './trail.ts';

/** A mutation that is over. */
export interface Audited {
  readonly mutation: string;
  /** Its argument; null where it was not read, because nothing was done. Of all that it holds only ids are told. */
  readonly input: unknown;
  /** The payload's `outcome`, or the code of the error. */
  readonly outcome: string;
  /** Codes of the payload's `userErrors`. */
  readonly codes: readonly string[];
  readonly milliseconds: number;
  readonly trail: Trail;
}

/** Who did what, and what became of it: one line each. */
export type Audit = (audited: Audited) => void;

/** Members of inputs that are told, by the name they get in the line: ids and states, nothing that anybody wrote. */
const told: readonly (readonly [name: string, ...path: readonly string[]])[] = [
  ['sessionId', 'sessionId'],
  ['targetUserId', 'target', 'userId'],
  ['targetQueueId', 'target', 'queueId'],
  ['participantId', 'participant', 'id'],
  ['participantUserId', 'participant', 'userId'],
  ['channel', 'channel'],
  ['state', 'state'],
];

export function createAudit(log: Log): Audit {
  const repeats = createRepeats();
  const write =
    log.audit ??
    ((fields: Readonly<Record<string, unknown>>, message: string): void => {
      log.info(fields, message);
    });

  return ({ mutation, input, outcome, codes, milliseconds, trail }) => {
    const agent = trail.agent();
    const fields = {
      audit: true,
      requestId: trail.requestId(),
      agentId: agent?.id ?? null,
      userName: agent?.userName?.slice(0, 255) ?? null,
      address: trail.address(),
      mutation,
      ...idsIn(input),
      outcome,
      ...(codes.length === 0 ? {} : { codes }),
      ms: Math.round(milliseconds * 10) / 10,
    };
    if (agent !== null && outcome !== 'RATE_LIMITED') write(fields, 'audit');
    else {
      // Strangers, and who asks too much, could fill the log with what was not done.
      repeats.tell(`${fields.agentId ?? fields.address} ${mutation} ${outcome}`, (times) => {
        write(times === null ? fields : { ...fields, times }, 'audit');
      });
    }
  };
}

function idsIn(input: unknown): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, ...path] of told) {
    let value: unknown = input;
    for (const member of path) {
      value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[member] : undefined;
    }
    // What is no id may be anything.
    if (typeof value === 'string') found[name] = /^[\w-]{1,64}$/.test(value) ? value : '(no id)';
  }
  return found;
}

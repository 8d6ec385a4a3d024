import type { UserErrorCode } from '../generated/schema.ts';
import type { AgentRecord } from '../normalise/answer.ts';
import type { SessionRecord } from '../normalise/session.ts';
import type { Change } from './confirmations.ts';

/** What every mutation's input holds. */
export interface OperationInput {
  readonly sessionId: string;
  readonly confirmWithin?: number | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** What an operation may ask of the caller's link. */
export interface Caller {
  readonly agent: AgentRecord;
  /** The session as the notifications have it; null when they are not followed or know none of this id. */
  known(id: string): SessionRecord | null;
  /** The session as known, else as read now; null when upstream knows none of this id. */
  session(id: string): Promise<SessionRecord | null>;
  /** An absolute URI below the upstream's base: no client string ever chooses a host. */
  uri(collection: 'users' | 'queues', id: string): string;
}

/**
 * One upstream operation as data: its name, how the input becomes its parameters, and what proves that it took effect.
 *
 * `Name`: the payload's type. `Subject`: what the input turns out to mean, looked up before sending. `Result`: the payload's own members.
 */
export interface Operation<Name extends string, Input extends OperationInput, Subject, Result extends object> {
  /** The payload's type in the schema. */
  readonly payload: Name;
  /** `operationName` of the upstream. */
  readonly upstreamName: (input: Input) => string;
  /** @throws Refusal for what cannot be done, GatewayError BAD_USER_INPUT for what makes no sense */
  readonly subject: (input: Input, caller: Caller) => Subject | Promise<Subject>;
  readonly parameters: (subject: Subject) => Readonly<Record<string, unknown>>;
  /** The result if the change shows the effect, else null. The change is of the input's session. */
  readonly proof: (subject: Subject, change: Change, referenceId: number | null) => Result | null;
  /** True when the proof lies in an event, and one event proves one request only. */
  readonly exclusive: boolean;
  /** The session with the effect: a proof may come before the notification that shows it. Absent: the session as known. */
  readonly effect?: (session: SessionRecord, subject: Subject) => SessionRecord;
  /** The result without proof; the subject is null when nothing was done. */
  readonly unproven: (subject: Subject | null) => Result;
}

/** A rule broken, found before anything was sent: becomes a `UserError`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: UserErrorCode;
  readonly path: readonly string[];

  constructor(code: UserErrorCode, message: string, path: readonly string[]) {
    super(message);
    this.code = code;
    this.path = path;
  }
}

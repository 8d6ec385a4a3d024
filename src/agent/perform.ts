import { badUserInput, isGatewayError } from '../errors.ts';
import type { OperationOutcome, UserError } from '../generated/schema.ts';
import type { SessionRecord } from '../normalise/session.ts';
import { userErrorCode } from '../normalise/user-error-code.ts';
import type { Answer } from '../upstream/rest.ts';
import { isNotFound } from '../upstream/rest.ts';
import type { Confirmations } from './confirmations.ts';
import { Refusal, type Caller, type Operation, type OperationInput } from './operation.ts';
import { checkedId } from './reads.ts';

/** What a mutation answers: its own members beside what all have. */
export type Performed<Name extends string, Result> = Result & {
  readonly __typename: Name;
  readonly outcome: OperationOutcome;
  readonly session: SessionRecord | null;
  readonly userErrors: readonly UserError[];
};

export interface PerformOptions {
  readonly caller: Caller;
  readonly confirmations: Confirmations;
  /** Starts the notifications; false when they are not to be had now. @throws GatewayError UNAUTHENTICATED */
  readonly listen: () => Promise<boolean>;
  /** Posts to a session, at most once. */
  readonly post: (sessionId: string, body: Readonly<Record<string, unknown>>) => Promise<Answer>;
}

const longestWait = 30_000;
const defaultWait = 5000;

/**
 * Sends an operation once and waits for its proof, which it looks for from before sending: the notification may overtake the answer.
 *
 * @throws GatewayError when the request certainly had no effect and the fault is not the caller's to mend as data
 */
export async function perform<Name extends string, Input extends OperationInput, Subject, Result extends object>(
  operation: Operation<Name, Input, Subject, Result>,
  input: Input,
  { caller, confirmations, listen, post }: PerformOptions,
): Promise<Performed<Name, Result>> {
  const sessionId = checkedId(input.sessionId, ['input', 'sessionId']);
  const within = waitOf(input);
  const listening = within > 0 && (await listen());
  const answered = (
    outcome: OperationOutcome,
    result: Result,
    userErrors: readonly UserError[] = [],
  ): Performed<Name, Result> => ({
    ...result,
    __typename: operation.payload,
    outcome,
    session: caller.known(sessionId),
    userErrors,
  });
  const confirmed = (subject: Subject, result: Result): Performed<Name, Result> => {
    const payload = answered('CONFIRMED', result);
    if (payload.session === null || operation.effect === undefined) return payload;
    return { ...payload, session: operation.effect(payload.session, subject) };
  };

  let subject: Subject;
  try {
    subject = await operation.subject(input, caller);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return answered('REFUSED', operation.unproven(null), [ownError(error)]);
  }

  const expectation = confirmations.expect<Result>(
    sessionId,
    (change, referenceId) => operation.proof(subject, change, referenceId),
    operation.exclusive,
  );
  try {
    const sent = await send(() =>
      post(sessionId, { operationName: operation.upstreamName(input), ...operation.parameters(subject) }),
    );
    if (sent.kind === 'refused') return answered('REFUSED', operation.unproven(null), [sent.error]);
    if (sent.kind === 'accepted') expectation.answered(sent.referenceId);
    const proof = listening ? await expectation.proven(within) : null;
    if (proof !== null) return confirmed(subject, proof);
    return answered(sent.kind === 'accepted' ? 'ACCEPTED' : 'UNDETERMINED', operation.unproven(subject));
  } finally {
    expectation.cancel();
  }
}

type Sent =
  | { readonly kind: 'accepted'; readonly referenceId: number | null }
  | { readonly kind: 'refused'; readonly error: UserError }
  /** Sent, but nobody can say whether it arrived; the proof may still come. */
  | { readonly kind: 'unknown' };

async function send(post: () => Promise<Answer>): Promise<Sent> {
  try {
    const answer = await post();
    return answer.ok
      ? { kind: 'accepted', referenceId: answer.referenceId }
      : { kind: 'refused', error: upstreamError(answer) };
  } catch (error) {
    if (isGatewayError(error) && !error.withoutEffect) return { kind: 'unknown' };
    throw error;
  }
}

function upstreamError(answer: Extract<Answer, { ok: false }>): UserError {
  return {
    __typename: 'UserError',
    code: isNotFound(answer) ? 'NOT_FOUND' : userErrorCode(answer.statusCode ?? 0),
    message: answer.message,
    path: null,
    upstreamStatusCode: answer.statusCode,
  };
}

function ownError({ code, message, path }: Refusal): UserError {
  return { __typename: 'UserError', code, message, path, upstreamStatusCode: null };
}

function waitOf({ confirmWithin }: OperationInput): number {
  const wait = confirmWithin ?? defaultWait;
  if (wait < 0 || wait > longestWait) {
    throw badUserInput(`confirmWithin must be 0 to ${longestWait} milliseconds.`, ['input', 'confirmWithin']);
  }
  return wait;
}

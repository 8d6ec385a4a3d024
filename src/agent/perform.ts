import { badUserInput } from '../errors.ts';
import type { OperationOutcome, UserError } from '../generated/schema.ts';
import type { SessionRecord } from '../normalise/session.ts';
import type { ShownBy, Tracing } from '../observing/tracing.ts';
import { unlessStopped, withDeadline } from '../upstream/deadline.ts';
import type { Answer } from '../upstream/rest.ts';
import type { Change, Confirmations, Expectation } from './confirmations.ts';
import { Refusal, type Caller, type Operation, type OperationInput } from './operation.ts';
import { checkedId } from './reads.ts';
import { certaintyOf, send, upstreamError } from './send.ts';

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
  /** Starts the notifications, if they are to be had within the time (milliseconds). @throws GatewayError UNAUTHENTICATED */
  readonly listen: (within: number) => Promise<void>;
  /** Reads the session anew and shows it to those who wait for it. Never fails. */
  readonly reread: (sessionId: string) => Promise<void>;
  /** Null or absent: nobody follows what is done. */
  readonly tracing?: Tracing | null;
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
  { caller, confirmations, listen, reread, tracing, post }: PerformOptions,
): Promise<Performed<Name, Result>> {
  const sessionId = checkedId(input.sessionId, ['input', 'sessionId']);
  const within = waitOf(input);
  if (within > 0) await listen(within);
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
  const confirmed = async (subject: Subject, result: Result): Promise<Performed<Name, Result>> => {
    // The StatusChange that answers Accept prints nobody: who is there is told a moment later, or read.
    const { state, participants } = caller.known(sessionId) ?? {};
    if (state === 'CHATTING' && participants?.length === 0) {
      await withDeadline(lastLook, undefined, (signal) => unlessStopped(reread(sessionId), signal));
    }
    const payload = answered('CONFIRMED', result);
    if (payload.session === null || operation.effect === undefined) return payload;
    return { ...payload, session: operation.effect(payload.session, subject) };
  };

  let subject: Subject;
  try {
    const meant = operation.subject(input, caller);
    subject = meant instanceof Promise ? await meant : meant;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return answered('REFUSED', operation.unproven(null), [ownError(error)]);
  }

  let shownBy: ShownBy | null = null;
  const expectation = confirmations.expect<Effect<Result>>(
    sessionId,
    (change, referenceId) => {
      const effect = failureIn(change, referenceId) ?? effectOf(operation.proof(subject, change, referenceId));
      if (effect !== null) shownBy = change.fact === null ? 'reading' : 'notification';
      return effect;
    },
    operation.exclusive,
  );
  const awaited = within > 0 ? tracing?.confirmation(sessionId) : undefined;
  try {
    const sent = await send(() =>
      post(sessionId, { operationName: operation.upstreamName(input), ...operation.parameters(subject) }),
    );
    if (sent.kind === 'accepted') expectation.answered(sent.referenceId);
    const errors = sent.kind === 'refused' ? [upstreamError(sent.answer)] : [];
    const certainty = sent.kind === 'refused' ? certaintyOf(sent.answer) : 'open';
    // A refusal is believed, but where the upstream itself is at fault not against a proof that came before it.
    let effect = certainty === 'refused' ? null : expectation.found();
    if (effect === null && certainty === 'open' && within > 0) {
      effect = await waitFor(expectation, within, () => reread(sessionId));
    }
    awaited?.(shownBy);
    if (effect?.kind === 'shown') return await confirmed(subject, effect.result);
    if (effect?.kind === 'failed') return answered('REFUSED', operation.unproven(null), [effect.error]);
    if (certainty !== 'open') return answered('REFUSED', operation.unproven(null), errors);
    return answered(sent.kind === 'accepted' ? 'ACCEPTED' : 'UNDETERMINED', operation.unproven(subject), errors);
  } finally {
    awaited?.(shownBy);
    expectation.cancel();
  }
}

/** What became of a request: its effect was shown, or the upstream told that it failed. */
type Effect<Result> =
  { readonly kind: 'shown'; readonly result: Result } | { readonly kind: 'failed'; readonly error: UserError };

function effectOf<Result>(result: Result | null): Effect<Result> | null {
  return result === null ? null : { kind: 'shown', result };
}

/** A failure is ours only when it carries our reference id: without, it may be another request's. */
function failureIn({ fact }: Change, referenceId: number | null): Effect<never> | null {
  if (fact?.kind !== 'failure' || referenceId === null || fact.referenceId !== referenceId) return null;
  const message = fact.message ?? 'The upstream tells that the operation failed.';
  return {
    kind: 'failed',
    error: { __typename: 'UserError', code: fact.code, message, path: null, upstreamStatusCode: null },
  };
}

/** When the notification is this late, there may be none to come: a request that changes nothing causes none. */
const patience = 300;
/** How long the last reading may take. */
const lastLook = 2000;

/**
 * Waits for the notification (milliseconds), and reads the session anew when it is late and once more when time is up: whatever
 * the effect is, by then it can be read.
 */
async function waitFor<T>(expectation: Expectation<T>, within: number, reread: () => Promise<void>): Promise<T | null> {
  const started = performance.now();
  const soon = await expectation.proven(Math.min(within, patience));
  if (soon !== null) return soon;
  const rest = (): number => Math.max(0, within - (performance.now() - started));
  void reread();
  const later = await expectation.proven(rest());
  if (later !== null) return later;
  const looked = new AbortController();
  void reread().then(() => {
    looked.abort();
  });
  return expectation.proven(lastLook, looked.signal);
}

function ownError({ code, message, path }: Refusal): UserError {
  return { __typename: 'UserError', code, message, path, upstreamStatusCode: null };
}

function waitOf({ confirmWithin }: OperationInput): number {
  const wait = confirmWithin ?? defaultWait;
  if (wait < 0 || wait > longestWait) {
    throw badUserInput(`input.confirmWithin must be 0 to ${longestWait} milliseconds.`, ['input', 'confirmWithin']);
  }
  return wait;
}

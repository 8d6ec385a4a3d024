import { createConfirmations, type Change } from '../../src/agent/confirmations.ts';
import type { Caller, Operation, OperationInput } from '../../src/agent/operation.ts';
import { perform, type Performed, type PerformOptions } from '../../src/agent/perform.ts';
import { reduce } from './pure-view.ts';
import type { AgentRecord } from '../../src/normalise/answer.ts';
import type { Fact } from '../../src/normalise/fact.ts';
import type { SessionRecord } from '../../src/normalise/session.ts';
import type { Answer } from '../../src/upstream/rest.ts';
import { agent1, seedSession, viewOf } from './given.ts';

export const base = 'http://10.10.15.212:9090/api/v2';

export const me: AgentRecord = {
  __typename: 'Agent',
  id: agent1.userId ?? '',
  userName: 'test.name',
  firstName: 'TestName',
  lastName: null,
  roles: ['ROLE_AGENT'],
};

export const accepted = (referenceId: number | null = null): Answer => ({ ok: true, body: {}, referenceId });

export function refused(statusCode: number | null, message = 'No.', httpStatus = 200): Answer {
  return { ok: false, statusCode, message, httpStatus };
}

export function callerOf(session: SessionRecord | null, agent = me, known: Caller['known'] = () => session): Caller {
  return {
    agent,
    known,
    session: () => Promise.resolve(session),
    uri: (collection, id) => `${base}/${collection}/${id}`,
  };
}

/** An upstream of one session that answers as the test says. */
export interface Upstream {
  /** What was posted. */
  readonly posted: { readonly sessionId: string; readonly body: Readonly<Record<string, unknown>> }[];
  /** How often notifications were asked for. */
  readonly listened: () => number;
  /** Lets the link learn something, as `live` does. */
  readonly learn: (fact: Fact) => void;
  /** The sessions were read anew. */
  readonly reread: (session: SessionRecord) => void;
  readonly run: <Name extends string, Input extends OperationInput, Subject, Result extends object>(
    operation: Operation<Name, Input, Subject, Result>,
    input: Input,
  ) => Promise<Performed<Name, Result>>;
}

export function upstream(
  given: {
    readonly session?: SessionRecord | null;
    readonly agent?: AgentRecord;
    readonly post?: (learn: (fact: Fact) => void) => Answer | Promise<Answer>;
    readonly listen?: PerformOptions['listen'];
    readonly reread?: PerformOptions['reread'];
  } = {},
): Upstream {
  const { session = seedSession(), post = () => accepted() } = given;
  const confirmations = createConfirmations();
  const posted: Upstream['posted'] = [];
  let view = session === null ? viewOf() : viewOf(session);
  let listened = 0;

  function offer(change: Change): void {
    confirmations.offer(change);
  }

  function learn(fact: Fact): void {
    const reduction = reduce(view, fact);
    view = reduction.view;
    if (fact.kind === 'unrecognized') return;
    const sessionId = fact.kind === 'session' ? fact.patch.id : (fact.sessionId ?? '');
    offer({ sessionId, fact, events: reduction.events, session: view.sessions.get(sessionId) ?? null });
  }

  return {
    posted,
    listened: () => listened,
    learn,
    reread(read) {
      view = viewOf(read);
      offer({ sessionId: read.id, fact: null, events: [], session: read });
    },
    run: (operation, input) =>
      perform(operation, input, {
        caller: callerOf(session, given.agent, (id) => view.sessions.get(id) ?? null),
        confirmations,
        listen(within) {
          listened += 1;
          return given.listen === undefined ? Promise.resolve() : given.listen(within);
        },
        reread: given.reread ?? (() => Promise.resolve()),
        async post(sessionId, body) {
          posted.push({ sessionId, body });
          return post(learn);
        },
      }),
  };
}

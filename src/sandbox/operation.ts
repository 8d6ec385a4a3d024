import type { Parameters } from './parameters.ts';
import type { Payloads } from './payloads.ts';
import { stateChange } from './payloads.ts';
import { codes } from './refusal.ts';
import type { AgentState, FacebookSession, LogMessage, SandboxUser, World } from './world.ts';
import { agentIds } from './world.ts';

/** One notification for one user: the `data` of a Bayeux message. */
export interface Delivery {
  readonly to: string;
  /** The Facebook channel when absent. */
  readonly channel?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Where things happen and how they are told. */
export interface Scene {
  readonly world: World;
  readonly payloads: Payloads;
}

/** One request for an operation, its agent's state already found allowed. */
export interface Call extends Scene {
  readonly session: FacebookSession;
  readonly user: SandboxUser;
  readonly state: AgentState;
  readonly parameters: Parameters;
}

export interface Outcome {
  /** Present only where the documentation shows a referenceId in the answer. */
  readonly referenceId?: number;
  /** In the order in which they are sent. */
  readonly deliveries: readonly Delivery[];
}

/** A row of the table of operations. `run` may throw a refusal, and then must have changed nothing. */
export interface Operation {
  readonly states: readonly AgentState[];
  readonly run: (call: Call) => Outcome;
}

export type Operations = Readonly<Record<string, Operation>>;

/** The given messages to every agent who takes part, except one. */
export function tellMessages(
  { payloads }: Scene,
  session: FacebookSession,
  messages: readonly LogMessage[],
  except?: string,
): Delivery[] {
  const data = payloads.newMessages(session, messages);
  return agentIds(session)
    .filter((userId) => userId !== except)
    .map((to) => ({ to, data }));
}

/**
 * What was accepted turns out not to be possible: the caller alone is told, in a notification of type Error (page "CometD
 * notifications"). Its fields are not documented; here they are the code and text of a refusal, named as in notifications
 * about passwords, beside a resource that has only its id and uri.
 */
export function tellFailure({ world, payloads, session, user }: Call, errorMessage: string): Outcome {
  const referenceId = world.nextReferenceId();
  const error = stateChange('Error', { id: session.id, uri: payloads.sessionUri(session) }, referenceId);
  const data = { ...error, errorCode: codes.cannotAssign, errorMessage };
  return { referenceId, deliveries: [{ to: user.id, data }] };
}

import { conferenceOperations } from './conference-operations.ts';
import { conversationOperations } from './conversation-operations.ts';
import type { Operation, Operations, Outcome, Scene } from './operation.ts';
import { requiredString } from './parameters.ts';
import type { Parameters } from './parameters.ts';
import { propertyOperations } from './property-operations.ts';
import { typingOperations } from './typing-operations.ts';
import { codes, refuse } from './refusal.ts';
import type { FacebookSession, SandboxUser, World } from './world.ts';

/** Every operation on a Facebook session by its operationName; a new one is a row in one of these tables. */
export const operations: Operations = {
  ...conversationOperations,
  ...conferenceOperations,
  ...propertyOperations,
  ...typingOperations,
};

/** A session the user has or had a part in; to anybody else it does not exist. Refuses with code 6. */
export function visibleSession(world: World, user: SandboxUser, sessionId: string): FacebookSession {
  const session = world.sessions.get(sessionId);
  if (session?.parts.has(user.id) !== true) {
    throw refuse(codes.notFound, `There is no Facebook session '${sessionId.slice(0, 64)}'.`);
  }
  return session;
}

/** Performs the operation that a request body names. Refuses with codes 1, 2, 3, 6 or 10 and then has changed nothing. */
export function runOperation(scene: Scene, user: SandboxUser, sessionId: string, parameters: Parameters): Outcome {
  const session = visibleSession(scene.world, user, sessionId);
  const name = requiredString(parameters, 'operationName', 256);
  const operation = findOperation(name);
  if (operation === undefined) throw refuse(codes.forbidden, `Operation '${name}' is not known.`);
  const state = session.parts.get(user.id)?.state;
  if (state === undefined || !operation.states.includes(state)) {
    throw refuse(codes.forbidden, `Operation '${name}' is not possible in state '${state ?? 'none'}'.`);
  }
  return operation.run({ ...scene, session, user, state, parameters });
}

function findOperation(name: string): Operation | undefined {
  return Object.hasOwn(operations, name) ? operations[name] : undefined;
}

import { type Parameters, requiredString } from './parameters.ts';
import type { SandboxQueue } from './queues.ts';
import { codes, refuse } from './refusal.ts';
import type { SandboxUser, World } from './world.ts';

/** Whom or what an operation is directed at. */
export type Target =
  { readonly kind: 'user'; readonly user: SandboxUser } | { readonly kind: 'queue'; readonly queue: SandboxQueue };

/**
 * The user or queue named by `targetUri` or `targetPath`. Samples use `/users/{id}` and `/contacts/{id}`, absolute or as a
 * path, in both parameters, and a contact is an agent or a queue; the host is not compared because a server may be known by
 * several names. Refuses with code 1 without a target, 2 when it names something else, 6 when there is no such thing.
 */
export function targetOf(parameters: Parameters, world: World): Target {
  const { kind, id, name } = readTarget(parameters);
  const user = kind === 'queues' ? undefined : world.user(id);
  if (user !== undefined) return { kind: 'user', user };
  const queue = kind === 'users' ? undefined : world.queues.find((candidate) => candidate.id === id);
  if (queue !== undefined) return { kind: 'queue', queue };
  const missing = { users: 'user', queues: 'queue', contacts: 'user or queue' }[kind];
  throw refuse(codes.notFound, `Parameter '${name}' names no known ${missing}: '${id.slice(0, 64)}'.`);
}

/** As `targetOf`, where only a user will do. Refuses with code 2 when a queue is named. */
export function targetUser(parameters: Parameters, world: World): SandboxUser {
  const { kind, name } = readTarget(parameters);
  const target = kind === 'queues' ? undefined : targetOf(parameters, world);
  if (target?.kind !== 'user') throw refuse(codes.parameterInvalid, `Parameter '${name}' does not name a user.`);
  return target.user;
}

interface NamedTarget {
  readonly name: string;
  readonly kind: 'users' | 'queues' | 'contacts';
  readonly id: string;
}

function readTarget(parameters: Parameters): NamedTarget {
  const name =
    parameters['targetUri'] === undefined && parameters['targetPath'] !== undefined ? 'targetPath' : 'targetUri';
  const target = requiredString(parameters, name, 2_000);
  const [, kind, id] = /^(?:https?:\/\/[^/]+)?(?:\/[^?#]*)?\/(users|queues|contacts)\/([^/?#]+)$/.exec(target) ?? [];
  if ((kind !== 'users' && kind !== 'queues' && kind !== 'contacts') || id === undefined) {
    throw refuse(codes.parameterInvalid, `Parameter '${name}' does not name a user or a queue.`);
  }
  return { name, kind, id };
}

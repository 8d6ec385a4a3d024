import { listing, type Resource } from './listing.ts';
import { readMe } from './me.ts';
import { operateOnChannel, operateOnMe } from './me-operations.ts';
import type { Scene } from './operation.ts';
import { runOperation, visibleSession } from './operations.ts';
import type { Parameters } from './parameters.ts';
import { codes, refuse } from './refusal.ts';
import { readResource } from './resources.ts';
import type { Envelope, RestAnswer, RestRequest } from './rest.ts';
import type { FacebookSession, SandboxUser } from './world.ts';

const sessionPath = /^\/me\/facebooksessions\/([0-9A-Za-z]{1,64})$/;
const channelPath = /^\/me\/channels\/([0-9A-Za-z]{1,64})$/;
const messagesPath = /^\/me\/facebooksessions\/([0-9A-Za-z]{1,64})\/messages$/;

/** Serves GET. Refuses with code 6 what does not exist and with code 10 what is out of range. */
export function get(scene: Scene, request: RestRequest): Envelope {
  const { world, payloads } = scene;
  const { path, query, user } = request;
  if (path === '/me') return readMe(scene, user, query);
  if (path === '/me/facebooksessions') return listSessions(scene, request);
  const messagesOf = messagesPath.exec(path)?.[1];
  if (messagesOf !== undefined) return listMessages(scene, visibleSession(world, user, messagesOf), query);
  const id = sessionPath.exec(path)?.[1];
  const resource = id === undefined ? readResource(scene, path, query) : undefined;
  if (resource !== undefined) return resource;
  if (id === undefined) throw unknownResource(path);
  const session = visibleSession(world, user, id);
  return { statusCode: 0, facebooksession: payloads.session(session, user.id) };
}

/** Serves POST: the operations on oneself, on a channel of one's own and on a session. */
export function post(scene: Scene, { path, user }: RestRequest, parameters: Parameters): RestAnswer {
  if (path === '/me') return operateOnMe({ ...scene, user, parameters });
  const channel = channelPath.exec(path)?.[1];
  if (channel !== undefined) return operateOnChannel({ ...scene, user, parameters }, channel);
  const id = sessionPath.exec(path)?.[1];
  if (id === undefined) throw unknownResource(path);
  const { referenceId, deliveries } = runOperation(scene, user, id, parameters);
  return { envelope: { statusCode: 0, ...(referenceId === undefined ? {} : { referenceId }) }, deliveries };
}

function listSessions(scene: Scene, { query, user }: RestRequest): Envelope {
  return listing('facebooksessions', sessionsOf(scene, user), query);
}

/** Every session that the user has or had a part in, whole. */
export function sessionsOf({ world, payloads }: Scene, { id }: SandboxUser): readonly Resource[] {
  const mine = [...world.sessions.values()].filter((session) => session.parts.has(id));
  return mine.map((session) => payloads.session(session, id));
}

/**
 * The log of a session, known from the SMS sibling only. Here `startIndex` is the `index` of the first message wanted (1 is
 * the first of all, and the default), `count` how many messages follow at most.
 */
function listMessages({ payloads }: Scene, session: FacebookSession, query: URLSearchParams): Envelope {
  const startIndex = wholeNumber(query, 'startIndex') ?? 1;
  const count = wholeNumber(query, 'count');
  const wanted = session.messages.filter(({ index }) => index >= startIndex);
  return { statusCode: 0, messages: wanted.slice(0, count).map((message) => payloads.message(message)) };
}

function wholeNumber(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  if (value === null) return undefined;
  if (!/^\d{1,9}$/.test(value)) throw refuse(codes.outOfRange, `Parameter '${name}' must be a whole number.`);
  return Number(value);
}

function unknownResource(path: string) {
  return refuse(codes.notFound, `There is no resource '${path.slice(0, 128)}'.`);
}

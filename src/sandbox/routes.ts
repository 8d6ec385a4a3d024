import type { Delivery, Scene } from './operation.ts';
import { runOperation, visibleSession } from './operations.ts';
import type { Parameters } from './parameters.ts';
import { requiredString } from './parameters.ts';
import { codes, refuse } from './refusal.ts';
import type { FacebookSession, SandboxUser } from './world.ts';

/** A request after login and CSRF check; `path` is what follows `/api/v2`. */
export interface RestRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly user: SandboxUser;
}

export type Envelope = Readonly<Record<string, unknown>> & { readonly statusCode: number };

export interface RestAnswer {
  readonly envelope: Envelope;
  /** Published after the answer is written. */
  readonly deliveries?: readonly Delivery[];
  readonly endsHttpSession?: boolean;
}

const sessionPath = /^\/me\/facebooksessions\/([0-9A-Za-z]{1,64})$/;
const messagesPath = /^\/me\/facebooksessions\/([0-9A-Za-z]{1,64})\/messages$/;

/** Serves GET. Refuses with code 6 what does not exist and with code 10 what is out of range. */
export function get(scene: Scene, request: RestRequest): Envelope {
  const { world, payloads } = scene;
  const { path, query, user } = request;
  if (path === '/me') return { statusCode: 0, user: payloads.user(user) };
  if (path === '/me/facebooksessions') return listSessions(scene, request);
  const messagesOf = messagesPath.exec(path)?.[1];
  if (messagesOf !== undefined) return listMessages(scene, visibleSession(world, user, messagesOf), query);
  const id = sessionPath.exec(path)?.[1];
  if (id === undefined) throw unknownResource(path);
  const session = visibleSession(world, user, id);
  return { statusCode: 0, facebooksession: payloads.session(session, user.id) };
}

/** Serves POST: the operations on oneself and on a session. */
export function post(scene: Scene, { path, user }: RestRequest, parameters: Parameters): RestAnswer {
  if (path === '/me') return operateOnMe(parameters);
  const id = sessionPath.exec(path)?.[1];
  if (id === undefined) throw unknownResource(path);
  const { referenceId, deliveries } = runOperation(scene, user, id, parameters);
  return { envelope: { statusCode: 0, ...(referenceId === undefined ? {} : { referenceId }) }, deliveries };
}

/** Pages "StartContactCenterSession" and "EndContactCenterSession"; the latter also ends the HTTP session. */
function operateOnMe(parameters: Parameters): RestAnswer {
  const name = requiredString(parameters, 'operationName', 256);
  if (name === 'StartContactCenterSession') return { envelope: { statusCode: 0 } };
  if (name === 'EndContactCenterSession') return { envelope: { statusCode: 0 }, endsHttpSession: true };
  throw refuse(codes.forbidden, `Operation '${name}' is not known.`);
}

/** Page "Request Parameters": without `fields` uris only, `fields=a,b` picks, `fields=*` gives everything. */
function listSessions({ world, payloads }: Scene, { query, user }: RestRequest): Envelope {
  const mine = [...world.sessions.values()].filter((session) => session.parts.has(user.id));
  const fields = query.get('fields');
  if (fields === null) return { statusCode: 0, uris: mine.map((session) => payloads.sessionUri(session)) };
  const wanted = new Set(fields.split(',').map((field) => field.trim()));
  const pick = (resource: Readonly<Record<string, unknown>>) =>
    wanted.has('*') ? resource : Object.fromEntries(Object.entries(resource).filter(([key]) => wanted.has(key)));
  return { statusCode: 0, facebooksessions: mine.map((session) => pick(payloads.session(session, user.id))) };
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

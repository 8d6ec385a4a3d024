import { badUserInput, GatewayError } from '../errors.ts';
import type { Channel, Service } from '../generated/schema.ts';
import { normaliseChannels, normaliseFeatures, normaliseServices } from '../normalise/agent-details.ts';
import { normaliseSessionPatches, normaliseUser, type AgentRecord } from '../normalise/answer.ts';
import type { MessageRecord } from '../normalise/message.ts';
import { completeSession, type SessionPatch, type SessionRecord } from '../normalise/session.ts';
import { readTranscript } from './transcript.ts';
import { isNotFound, refusedRead, type Answer, type Rest } from '../upstream/rest.ts';

/** What one caller can read. All throw GatewayError UNAUTHENTICATED, UPSTREAM_* as the upstream's answer has it. */
export interface Reads {
  /** The caller themself; also the login (page "Interpreting a response"). */
  me(signal?: AbortSignal): Promise<AgentRecord>;
  /** What the answer says of one session and no more; null when upstream knows none of this id. */
  sessionPatch(id: string, signal?: AbortSignal): Promise<SessionPatch | null>;
  /** Null when upstream knows none of this id. */
  session(id: string, signal?: AbortSignal): Promise<SessionRecord | null>;
  sessions(signal?: AbortSignal): Promise<readonly SessionRecord[]>;
  /** The same, as what the answer says and no more: for those who know something already. */
  sessionPatches(signal?: AbortSignal): Promise<readonly SessionPatch[]>;
  /** The whole transcript, oldest first; empty when upstream has none. */
  messages(sessionId: string, signal?: AbortSignal): Promise<readonly MessageRecord[]>;
  /** These are null when the upstream refuses them or does not tell: older builds lack them. */
  features(): Promise<readonly string[] | null>;
  channels(): Promise<readonly Channel[] | null>;
  services(): Promise<readonly Service[] | null>;
}

/** @param resource path segment of the session resources (`facebooksessions`) */
export function createReads(rest: Rest, resource: string): Reads {
  return new CallerReads(rest, resource);
}

/** A class, for every caller has one. */
class CallerReads implements Reads {
  readonly #rest: Rest;
  readonly #resource: string;

  constructor(rest: Rest, resource: string) {
    this.#rest = rest;
    this.#resource = resource;
  }

  async me(signal?: AbortSignal): Promise<AgentRecord> {
    const agent = normaliseUser(payload(await this.#rest.get('/me', signal)));
    if (agent === null) throw new GatewayError('UPSTREAM_BAD_RESPONSE', 'The upstream did not say who the user is.');
    return agent;
  }

  /** Reading one session follows from a general rule only, the list is documented: a session is gone when neither has it. */
  async sessionPatch(id: string, signal?: AbortSignal): Promise<SessionPatch | null> {
    const answer = await this.#rest.get(sessionPath(this.#resource, id), signal);
    if (answer.ok || !isNotFound(answer)) {
      const [patch] = normaliseSessionPatches(payload(answer));
      if (patch !== undefined) return patch;
    }
    const list = await this.#rest.get(listPath(this.#resource), signal);
    if (!list.ok && isNotFound(list)) return null;
    return normaliseSessionPatches(payload(list)).find((patch) => patch.id === id) ?? null;
  }

  async session(id: string, signal?: AbortSignal): Promise<SessionRecord | null> {
    const patch = await this.sessionPatch(id, signal);
    return patch === null ? null : completeSession(patch);
  }

  async sessionPatches(signal?: AbortSignal): Promise<readonly SessionPatch[]> {
    return normaliseSessionPatches(payload(await this.#rest.get(listPath(this.#resource), signal)));
  }

  async sessions(signal?: AbortSignal): Promise<readonly SessionRecord[]> {
    return (await this.sessionPatches(signal)).map(completeSession);
  }

  async messages(sessionId: string, signal?: AbortSignal): Promise<readonly MessageRecord[]> {
    return readTranscript(this.#rest, sessionPath(this.#resource, sessionId), sessionId, signal);
  }

  features(): Promise<readonly string[] | null> {
    return detail(this.#rest.get('/me?subresources=features'), normaliseFeatures);
  }

  channels(): Promise<readonly Channel[] | null> {
    return detail(this.#rest.get('/me?subresources=channels'), normaliseChannels);
  }

  services(): Promise<readonly Service[] | null> {
    return detail(this.#rest.get('/services?fields=*'), normaliseServices);
  }
}

function listPath(resource: string): string {
  return `/me/${resource}?fields=*`;
}

/** Path of one session below the upstream's base. @throws GatewayError BAD_USER_INPUT when the id is none */
export function sessionPath(resource: string, id: string): string {
  return `/me/${resource}/${checkedId(id, ['sessionId'])}`;
}

/** Fit to be one path segment: nothing that could leave it, `..` included. */
export function isId(id: string): boolean {
  return /^[0-9A-Za-z]{1,64}$/.test(id);
}

/**
 * The id itself.
 *
 * @throws GatewayError BAD_USER_INPUT that names the argument
 */
export function checkedId(id: string, path: readonly string[]): string {
  if (!isId(id)) throw badUserInput(`${path.join('.')} must be 1 to 64 of [0-9A-Za-z].`, path);
  return id;
}

async function detail<T>(answer: Promise<Answer>, normalise: (body: unknown) => T): Promise<T | null> {
  const given = await answer;
  return given.ok ? normalise(given.body) : null;
}

export function payload(answer: Answer): unknown {
  if (!answer.ok) throw refusedRead(answer);
  return answer.body;
}

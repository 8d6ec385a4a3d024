import type { ServerResponse } from 'node:http';
import { type Answer, jsonType } from './answer.ts';
import type { BayeuxServer } from './bayeux.ts';
import { readMessages } from './bayeux-messages.ts';
import { type SeenExchange, seenMessages, seenOperation, seenRead } from './faults/seen-exchange.ts';
import type { Exchange } from './faults/run-exchange.ts';
import type { HttpSession } from './login.ts';
import type { Delivery, Scene } from './operation.ts';
import { isRecord, type Parameters } from './parameters.ts';
import { codes, refuse } from './refusal.ts';
import type { Envelope } from './rest.ts';
import { get, post } from './routes.ts';

/** A request after login and CSRF check. */
export interface Admitted {
  readonly method: 'GET' | 'POST';
  /** What follows `/api/v2`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly session: HttpSession;
  /** The BAYEUX_BROWSER cookie. */
  readonly browserId: string | undefined;
  readonly response: ServerResponse;
}

export interface AdmittedOptions {
  readonly scene: Scene;
  readonly bayeux: BayeuxServer;
  readonly endHttpSession: (id: string) => void;
  /** Called after the answer to an operation is written, in order. */
  readonly settle: (deliveries: readonly Delivery[]) => void;
}

/** What a request asks for, as faults see it and as they let it be carried out, which may throw a refusal. */
export interface Understood extends Exchange {
  readonly seen: SeenExchange;
}

const notificationsPath = /^\/notifications(?:\/(?:handshake|connect|disconnect)?)?$/;

/** Refuses with code 1 an operation whose body is not usable at all. */
export function understand(request: Admitted, options: AdmittedOptions): Understood {
  if (request.method === 'GET') return read(request, options);
  return notificationsPath.test(request.path) ? bayeuxMessages(request, options) : operation(request, options);
}

const withoutMessages = { messages: [], forgetSessions: () => undefined };

function read({ session: { user }, response, path, query }: Admitted, { scene }: AdmittedOptions): Understood {
  return {
    ...withoutMessages,
    response,
    seen: seenRead(user.userName),
    carryOut: (answer) => {
      writeJson(answer, 200, get(scene, { path, query, user }));
    },
  };
}

function operation({ session, response, body, path, query }: Admitted, options: AdmittedOptions): Understood {
  const { scene, endHttpSession, settle } = options;
  const { user } = session;
  const parameters = readParameters(body);
  return {
    ...withoutMessages,
    response,
    seen: seenOperation(user.userName, parameters),
    carryOut: (answer) => {
      const { envelope, deliveries = [], endsHttpSession = false } = post(scene, { path, query, user }, parameters);
      if (endsHttpSession) endHttpSession(session.id);
      writeJson(answer, 200, envelope);
      settle(deliveries);
    },
  };
}

function bayeuxMessages(
  { session: { user }, response, body, browserId }: Admitted,
  options: AdmittedOptions,
): Understood {
  const { bayeux } = options;
  const messages = readMessages(body) ?? [];
  return {
    messages,
    response,
    seen: seenMessages(user.userName, messages),
    forgetSessions: () => {
      for (const { clientId } of messages) bayeux.forget(user.id, clientId);
    },
    carryOut: (answer, advice) => {
      bayeux.handle({ userId: user.id, body, browserId, answer, ...(advice === undefined ? {} : { advice }) });
    },
  };
}

function readParameters(body: string): Parameters {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw refuse(codes.parameterMissing, 'The request body is not JSON.');
  }
  if (!isRecord(parsed)) throw refuse(codes.parameterMissing, 'The request body is not a JSON object.');
  return parsed;
}

export function writeJson(answer: Answer, status: number, envelope: Envelope): void {
  answer.send(status, jsonType, JSON.stringify(envelope));
}

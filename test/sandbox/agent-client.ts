import { onTestFinished } from 'vitest';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';

export type Json = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed JSON body; undefined when it is something else. */
  readonly json: unknown;
}

/** An agent with a cookie jar and CSRF token of their own, on real sockets. */
export interface AgentClient {
  readonly cookies: Map<string, string>;
  token: string | undefined;
  /** Sent as Authorization; undefined leaves the cookies alone to prove who asks. */
  authorization: string | undefined;
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown, signal?: AbortSignal): Promise<Answer>;
  operate(sessionId: string, operationName: string, parameters?: Json): Promise<Answer>;
  /** One Bayeux request; the messages of the answer. */
  bayeux(messages: readonly Json[], path?: string): Promise<readonly Json[]>;
}

export interface Listener {
  readonly clientId: string;
  /** The data of the next `count` events, in order of arrival. Polls only as often as it must. */
  readonly events: (count: number) => Promise<readonly Json[]>;
  readonly connect: (members?: Json) => Promise<readonly Json[]>;
}

/** A sandbox that ends with its test. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await createSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

export function basic(userName: string, password = `sandbox-${userName}`): string {
  return `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`;
}

export function userNamed(sandbox: Sandbox, userName: string) {
  const user = sandbox.users.find((candidate) => candidate.userName === userName);
  if (user === undefined) throw new Error(`no user ${userName}`);
  return user;
}

export function userUri(sandbox: Sandbox, userName: string): string {
  return `${sandbox.url}/users/${userNamed(sandbox, userName).id}`;
}

export function createAgentClient(url: string, userName: string): AgentClient {
  const client: AgentClient = {
    cookies: new Map(),
    token: undefined,
    authorization: basic(userName),
    get: (path) => send('GET', path),
    post: (path, body, signal) => send('POST', path, typeof body === 'string' ? body : JSON.stringify(body), signal),
    operate: (sessionId, operationName, parameters = {}) =>
      client.post(`/me/facebooksessions/${sessionId}`, { operationName, ...parameters }),
    async bayeux(messages, path = '/notifications') {
      const { json, status, text } = await client.post(path, messages);
      if (!Array.isArray(json)) throw new Error(`no Bayeux answer but HTTP ${status} ${text}`);
      return json as Json[];
    },
  };

  async function send(method: string, path: string, body?: string, signal?: AbortSignal): Promise<Answer> {
    const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(client.authorization === undefined ? {} : { Authorization: client.authorization }),
        ...(cookie === '' ? {} : { Cookie: cookie }),
        ...(client.token === undefined ? {} : { 'X-CSRF-TOKEN': client.token }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    });
    for (const header of response.headers.getSetCookie()) {
      const [name = '', value = ''] = header.split(';', 1)[0]?.split('=') ?? [];
      client.cookies.set(name, value);
    }
    client.token = response.headers.get('X-CSRF-TOKEN') ?? client.token;
    const text = await response.text();
    const isJson = response.headers.get('Content-Type')?.startsWith('application/json') === true;
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
  }
  return client;
}

/** An agent logged in by cookie, with the CSRF token at hand. */
export async function logIn(sandbox: Sandbox, userName: string): Promise<AgentClient> {
  const client = createAgentClient(sandbox.url, userName);
  const { status } = await client.get('/me');
  if (status !== 200) throw new Error(`login answered ${status}`);
  return client;
}

export async function handshake(client: AgentClient, members: Json = {}): Promise<Json> {
  const [reply] = await client.bayeux([
    { channel: '/meta/handshake', version: '1.0', supportedConnectionTypes: ['long-polling'], ...members },
  ]);
  if (reply === undefined) throw new Error('no handshake reply');
  return reply;
}

/** Handshakes, subscribes and connects once. */
export async function listen(client: AgentClient, subscription: unknown = '/v2/me/*'): Promise<Listener> {
  const clientId = String((await handshake(client))['clientId']);
  const connect = (members: Json = {}) =>
    client.bayeux([{ channel: '/meta/connect', clientId, connectionType: 'long-polling', ...members }]);
  const waiting: Json[] = [];
  await client.bayeux([{ channel: '/meta/subscribe', clientId, subscription }]);
  await connect();
  return {
    clientId,
    connect,
    async events(count) {
      while (waiting.length < count) {
        for (const message of await connect()) {
          if (message['channel'] !== '/meta/connect') waiting.push(message['data'] as Json);
          else if (message['successful'] !== true) throw new Error(`connect failed: ${JSON.stringify(message)}`);
        }
      }
      return waiting.splice(0, count);
    },
  };
}

/** Short names of notifications, to compare sequences. */
export function kinds(events: readonly Json[]): readonly string[] {
  return events.map((event) => {
    const { state } = (event['facebooksession'] ?? {}) as Json;
    const messages = (event['messages'] ?? []) as readonly Json[];
    const what = typeof state === 'string' ? state : messages.map(({ type }) => String(type)).join('+');
    return `${String(event['notificationType'])} ${what}`;
  });
}

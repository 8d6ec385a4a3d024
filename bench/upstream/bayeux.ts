import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { answer, openDoor, type Asked } from './http-door.ts';
import { createPayloads, stampOf } from './notification.ts';

/** An upstream for thousands of agents, each with one session and one Bayeux session; runs in the process of the load. */
export interface BayeuxUpstream {
  /** Up to and including `/api/v2`. */
  readonly base: string;
  /** Entries of user data of each session. */
  readonly entries: number;
  /** Changes the agent's session and tells so, now or with the agent's next poll. Gives the number of the notification, from 1 on. */
  publish(agent: number): number;
  /** Agents whose Bayeux session is subscribed. */
  live(): number;
  /** What clients did that they must not. */
  readonly wrong: readonly string[];
  close(): Promise<void>;
}

/** The `Authorization` of the agent of this number. */
export function authorizationOf(agent: number): string {
  return `Basic ${Buffer.from(`agent${agent}:bench`).toString('base64')}`;
}

interface Agent {
  readonly number: number;
  readonly userId: string;
  handshakes: number;
  isSubscribed: boolean;
  isConnected: boolean;
  /** Last notification that was published, and last that was sent. */
  published: number;
  sent: number;
  /** Last batch that was sent. */
  batch: number;
  held: Held | null;
}

interface Held {
  readonly socket: Socket;
  readonly id: unknown;
  readonly timer: NodeJS.Timeout;
}

interface Message {
  readonly channel?: string;
  readonly id?: unknown;
  readonly clientId?: string;
  readonly subscription?: unknown;
  readonly ext?: { readonly ack?: unknown };
}

/** Milliseconds a poll is held: CometD's default. */
const pollTimeout = 30_000;
const advice = { reconnect: 'retry', interval: 0, timeout: pollTimeout };
const csrf = 'X-CSRF-HEADER: X-CSRF-TOKEN\r\nX-CSRF-TOKEN: 4a92be65-ec55-4aa2-b9df-9518fd870f2f\r\n';

/** @param size of the user data, see `createPayloads` */
export async function startBayeuxUpstream(size: 'seed' | 'small'): Promise<BayeuxUpstream> {
  const payloads = createPayloads(size);
  const byAuthorization = new Map<string, Agent>();
  const byNumber = new Map<number, Agent>();
  const wrong: string[] = [];

  function agentOf(authorization: string): Agent | null {
    const known = byAuthorization.get(authorization);
    if (known !== undefined) return known;
    const name = Buffer.from(authorization.replace(/^basic /i, ''), 'base64').toString();
    const number = Number(/^agent(\d+):bench$/.exec(name)?.[1] ?? NaN);
    if (Number.isNaN(number)) return null;
    const userId = createHash('md5').update(name).digest('hex');
    const none = {
      handshakes: 0,
      isSubscribed: false,
      isConnected: false,
      published: 0,
      sent: 0,
      batch: 0,
      held: null,
    };
    const agent: Agent = { number, userId, ...none };
    byAuthorization.set(authorization, agent);
    byNumber.set(number, agent);
    return agent;
  }

  function serve(asked: Asked): void {
    const agent = agentOf(asked.authorization);
    if (agent === null) answer(asked.socket, '{"statusCode":20,"statusMessage":"Access denied"}', '', '403 Forbidden');
    else if (asked.method === 'POST' && asked.path === '/api/v2/notifications') notifications(agent, asked);
    else resource(agent, asked);
  }

  function resource(agent: Agent, { method, path, socket }: Asked): void {
    const cookie = `Set-Cookie: JSESSIONID=s${agent.number};Path=/;HttpOnly\r\n`;
    const { userId, number, sent } = agent;
    const [place = ''] = path.slice('/api/v2'.length).split('?');
    if (method === 'GET' && place === '/me') {
      const user = {
        id: userId,
        userName: `agent${number}`,
        firstName: 'Kristi',
        lastName: 'Sippola',
        roles: ['ROLE_AGENT'],
      };
      answer(
        socket,
        JSON.stringify({ statusCode: 0, user: { ...user, enabled: true, path: `/users/${userId}` } }),
        cookie + csrf,
      );
    } else if (method === 'GET' && place === '/me/facebooksessions') {
      const session = payloads.session(userId, sent, stampOf(sent, 0));
      answer(socket, `{"statusCode":0,"facebooksessions":[${session}]}`, csrf);
    } else if (method === 'GET' && /^\/me\/facebooksessions\/\w+\/messages$/.test(place)) {
      answer(socket, transcript, csrf);
    } else {
      wrong.push(`the upstream was asked for ${method} ${path}`);
      answer(socket, '{"statusCode":6,"statusMessage":"Not found"}', '', '404 Not Found');
    }
  }

  function notifications(agent: Agent, { body, cookie, socket }: Asked): void {
    const messages = JSON.parse(body) as readonly Message[];
    const [first] = messages;
    if (first?.channel === '/meta/handshake') {
      handshake(agent, first, socket);
      return;
    }
    const isKnown = first?.clientId === clientIdOf(agent) && cookie.includes(`BAYEUX_BROWSER=b${agent.number}`);
    if (first?.channel === '/meta/connect' && messages.length === 1 && isKnown) {
      connect(agent, first, socket);
      return;
    }
    const replies = messages.map(({ channel, id, subscription }) => {
      const reply = { ...(id === undefined ? {} : { id }), channel, subscription };
      if (!isKnown) {
        const handshakeAgain = channel === '/meta/connect' ? { advice: { reconnect: 'handshake', interval: 0 } } : {};
        return { ...reply, successful: false, error: '402::Unknown client', ...handshakeAgain };
      }
      if (channel === '/meta/subscribe') agent.isSubscribed = true;
      if (channel === '/meta/disconnect') {
        end(agent, 'none');
        agent.isSubscribed = false;
        agent.handshakes += 1;
      }
      return { ...reply, clientId: first.clientId, successful: true };
    });
    answer(socket, JSON.stringify(replies));
  }

  function handshake(agent: Agent, message: Message, socket: Socket): void {
    end(agent, 'handshake');
    agent.handshakes += 1;
    Object.assign(agent, { isSubscribed: false, isConnected: false, batch: 0 });
    const granted = message.ext?.ack === true;
    if (!granted) wrong.push('a handshake did not ask for acknowledged messages');
    const reply = {
      ...(message.id === undefined ? {} : { id: message.id }),
      channel: '/meta/handshake',
      version: '1.0',
      minimumVersion: '1.0',
      supportedConnectionTypes: ['long-polling'],
      clientId: clientIdOf(agent),
      successful: true,
      ext: { ack: true },
      advice,
    };
    answer(socket, JSON.stringify([reply]), `Set-Cookie: BAYEUX_BROWSER=b${agent.number};Path=/;HttpOnly\r\n`);
  }

  function connect(agent: Agent, { id, ext }: Message, socket: Socket): void {
    if (ext?.ack !== agent.batch && agent.batch > 0)
      wrong.push(`agent ${agent.number} acknowledged ${String(ext?.ack)} instead of ${agent.batch}`);
    end(agent, 'retry');
    const hold = (): void => {
      if (agent.held?.socket === socket) deliver(agent);
    };
    agent.held = { socket, id, timer: setTimeout(hold, pollTimeout) };
    if (!agent.isConnected || agent.published > agent.sent) deliver(agent);
    agent.isConnected = true;
  }

  /** Answers the poll that waits, with what there is. */
  function deliver(agent: Agent): void {
    const { held } = agent;
    if (held === null) return;
    clearTimeout(held.timer);
    agent.held = null;
    let text = '[';
    while (agent.sent < agent.published) {
      agent.sent += 1;
      const stamp = stampOf(agent.sent, Math.round(performance.now() * 1000));
      text += `{"data":${payloads.notification(agent.userId, agent.sent, stamp)},"channel":"/v2/me/facebooksession"},`;
    }
    agent.batch += 1;
    const id = held.id === undefined ? '' : `"id":${JSON.stringify(held.id)},`;
    text += `{${id}"channel":"/meta/connect","clientId":"${clientIdOf(agent)}","successful":true,"advice":{"reconnect":"retry","interval":0,"timeout":${pollTimeout}},"ext":{"ack":${agent.batch}}}]`;
    answer(held.socket, text);
  }

  /** Ends the poll that waits, without events. */
  function end(agent: Agent, reconnect: string): void {
    if (agent.held === null) return;
    clearTimeout(agent.held.timer);
    answer(agent.held.socket, JSON.stringify([{ channel: '/meta/connect', successful: true, advice: { reconnect } }]));
    agent.held = null;
  }

  const door = await openDoor(serve);
  return {
    base: `${door.url}/api/v2`,
    entries: payloads.entries,
    publish(number) {
      const agent = byNumber.get(number);
      if (agent?.isSubscribed !== true) throw new Error(`agent ${number} hears nothing`);
      agent.published += 1;
      deliver(agent);
      return agent.published;
    },
    live: () => [...byNumber.values()].filter(({ isSubscribed }) => isSubscribed).length,
    wrong,
    async close() {
      for (const { held } of byNumber.values()) clearTimeout(held?.timer);
      await door.close();
    },
  };
}

function clientIdOf({ number, handshakes }: Agent): string {
  return `bench${number}x${handshakes}`;
}

const customer = {
  nickname: 'VitaliyOnv',
  type: 'Customer',
  id: '007356278F230171',
  visibility: 'All',
  participantId: '007356278F230171',
};
const transcript = JSON.stringify({
  statusCode: 0,
  messages: ['Good morning', 'My parcel has not come', 'It was sent a week ago'].map((text, index) => ({
    index: index + 1,
    type: 'Text',
    from: customer,
    text,
    visibility: 'All',
    timestampSeconds: 1_445_433_117_000 + index,
  })),
});

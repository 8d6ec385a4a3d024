import { answer, authorizationIn, me, notFound, userIdOf, written } from './answers.ts';
import type { Message } from './http.ts';
import { createPayloads, stampOf } from './notification.ts';
import { Polls } from './polls.ts';
import { serve, type Reply } from './serve.ts';

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
  close(): Promise<unknown>;
}

/** The `Authorization` of the agent of this number. */
export function authorizationOf(agent: number): string {
  return `Basic ${Buffer.from(`agent${agent}:bench`).toString('base64')}`;
}

interface Agent {
  readonly userId: string;
  readonly polls: Polls;
  /** Makes the next notification. */
  readonly write: () => string;
  /** Last notification that was published, and last that was sent. */
  published: number;
  sent: number;
  /** Of the last that was sent: the session itself says the same, for whoever looks whether a notification was lost. */
  stamp: string;
}

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
    const userId = userIdOf(authorization);
    const complain = (problem: string): void => void wrong.push(`agent ${number}: ${problem}`);
    const polls = new Polls({ cookie: `BAYEUX_BROWSER=b${number}`, complain });
    const write = (): string => {
      agent.sent += 1;
      agent.stamp = stampOf(agent.sent, Math.round(performance.now() * 1000));
      return `{"data":${payloads.notification(userId, agent.sent, agent.stamp)},"channel":"/v2/me/facebooksession"}`;
    };
    const agent: Agent = { userId, polls, write, published: 0, sent: 0, stamp: stampOf(0, 0) };
    byAuthorization.set(authorization, agent);
    byNumber.set(number, agent);
    return agent;
  }

  function take({ head, body }: Message, reply: Reply): void {
    const agent = agentOf(authorizationIn(head));
    const [method = '', path = ''] = head.slice(0, head.indexOf('\r\n')).split(' ');
    if (agent === null) reply(written('{"statusCode":20,"statusMessage":"Access denied"}', '', '403 Forbidden'));
    else if (method === 'POST' && path === '/api/v2/notifications') agent.polls.take(head, body.toString(), reply);
    else reply(resource(agent, method, path));
  }

  function resource({ userId, sent, stamp }: Agent, method: string, path: string): string {
    const [place = ''] = path.slice('/api/v2'.length).split('?');
    if (method === 'GET' && place === '/me') return me(userId);
    if (method === 'GET' && place === '/me/facebooksessions') {
      const session = payloads.session(userId, sent, stamp);
      return answer(`{"statusCode":0,"facebooksessions":[${session}]}`);
    }
    if (method === 'GET' && /^\/me\/facebooksessions\/\w+\/messages$/.test(place)) return transcript;
    wrong.push(`the upstream was asked for ${method} ${path}`);
    return notFound;
  }

  const { url, close } = await serve(take);
  return {
    base: `${url}/api/v2`,
    entries: payloads.entries,
    publish(number) {
      const agent = byNumber.get(number);
      if (agent?.polls.isSubscribed !== true) throw new Error(`agent ${number} hears nothing`);
      agent.published += 1;
      agent.polls.publish(agent.write);
      return agent.published;
    },
    live: () => [...byNumber.values()].filter(({ polls }) => polls.isSubscribed).length,
    wrong,
    close() {
      for (const { polls } of byNumber.values()) polls.close();
      return close();
    },
  };
}

const customer = {
  nickname: 'VitaliyOnv',
  type: 'Customer',
  id: '007356278F230171',
  visibility: 'All',
  participantId: '007356278F230171',
};
const messages = JSON.stringify({
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
const transcript = answer(messages);

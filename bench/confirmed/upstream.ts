import { serveContender } from '../harness/contender.ts';
import { monotonic } from '../load/clock.ts';
import { removal } from '../mutation/operation.ts';
import { accepted, answer, authorizationIn, me, notFound, userIdOf } from '../upstream/answers.ts';
import type { Message } from '../upstream/http.ts';
import { Polls } from '../upstream/polls.ts';
import { serve, type Reply } from '../upstream/serve.ts';
import { notification, sessionWith } from './world.ts';

/** What `GET /bench/times` tells. */
export interface Times {
  /** By `Authorization`: when each removal's notification was written, milliseconds of `monotonic`. */
  readonly written: Readonly<Record<string, readonly number[]>>;
  /** Requests that should not have come. */
  readonly wrong: readonly string[];
}

const session = `/me/facebooksessions/${removal.sessionId}`;
/** Milliseconds from an agent's removal to their return. */
const absence = 100;

interface Agent {
  readonly polls: Polls;
  written: number[];
  isThere: boolean;
  referenceId: number;
}

/** An upstream whose agents each have one session, from which they remove a second agent, who comes back. */
function start(): Promise<{ readonly url: string; readonly close: () => Promise<unknown> }> {
  const agents = new Map<string, Agent>();
  let delay = 0;
  let wrong: string[] = [];
  const lists = [false, true].map((isThere) =>
    answer(JSON.stringify({ statusCode: 0, facebooksessions: [sessionWith(isThere)] })),
  );
  const sessions = [false, true].map((isThere) =>
    answer(JSON.stringify({ statusCode: 0, facebooksession: sessionWith(isThere) })),
  );
  const noMessages = answer('{"statusCode":0,"messages":[]}');

  function agentOf(head: string): Agent {
    const authorization = authorizationIn(head);
    const known = agents.get(authorization);
    if (known !== undefined) return known;
    const complain = (problem: string): void => void wrong.push(problem);
    const polls = new Polls({ cookie: null, complain });
    const agent: Agent = { polls, written: [], isThere: true, referenceId: 0 };
    agents.set(authorization, agent);
    return agent;
  }

  function tell(agent: Agent, isThere: boolean): void {
    agent.isThere = isThere;
    agent.referenceId += 1;
    const message = notification(agent.referenceId, isThere);
    agent.polls.publish(() => {
      if (!isThere) agent.written.push(monotonic());
      return message;
    });
  }

  function remove(agent: Agent, reply: Reply): void {
    reply(accepted);
    const announce = (): void => {
      tell(agent, false);
      setTimeout(tell, absence, agent, true);
    };
    if (delay === 0) announce();
    else setTimeout(announce, delay);
  }

  function control(head: string): string {
    const begin = /^GET \/bench\/begin\/(\d+) /.exec(head)?.[1];
    if (begin === undefined) {
      const written = Object.fromEntries([...agents].map(([authorization, agent]) => [authorization, agent.written]));
      return answer(JSON.stringify({ written, wrong } satisfies Times));
    }
    delay = Number(begin);
    wrong = [];
    for (const agent of agents.values()) agent.written = [];
    return answer('{}');
  }

  function take({ head, body }: Message, reply: Reply): void {
    const [method = '', path = ''] = head.slice(0, head.indexOf('\r\n')).split(' ');
    const route = `${method} ${path.replace('/api/v2', '').replace(/\?.*/, '')}`;
    const agent = route.startsWith('GET /bench/') ? null : agentOf(head);
    if (agent === null) reply(control(head));
    else if (route === 'POST /notifications') agent.polls.take(head, body.toString(), reply);
    else if (route === 'GET /me') reply(me(userIdOf(authorizationIn(head))));
    else if (route === 'GET /me/facebooksessions') reply(lists[Number(agent.isThere)] ?? noMessages);
    else if (route === `GET ${session}`) reply(sessions[Number(agent.isThere)] ?? noMessages);
    else if (/^GET .*\/messages$/.test(route)) reply(noMessages);
    else if (route === `POST ${session}` && body.includes(removal.userId)) remove(agent, reply);
    else {
      wrong.push(`${route} ${body.toString().slice(0, 200)}`);
      reply(notFound);
    }
  }

  return serve(take);
}

await serveContender(start);

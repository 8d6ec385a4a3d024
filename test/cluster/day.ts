import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { createRandom, createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import type { Sent } from '../../src/simulation/agent.ts';
import { faultsOf, faultsOfSending } from '../../src/simulation/checks.ts';
import { difference, folded, listed } from '../../src/simulation/known.ts';
import { between, pick, type Plan } from '../../src/simulation/schedule.ts';
import { truthOf, type Truth } from '../../src/simulation/truth.ts';
import { authorizationOf, documentOf } from '../gateway/operating.ts';
import { ask } from '../support/gateway.ts';
import { run, type Run } from '../support/process.ts';
import { createCuttable, type Cuttable } from './redis-cut.ts';
import { createWireTab } from './wire-tab.ts';

export const lease = 1500;

/** A gateway in a process of its own, with a way to Redis of its own. */
export interface ReplicaProcess {
  readonly url: string;
  readonly run: Run;
  readonly redis: Cuttable;
}

/** Replicas, and agents at work with tabs at all of them. */
export interface Day {
  readonly sandbox: Sandbox;
  readonly replicas: ReplicaProcess[];
  readonly tabs: readonly ReturnType<typeof createWireTab>[];
  start(): Promise<ReplicaProcess>;
  /** No client is sent there any more. */
  forget(replica: ReplicaProcess): void;
  /** So many things happen, a moment after each other. */
  work(count: number): Promise<void>;
  /** Everything is answered and known; what was wrong. */
  faults(): Promise<readonly string[]>;
}

const plan: Plan = { schedule: { rules: [] }, calm: false, unfaithful: false, readable: true, disorderly: false };
/** Milliseconds that everybody has to come to know the truth. */
const patience = 45_000;

export async function beginDay(redis: string, seed: number, count: number): Promise<Day> {
  const random = createRandom(seed);
  const start = Date.now();
  const truth: Truth[number][] = [];
  const sandbox = await createSandbox({
    seed,
    pollTimeout: 4000,
    maxInterval: 4000,
    queueDelay: 200,
    onPublished: ({ to, data }) => truth.push(...truthOf(to, data, start)),
  });
  onTestFinished(() => sandbox.close());
  const env = {
    PORT: '0',
    GWS_URL: sandbox.url,
    REDIS_PREFIX: `day-${randomBytes(6).toString('hex')}`,
    EVENT_LOG_KEY: randomBytes(32).toString('base64'),
    LEASE_MS: String(lease),
    LOG_LEVEL: process.env['DAY_LOG'] ?? 'warn',
    SHUTDOWN_TIMEOUT_MS: '3000',
    WS_PING_MS: '1000',
  };
  const replicas: ReplicaProcess[] = [];
  const [one, two] = sandbox.users;
  if (one === undefined || two === undefined) throw new Error('the sandbox has two agents');
  const urls = (): readonly string[] => replicas.map(({ url }) => url);
  const tabs = [one, one, two, two].map(({ userName }, first) =>
    createWireTab({ userName, urls, first, published: () => truth.length }),
  );
  const sent: Sent[] = [];
  const asking = new Set<Promise<void>>();
  let number = 0;

  async function startReplica(): Promise<ReplicaProcess> {
    const way = await createCuttable(redis);
    const child = run('src/main.ts', { ...env, REDIS_URL: way.url });
    onTestFinished(async () => {
      child.process.kill('SIGKILL');
      const { errors } = await child.ended;
      if (process.env['DAY_LOG'] !== undefined) process.stderr.write(`--- ${way.url}\n${errors}\n`);
      await way.close();
    });
    const line = await child.line();
    const url = /http:\/\/\S+/.exec(line ?? '')?.[0];
    if (url === undefined) throw new Error(`no replica: ${JSON.stringify(await child.ended)}`);
    const replica = { url, run: child, redis: way };
    replicas.push(replica);
    return replica;
  }

  async function mutate(name: string, input: Record<string, unknown>, userName: string): Promise<Sent['outcome']> {
    const url = pick(random, urls());
    if (url === undefined) return 'FAILED';
    try {
      const stop = AbortSignal.timeout(15_000);
      const answer = await Promise.race([
        ask(url, authorizationOf(userName), documentOf(name), { input }),
        new Promise<never>((_, reject) => {
          stop.addEventListener('abort', () => {
            reject(new Error('no answer'));
          });
        }),
      ]);
      const payload = answer.data?.[name] as { outcome: Sent['outcome'] } | undefined;
      // It may have been done: errors do not tell.
      return payload?.outcome ?? 'UNDETERMINED';
    } catch {
      return 'UNDETERMINED';
    }
  }

  function act(): void {
    const user = pick(random, [one, two]) ?? one;
    if (user === undefined) return;
    const sessions = sandbox.control.sessionsOf(user.userName);
    const offered = sessions.find((each) => each['state'] === 'Invited')?.['id'] as string | undefined;
    const chatting = sessions.filter((each) => each['state'] === 'Chatting');
    const sessionId = pick(random, chatting)?.['id'] as string | undefined;
    const begin = (task: Promise<unknown>): void => {
      const entry = task.then(() => void asking.delete(entry));
      asking.add(entry);
    };
    switch (between(random, 0, 10)) {
      case 0:
        if (offered === undefined && sessions.length < 8) sandbox.control.offerSession(user.userName);
        else if (offered !== undefined) begin(mutate('acceptSession', { sessionId: offered }, user.userName));
        return;
      case 1:
        if (sessionId !== undefined) sandbox.control.customerTypes(sessionId, random() < 0.5);
        return;
      case 2:
        if (sessionId !== undefined)
          begin(mutate('addComment', { sessionId, comment: `${(number += 1)}` }, user.userName));
        return;
      case 3: {
        const text = `${user.userName} says ${(number += 1)}`;
        if (sessionId === undefined) return;
        const begun = Date.now();
        begin(
          mutate('sendMessage', { sessionId, text, visibility: 'ALL' }, user.userName).then((outcome) =>
            sent.push({ text, outcome, took: Date.now() - begun }),
          ),
        );
        return;
      }
      default:
        if (sessionId !== undefined) sandbox.control.customerWrites(sessionId, `customer writes ${(number += 1)}`);
    }
  }

  function wrong(): readonly string[] {
    return tabs.flatMap((tab, index) => {
      const user = tab.userName === one?.userName ? one : two;
      const unlike = difference(folded(tab.history), listed(sandbox.control.sessionsOf(tab.userName)));
      const found = [...(unlike === null ? [] : [unlike]), ...faultsOf(tab, user?.id ?? '', truth, plan)];
      return found.map((fault) => `tab ${index} of ${tab.userName}: ${fault}`);
    });
  }

  for (let started = 0; started < count; started += 1) await startReplica();
  for (const tab of tabs) tab.connect();
  onTestFinished(async () => {
    await Promise.all(tabs.map((tab) => tab.close()));
  });
  const deadline = Date.now() + patience;
  while (tabs.some(({ history }) => history.length === 0)) {
    if (Date.now() > deadline)
      throw new Error(`tabs got nothing: ${tabs.map(({ errors }) => errors.at(-1)).join('; ')}`);
    await sleep(20);
  }

  return {
    sandbox,
    replicas,
    tabs,
    start: startReplica,
    forget(replica) {
      const index = replicas.indexOf(replica);
      if (index !== -1) replicas.splice(index, 1);
    },
    async work(times) {
      for (let done = 0; done < times; done += 1) {
        act();
        await sleep(between(random, 0, 30));
      }
    },
    async faults() {
      await Promise.all(asking);
      const end = Date.now() + patience;
      while (wrong().length > 0 && Date.now() < end) await sleep(100);
      return [...wrong(), ...faultsOfSending({ sent } as never, truth)];
    },
  };
}

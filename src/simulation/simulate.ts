import { createIdempotency } from '../agent/idempotency.ts';
import { createLink } from '../agent/link.ts';
import { createLinks } from '../agent/links.ts';
import { createMeters } from '../meters/meters.ts';
import { createRandom, createSandbox, type FaultLine, type SandboxUser } from '../sandbox/sandbox.ts';
import { createCircuit } from '../upstream/circuit.ts';
import type { Credentials } from '../upstream/connection.ts';
import { createGate } from '../upstream/gate.ts';
import { createAgent } from './agent.ts';
import { faultsOf, faultsOfSending, faultsOfTelling, witness, type Witness } from './checks.ts';
import { difference, folded, listed } from './known.ts';
import { createMemoryNetwork } from './memory-network.ts';
import { between, drawPlan, pick, type Plan } from './schedule.ts';
import { createTab, type Tab } from './tab.ts';
import { truthOf, type Truth } from './truth.ts';
import { startVirtualTime } from './virtual-time.ts';

/** What one simulated day was like. */
export interface Outcome {
  readonly seed: number;
  readonly plan: Plan;
  /** What was wrong; empty when every promise was kept. */
  readonly faults: readonly string[];
  /** Milliseconds that passed in it. */
  readonly lasted: number;
  readonly events: number;
  readonly published: number;
  /** What the sandbox did, for a seed that is looked at. */
  readonly story: readonly string[];
}

const second = 1000;

function credentialsOf({ userName, password }: SandboxUser): Credentials {
  const login = Buffer.from(`${userName}:${password}`).toString('base64');
  return { headers: { authorization: `Basic ${login}` }, cookies: [] };
}

/** Plays two agents with two tabs each against an upstream that fails as the seed has it, until all is well; and looks. */
export async function simulate(seed: number): Promise<Outcome> {
  const random = createRandom(seed);
  const lag = random() < 0.5 ? 0 : between(random, 1, 40);
  const network = createMemoryNetwork(() => Math.floor(random() * lag));
  const time = startVirtualTime(network.moved);
  const story: string[] = [];
  const tell = (line: string): void => {
    story.push(`${(time.now() / second).toFixed(3)} ${line}`);
  };
  const trouble: string[] = [];
  try {
    const length = between(random, 20, 90) * second;
    const plan = drawPlan(random, length);
    const start = Date.now();
    const truth: Truth[number][] = [];
    const tabs: Tab[] = [];
    const witnesses: Witness[] = [];
    const sandbox = await createSandbox({
      listener: network.listener,
      seed,
      faults: plan.schedule,
      pollTimeout: between(random, 1, 6) * second,
      maxInterval: 4 * second,
      queueDelay: 500,
      ack: random() < 0.5,
      onFault: (line: FaultLine) => {
        if (line.fault === 'restart') witnesses.push(...tabs.map(witness));
        tell(`fault ${line.fault} ${line.on ?? ''} ${line.operation ?? ''} ${line.user ?? ''}`);
      },
      onPublished({ to, data }) {
        const facts = truthOf(to, data, start);
        for (const fact of facts) tell(`published ${truth.length} ${JSON.stringify(fact)}`);
        truth.push(...facts);
      },
    });
    const quiet = (): void => undefined;
    const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
    // Few failures open it, where there are few callers; or none does.
    const circuit = createCircuit({ failures: between(random, 0, 8), log, random });
    const links = createLinks({
      create: (key, credentials) =>
        createLink(key, credentials, {
          base: sandbox.url,
          sessionsPath: 'facebooksessions',
          notificationsPath: '/notifications',
          channels: ['/v2/me/*', '/v2/me/facebooksession'],
          timeout: 5 * second,
          maxResponseBytes: 1_000_000,
          connections: 8,
          concurrency: 6,
          eventLog: { size: between(random, 3, 80), bytes: between(random, 2, 400) * 1000 },
          mostSessionBytes: 10_000_000,
          cursorSecret: Buffer.alloc(32),
          // What a fault leaves no sign of needs looking for; all else has to be noticed without.
          recheckEvery: plan.unfaithful ? 20 * second : plan.calm ? 2 * second : 0,
          backoff: { first: 500, longest: 5 * second },
          connect: network.connect,
          circuit,
          gate: createGate(50, second),
          idempotent: createIdempotency(),
          meters: createMeters(),
          log,
          now: Date.now,
          random,
        }),
      idle: 5 * second,
      most: 10,
      log,
    });
    const [one, two] = sandbox.users;
    if (one === undefined || two === undefined) throw new Error('the sandbox has two agents');
    const users = [one, two];
    const published = (): number => truth.length;
    for (const user of [...users, ...users].sort((a, b) => (a.userName < b.userName ? -1 : 1))) {
      tabs.push(createTab({ userName: user.userName, links, credentials: credentialsOf(user), published }));
    }
    const agents = users.map((user, index) => {
      const colleague = users[1 - index] ?? user;
      return createAgent({ user, colleague, links, credentials: credentialsOf(user), sandbox, random });
    });

    function happen(): void {
      const { control } = sandbox;
      const tab = pick(random, tabs);
      const user = pick(random, users) ?? one;
      const session = pick(random, control.sessionsOf(user?.userName ?? ''))?.['id'] as string | undefined;
      switch (between(random, 0, 12)) {
        case 0:
          tab?.disconnect();
          return;
        case 1:
        case 2:
          tab?.connect();
          return;
        case 3:
          tab?.slow(random() < 0.5 ? 0 : between(random, 10, 8000));
          return;
        case 4:
          if (random() < 0.3 && user !== undefined) control.offerSession(user.userName);
          return;
        case 5:
          if (session !== undefined) control.customerTypes(session, random() < 0.5);
          return;
        case 6:
        case 7:
        case 8:
          if (session !== undefined) control.customerWrites(session, `customer writes ${truth.length}`);
          return;
        default:
          pick(random, agents)?.act();
      }
    }

    for (const tab of tabs) if (random() < 0.8) tab.connect();
    while (time.now() < length) {
      await time.pass(between(random, 0, random() < 0.1 ? 8 * second : second));
      happen();
    }

    // All is well from here on: everybody comes back, and everybody must come to know the truth.
    tell('all is well');
    for (const tab of tabs) {
      tab.slow(0);
      tab.connect();
    }
    let answered = false;
    void Promise.all(agents.map((agent) => agent.answered())).then(() => (answered = true));
    await time.until(() => answered, 120 * second, 'every mutation is answered');
    // Longer than the longest absence and the longest pause between attempts.
    await time.pass(15 * second);
    const unlike = (): readonly string[] =>
      tabs.flatMap((tab, index) => {
        const wrong = difference(folded(tab.history), listed(sandbox.control.sessionsOf(tab.userName)));
        return wrong === null ? [] : [`tab ${index} of ${tab.userName}: ${wrong}`];
      });
    const missing = (): readonly string[] =>
      tabs.flatMap((tab, index) => {
        const id = users.find(({ userName }) => userName === tab.userName)?.id ?? '';
        return faultsOf(tab, id, truth, plan).map((fault) => `tab ${index} of ${tab.userName} ${fault}`);
      });
    for (let waited = 0; waited < 40 && (unlike().length > 0 || missing().length > 0); waited += 1) {
      await time.pass(10 * second);
    }
    trouble.push(...unlike(), ...missing(), ...faultsOfTelling(witnesses));
    for (const agent of agents) {
      trouble.push(
        ...faultsOfSending(agent, truth),
        ...agent.faults.map((error) => `a mutation threw ${String(error)}`),
      );
    }

    let closed = false;
    const closing = Promise.all(tabs.map((tab) => tab.close()))
      .then(() => links.close())
      .then(() => sandbox.close())
      .then(() => (closed = true));
    await time.until(() => closed, 20 * second, 'everything is closed');
    await closing;
    await time.pass(5 * second);
    if (network.open() > 0) trouble.push(`${network.open()} sockets are left`);
    if (time.timers() > 0) trouble.push(`${time.timers()} timers are left`);
    const events = tabs.reduce((sum, { history }) => sum + history.length, 0);
    for (const [index, tab] of tabs.entries()) {
      for (const { event, published: at } of tab.history) {
        story.push(`tab ${index} at ${at}: ${JSON.stringify(event, briefly)}`);
      }
    }
    return { seed, plan, faults: trouble, lasted: time.now(), events, published: truth.length, story };
  } catch (error) {
    trouble.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return {
      seed,
      plan: { schedule: { rules: [] }, calm: false, unfaithful: false, readable: true, disorderly: false },
      faults: trouble,
      lasted: time.now(),
      events: 0,
      published: 0,
      story,
    };
  } finally {
    time.end();
  }
}

/** Leaves out what makes stories long. */
function briefly(key: string, value: unknown): unknown {
  if (['cursor', 'userData', 'capabilities', 'receivedAt', 'payload'].includes(key)) return undefined;
  return value;
}

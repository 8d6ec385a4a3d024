import type { SessionFeed } from 'gws-graphql/client';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { createSandbox, type Sandbox, type SandboxOptions, type SeenRequest } from '../../src/sandbox/sandbox.ts';
import { wireTo } from '../doors/wire.ts';
import { agent2, authorizationOf, documentOf, offer, talk } from '../gateway/operating.ts';
import { ask, basic, startGateway } from '../support/gateway.ts';
import { kits, plainSocket, type SessionEvent, type Watch } from './kits.ts';

type Feed = SessionFeed<SessionEvent>;

const agent1 = (): string => authorizationOf('agent1');

async function openSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await createSandbox({ pollTimeout: 2000, ...options });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

async function openGateway(env: Record<string, string>): Promise<Gateway> {
  const gateway = await startGateway(env);
  onTestFinished(() => gateway.close());
  return gateway;
}

/** Without cursors, which differ from stream to stream, and without the type names that some libraries add and some take away. */
function essence({ cursor, ...event }: SessionEvent): unknown {
  expect(cursor).not.toBe('');
  const within = Object.entries(event).filter(([name]) => name !== '__typename');
  const text = JSON.stringify(within, (name, value: unknown) => (name === '__typename' ? undefined : value));
  return [event.__typename, JSON.parse(text)];
}

/** A feed, and what it told in order. */
function watched(watch: Watch): { readonly feed: Feed; readonly told: unknown[] } {
  const told: unknown[] = [];
  const feed = watch((event) => {
    told.push(essence(event));
  });
  onTestFinished(() => {
    feed.close();
  });
  return { feed, told };
}

/** Resolves when the state is as wanted. */
function until(feed: Feed, isWanted: (state: ReturnType<Feed['state']>) => boolean): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const look = (): void => {
    if (isWanted(feed.state())) resolve(undefined);
  };
  const stop = feed.onChange(look);
  look();
  return promise.finally(stop);
}

const untilStatus = (feed: Feed, wanted: string): Promise<void> =>
  until(feed, ({ connection }) => connection.status === wanted);
const texts = (feed: Feed): unknown[] =>
  (feed.state().messages.get(talk) ?? []).flatMap((message) => ('text' in message ? [message.text] : []));
const untilText = (feed: Feed, wanted: string): Promise<void> => until(feed, () => texts(feed).includes(wanted));
const nicknames = (feed: Feed): unknown[] =>
  feed
    .state()
    .sessions.find(({ id }) => id === talk)
    ?.participants.map(({ nickname }) => nickname) ?? [];

async function streams({ url }: Gateway): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return [...metrics.matchAll(/^gws_graphql_streams\{.*\} (\d+)$/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  );
}

const removeAgent2 = ({ url }: Gateway): Promise<unknown> =>
  ask(url, agent1(), documentOf('removeParticipant'), {
    input: { sessionId: talk, participant: { userId: agent2 } },
  });

/** Libraries tell in the console what they find wrong with their use. */
function expectNoComplaints(): void {
  const complaints = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')];
  onTestFinished(() => {
    for (const complaint of complaints) expect(complaint).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });
}

describe.each(kits)('a session list by $name', ({ connect, refusal }) => {
  it('begins with a snapshot and follows what others do', async () => {
    expectNoComplaints();
    const sandbox = await openSandbox();
    const gateway = await openGateway({ GWS_URL: sandbox.url });
    const { feed } = watched(connect(gateway.url, agent1));
    expect(feed.state()).toMatchObject({ connection: { status: 'CONNECTING' }, sessions: [], cursor: null });
    await untilStatus(feed, 'LIVE');
    expect(feed.state().sessions.map(({ id, state }) => [id, state])).toEqual([
      [talk, 'CHATTING'],
      [offer, 'INVITED'],
    ]);
    expect(nicknames(feed)).toEqual(['VitaliyOnv', 'TestName', 'SecondAgent']);

    sandbox.control.customerTypes(talk, true);
    await until(feed, ({ typing }) => typing.get(talk)?.[0]?.nickname === 'VitaliyOnv');
    sandbox.control.customerWrites(talk, 'Hello');
    await untilText(feed, 'Hello');
    expect(feed.state().typing.size).toBe(0);
    await removeAgent2(gateway);
    await until(feed, () => !nicknames(feed).includes('SecondAgent'));
  });

  it('goes on after a cut connection with nothing missing and nothing twice', async () => {
    expectNoComplaints();
    const sandbox = await openSandbox();
    const gateway = await openGateway({ GWS_URL: sandbox.url });
    const wire = await wireTo(gateway.url);
    const witness = watched(plainSocket.connect(gateway.url, agent1));
    const { feed, told } = watched(connect(wire.url, agent1));
    await Promise.all([untilStatus(witness.feed, 'LIVE'), untilStatus(feed, 'LIVE')]);

    for (const round of ['first', 'second']) {
      sandbox.control.customerWrites(talk, `${round} before`);
      wire.cut();
      sandbox.control.customerWrites(talk, `${round} meanwhile`);
      await untilStatus(feed, 'WAITING');
      if (round === 'first') await removeAgent2(gateway);
      else sandbox.control.offerSession('agent1');
      sandbox.control.customerWrites(talk, `${round} after`);
      await Promise.all([untilText(witness.feed, `${round} after`), untilText(feed, `${round} after`)]);
    }
    expect(told).toEqual(witness.told);
    expect(texts(feed)).toHaveLength(6);
    expect(texts(feed)).toEqual(texts(witness.feed));
    expect(nicknames(feed)).toEqual(nicknames(witness.feed));
    expect(feed.state().mayHaveMissedEvents).toBe(false);
  });

  it('says that events may be missing when the gateway has been started anew, and goes on', async () => {
    const sandbox = await openSandbox();
    const first = await openGateway({ GWS_URL: sandbox.url });
    const { feed } = watched(connect(first.url, agent1));
    await untilStatus(feed, 'LIVE');
    expect(feed.state().mayHaveMissedEvents).toBe(false);
    await first.close();
    await untilStatus(feed, 'WAITING');
    await openGateway({ GWS_URL: sandbox.url, PORT: new URL(first.url).port });
    await until(feed, ({ mayHaveMissedEvents }) => mayHaveMissedEvents);
    sandbox.control.customerWrites(talk, 'Still there?');
    await untilText(feed, 'Still there?');
  });

  it('stops when its login is refused, which has been tried once', async () => {
    const requests: SeenRequest[] = [];
    const sandbox = await openSandbox({ onRequest: (request) => requests.push(request) });
    const gateway = await openGateway({ GWS_URL: sandbox.url });
    const { feed } = watched(connect(gateway.url, () => basic('agent1', 'wrong')));
    await untilStatus(feed, 'STOPPED');
    expect(feed.state().connection).toMatchObject({ reason: { code: refusal, isFinal: true } });
    feed.retryNow();
    expect(feed.state().connection.status).toBe('STOPPED');
    expect(requests).toHaveLength(1);
  });

  it('waits for an upstream that is down at the start', async () => {
    const gone = await createSandbox();
    await gone.close();
    const gateway = await openGateway({ GWS_URL: gone.url });
    const { feed } = watched(connect(gateway.url, agent1));
    await untilStatus(feed, 'WAITING');
    expect(feed.state().connection).toMatchObject({ attempt: 1, reason: { isFinal: false } });
    await openSandbox({ port: Number(new URL(gone.url).port) });
    feed.retryNow();
    await untilStatus(feed, 'LIVE');
    expect(feed.state().sessions).toHaveLength(2);
  });

  it('is one of two that one client carries, and leaves nothing open when it is closed', async () => {
    const sandbox = await openSandbox();
    const gateway = await openGateway({ GWS_URL: sandbox.url });
    const watch = connect(gateway.url, agent1);
    const [{ feed }, other] = [watched(watch), watched(watch)];
    await Promise.all([untilStatus(feed, 'LIVE'), untilStatus(other.feed, 'LIVE')]);
    expect(feed.state().sessions).toEqual(other.feed.state().sessions);

    feed.close();
    feed.close();
    const closed = feed.state();
    expect(closed.connection).toEqual({ status: 'STOPPED', reason: null });
    sandbox.control.customerWrites(talk, 'Hello');
    await untilText(other.feed, 'Hello');
    expect(feed.state()).toBe(closed);
    other.feed.close();
    await expect.poll(() => streams(gateway)).toBe(0);
  });
});

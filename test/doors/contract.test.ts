import { afterEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import type { Json } from '../support/fixture.ts';
import { basic, recordingLog, startGateway } from '../support/gateway.ts';
import { doors, type DoorClient, type DoorStream } from './doors.ts';

const talk = '0002EaAY01MT0082';
const agent1 = basic('agent1', 'sandbox-agent1');

const events = `subscription ($after: Cursor, $sessionId: ID, $types: [SessionEventType!]) {
  sessionEvents(after: $after, sessionId: $sessionId, types: $types) {
    __typename
    cursor
    ... on SessionsSnapshot { reason mayHaveMissedEvents sessions { id } }
    ... on MessageAdded { message { ... on TextMessage { text } } }
    ... on TypingChanged { isTyping }
    ... on StreamEnding { endReason }
  }
}`;

describe.each(doors)('the stream through $name', ({ name, connect }) => {
  let sandbox: Sandbox;
  let gateway: Gateway;
  let client: DoorClient;

  async function start(env: Record<string, string> = {}, log = recordingLog()): Promise<void> {
    sandbox = await createSandbox({ pollTimeout: 2000 });
    gateway = await startGateway({ GWS_URL: sandbox.url, ...env }, log);
    client = connect(gateway.url, agent1);
  }

  afterEach(async () => {
    client.dispose();
    await gateway.close();
    await sandbox.close();
  });

  const subscribe = (variables: Json = {}): DoorStream => client.subscribe({ query: events, variables });
  const write = (text: string): void => {
    sandbox.control.customerWrites(talk, text);
  };
  const isText = (text: string) => (event: Json) => (event['message'] as Json | undefined)?.['text'] === text;
  const texts = (list: readonly Json[]): unknown[] =>
    list.flatMap(({ message }) => (message === undefined ? [] : [(message as Json)['text']]));

  async function metric(text: string): Promise<number> {
    const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
    return Number(
      metrics
        .split('\n')
        .find((line) => line.startsWith(`${text} `))
        ?.slice(text.length + 1),
    );
  }

  it('begins with a snapshot, goes on with events in order, and resumes with exactly the rest', async () => {
    await start();
    const stream = subscribe();
    expect(await stream.next()).toMatchObject({ __typename: 'SessionsSnapshot', reason: 'SUBSCRIBED' });
    write('one');
    write('two');
    const [first] = await stream.until(isText('one'));
    expect(first).toMatchObject({ __typename: 'MessageAdded' });
    await stream.until(isText('two'));
    stream.stop();
    write('three');

    const again = subscribe({ after: first?.['cursor'] });
    const rest = await again.until(isText('three'));
    expect(texts(rest)).toEqual(['two', 'three']);
    expect(rest.map(({ __typename }) => __typename)).toEqual(['MessageAdded', 'MessageAdded']);
    again.stop();
  });

  it('says CURSOR_EXPIRED of a cursor that is none', async () => {
    await start();
    expect(await subscribe({ after: 'unknown' }).next()).toMatchObject({
      reason: 'CURSOR_EXPIRED',
      mayHaveMissedEvents: true,
    });
  });

  it('shows what the filters leave', async () => {
    await start();
    const typing = subscribe({ types: ['TYPING_CHANGED'] });
    const other = subscribe({ sessionId: '0002EaAY01MT0083' });
    expect((await typing.next())['sessions']).toHaveLength(2);
    expect((await other.next())['sessions']).toEqual([{ id: '0002EaAY01MT0083' }]);
    write('unseen');
    sandbox.control.customerTypes(talk, true);
    expect(await typing.next()).toMatchObject({ __typename: 'TypingChanged', isTyping: true });
    sandbox.control.withdrawOffer('0002EaAY01MT0083', 'agent1');
    expect((await other.next())['__typename']).toBe('SessionStateChanged');
  });

  it.each([
    ['a syntax error', { query: 'subscription {' }, 'GRAPHQL_PARSE_FAILED'],
    ['a field that is not there', { query: 'subscription { nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['a document too large', { query: `subscription { ${'a '.repeat(6000)} }` }, 'GRAPHQL_PARSE_FAILED'],
    ['a bad variable', { query: events, variables: { types: ['NONE'] } }, 'BAD_USER_INPUT'],
    ['a bad argument', { query: events, variables: { sessionId: '..' } }, 'BAD_USER_INPUT'],
  ])('answers %s with its error, and ends', async (_what, request, code) => {
    await start();
    const stream = client.subscribe(request);
    expect((await stream.result()).errors).toMatchObject([{ extensions: { code } }]);
    expect(await stream.ended).toEqual({ kind: 'complete' });
    expect(await metric(`gws_graphql_streams{door="${name}"}`)).toBe(0);
  });

  it('carries several streams at once, and leaves nothing behind when they are stopped', async () => {
    await start({ LINK_IDLE_MS: '0' });
    const streams = [subscribe(), subscribe(), subscribe()];
    for (const stream of streams) expect((await stream.next())['reason']).toBe('SUBSCRIBED');
    write('to all');
    for (const stream of streams) expect(texts(await stream.until(isText('to all')))).toEqual(['to all']);
    expect(await metric(`gws_graphql_streams{door="${name}"}`)).toBe(3);
    for (const stream of streams) stream.stop();
    await expect.poll(() => metric(`gws_graphql_streams{door="${name}"}`)).toBe(0);
    client.dispose();
    await expect.poll(() => metric('gws_graphql_links')).toBe(0);
  });

  it('ends with UNAUTHENTICATED when the upstream revokes the credentials', async () => {
    await start();
    const stream = subscribe();
    await stream.next();
    sandbox.control.revokeLogin('agent1');
    let last = await stream.result();
    while (last.errors === undefined) last = await stream.result();
    expect(last.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(await stream.ended).toEqual({ kind: 'complete' });
  });

  it('ends with the place to go on from when the gateway shuts down, and is not complete', async () => {
    await start();
    const stream = subscribe();
    const { cursor } = await stream.next();
    const closed = gateway.close();
    expect(await stream.next()).toEqual({ __typename: 'StreamEnding', cursor, endReason: 'SHUTTING_DOWN' });
    expect(await stream.ended).toEqual({ kind: 'interrupted', code: name === 'websocket' ? 1012 : null });
    await closed;
  });

  it('ends after its lifetime with the place to go on from; a new one brings exactly the rest', async () => {
    await start({ STREAM_LIFETIME_MS: '500' });
    const stream = subscribe();
    await stream.next();
    const ending = (await stream.until(({ __typename }) => __typename === 'StreamEnding')).at(-1);
    expect(ending).toMatchObject({ endReason: 'LIFETIME' });
    expect(await stream.ended).toEqual({ kind: 'interrupted', code: name === 'websocket' ? 1012 : null });
    write('meanwhile');
    const again = connect(gateway.url, agent1).subscribe({ query: events, variables: { after: ending?.['cursor'] } });
    expect(isText('meanwhile')(await again.next())).toBe(true);
    again.stop();
  });

  it('is refused to wrong credentials', async () => {
    await start();
    const stream = connect(gateway.url, basic('agent1', 'wrong')).subscribe({ query: events });
    if (name === 'multipart') {
      expect((await stream.result()).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
      expect(await stream.ended).toEqual({ kind: 'complete' });
    } else {
      expect(await stream.ended).toEqual({ kind: 'interrupted', code: name === 'websocket' ? 4403 : 401 });
    }
    expect(await metric('gws_graphql_links')).toBe(0);
  });

  it('is refused to a request too large', async () => {
    await start({ MAX_REQUEST_BYTES: '2048' });
    const stream = client.subscribe({ query: `${events}${' '.repeat(4000)}` });
    expect(await stream.ended).toEqual({ kind: 'interrupted', code: name === 'websocket' ? 1009 : 413 });
  });
});

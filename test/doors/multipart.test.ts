import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { ownBayeux } from '../support/bayeux-side.ts';
import { basic, startGateway } from '../support/gateway.ts';
import { createPeer, type Peer } from '../support/peer.ts';

const subscription = 'subscription { sessionEvents(sessionId: "..") { cursor } }';
const accepts = 'multipart/mixed;boundary="graphql";subscriptionSpec="1.0", application/json';

let peer: Peer;
let gateway: Gateway;

beforeEach(async () => {
  peer = await createPeer([{ userName: 'alice', id: 'a' }], ownBayeux());
  gateway = await startGateway({ GWS_URL: peer.url });
});

afterEach(async () => {
  await gateway.close();
  await peer.close();
});

function post(query: string, accept: string, authorization = basic('alice', 'secret')): Promise<Response> {
  return fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, authorization },
    body: JSON.stringify({ query }),
  });
}

/** The parts of a body that is complete. */
async function parts(response: Response): Promise<unknown[]> {
  expect(response.headers.get('content-type')).toBe('multipart/mixed;boundary=graphql;subscriptionSpec=1.0');
  const [preamble, ...rest] = (await response.text()).split('\r\n--graphql');
  expect([preamble, rest.pop()]).toEqual(['', '--\r\n']);
  return rest.map((part) => {
    const [head, body = ''] = part.split('\r\n\r\n');
    expect(head).toBe('\r\ncontent-type: application/json');
    return JSON.parse(body) as unknown;
  });
}

describe('POST /graphql from those who accept multipart subscriptions', () => {
  it("answers a subscription's own error in its payload", async () => {
    const code = 'BAD_USER_INPUT';
    expect(await parts(await post(subscription, accepts))).toMatchObject([
      { payload: { errors: [{ extensions: { code } }] } },
    ]);
  });

  it('tells beside the payload what ends the stream', async () => {
    const query = 'subscription { sessionEvents { cursor } }';
    const code = 'UNAUTHENTICATED';
    expect(await parts(await post(query, accepts, basic('alice', 'wrong')))).toMatchObject([
      { payload: null, errors: [{ extensions: { code } }] },
    ]);
  });

  it("takes no cookies from a foreign page's request for a stream", async () => {
    const credentials = { authorization: basic('alice', 'secret') };
    const cookie = (await fetch(`${peer.url}/me`, { headers: credentials })).headers.get('set-cookie')?.split(';')[0];
    const ask = async (headers: Record<string, string>): Promise<string | undefined> => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: accepts, cookie: cookie ?? '', ...headers },
        body: JSON.stringify({ query: 'subscription { sessionEvents { __typename } }' }),
      });
      let text = '';
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += chunk;
        const told = /SessionsSnapshot|UNAUTHENTICATED/.exec(text)?.[0];
        if (told !== undefined) return told;
      }
      return undefined;
    };
    const [served, refused] = ['SessionsSnapshot', 'UNAUTHENTICATED'];
    expect(await ask({})).toBe(served);
    expect(await ask({ origin: gateway.url })).toBe(served);
    expect(await ask({ origin: 'https://evil.example' })).toBe(refused);
    expect(await ask({ 'sec-fetch-site': 'cross-site' })).toBe(refused);
    await gateway.close();
    gateway = await startGateway({ GWS_URL: peer.url, CORS_ORIGINS: 'https://desk.example' });
    expect(await ask({ origin: 'https://desk.example', 'sec-fetch-site': 'cross-site' })).toBe(served);
  });

  it.each(['{ me { userName } }', 'query { me { userName } }'])('answers %s as ever', async (query) => {
    const response = await post(query, accepts);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await response.json()).toEqual({ data: { me: { userName: 'alice' } } });
  });

  it.each([['{'], ['subscription { nothing }']])('leaves a bad document to Apollo Server: %s', async (query) => {
    const response = await post(query, accepts);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: {} }] });
  });
});

it.each(['application/json', '*/*'])(
  'a subscription from those who accept %s is told where the doors are',
  async (accept) => {
    const response = await post(subscription, accept);
    expect(response.status).toBe(400);
    const text = await response.text();
    for (const door of ['graphql-transport-ws', '/graphql/stream', 'subscriptionSpec=1.0'])
      expect(text).toContain(door);
  },
);

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { ownBayeux } from '../support/bayeux-side.ts';
import { basic, startGateway } from '../support/gateway.ts';
import { createPeer, type Peer } from '../support/peer.ts';
import { alike, codesOf, overEveryDoor, post, ways, type Told } from './doors.ts';

const alices = basic('alice', 'secret');
const query = '{ me { id } }';
const ask = post('/graphql', '*/*');

let peer: Peer;
let gateway: Gateway;
beforeEach(async () => {
  peer = await createPeer([{ userName: 'alice', id: 'a' }], ownBayeux());
});
afterEach(async () => {
  await gateway.close();
  await peer.close();
});

async function start(env: Record<string, string>): Promise<string> {
  gateway = await startGateway({ GWS_URL: peer.url, ...env });
  return gateway.url;
}

/** What was refused for now, and says when to come again; over HTTP in the header too. */
function looksLimited({ status, retryAfter, answer: { errors = [] } }: Told): boolean {
  const extensions = errors[0]?.extensions;
  const seconds = extensions?.['retryAfter'];
  const isTyped = extensions?.['code'] === 'RATE_LIMITED' && typeof seconds === 'number' && seconds >= 1;
  return isTyped && (status === null || (status === 429 && retryAfter === String(seconds)));
}

describe('operations', () => {
  it.each([
    ['of one caller', { RATE_PER_CALLER: '1', RATE_GLOBAL: '0' }],
    ['of all callers', { RATE_PER_CALLER: '0', RATE_GLOBAL: '1' }],
  ])('%s beyond the rate are refused on every way, with the time to come again', async (_whose, rates) => {
    const url = await start(rates);
    await ask(url, alices, { query });
    for (const way of ways) {
      const told = await Promise.all(Array.from({ length: 20 }, () => way.ask(url, alices, { query })));
      const refused = told.filter(({ answer: { errors } }) => errors !== undefined);
      // Some have come in anew since the way before.
      expect([way.name, refused.length > 5, refused.every(looksLimited)]).toEqual([way.name, true, true]);
    }
  });
});

describe('operations without end', () => {
  it('of strangers keep out nobody who is served', async () => {
    const url = await start({ RATE_GLOBAL: '20', RATE_PER_CALLER: '0' });
    await ask(url, alices, { query });
    const strangers = await Promise.all(Array.from({ length: 100 }, () => ask(url, '', { query })));
    expect(strangers.filter(looksLimited).length).toBeGreaterThan(30);
    expect(await overEveryDoor(url, alices, { query }, codesOf)).toEqual(alike([]));
  });
});

describe('documents that nobody knows', () => {
  it('beyond the rate are refused on every way, whoever sends them; those that are known are run', async () => {
    const url = await start({ RATE_NEW_DOCUMENTS: '100' });
    const none = alike<readonly unknown[]>([]);
    expect(await overEveryDoor(url, alices, { query }, codesOf)).toEqual(none);
    const long = (at: number): string => `{ me { userName } } # ${at} ${'x'.repeat(2000)}`;
    // Until nothing is left of what may come at once, which takes five seconds to come in anew.
    const short = (at: number): string => long(at).slice(0, 100);
    await Promise.all(Array.from({ length: 20 }, (_none, at) => ask(url, alices, { query: short(at) })));
    expect(await overEveryDoor(url, alices, { query: long(2) }, looksLimited)).toEqual(alike(true));
    expect(looksLimited(await ask(url, '', { query: long(3) }))).toBe(true);
    expect(await overEveryDoor(url, alices, { query }, codesOf)).toEqual(none);
  });

  it.each(ways)('cost once, and are known on every way from then on: $name first', async (way) => {
    const url = await start({ RATE_NEW_DOCUMENTS: '1000' });
    // Nearly all that may come at once, which takes five seconds to come in anew.
    const long = `{ me { id } } # ${'x'.repeat(4950)}`;
    expect(codesOf(await way.ask(url, alices, { query: long }))).toEqual([]);
    expect(await overEveryDoor(url, alices, { query: long }, codesOf)).toEqual(alike<readonly unknown[]>([]));
  });

  it('cost by their length, also those that are no documents', async () => {
    const url = await start({ RATE_NEW_DOCUMENTS: '1000' });
    const codes: unknown[] = [];
    for (let at = 0; at < 30; at += 1) {
      codes.push(...codesOf(await ask(url, '', { query: `{ ${at} ${'x'.repeat(500)}` })));
    }
    expect([...new Set(codes)].toSorted()).toEqual(['GRAPHQL_PARSE_FAILED', 'RATE_LIMITED']);
  });
});

describe('guesses at passwords', () => {
  it('are refused on every way after so many, without asking the upstream, and who is known goes on', async () => {
    const url = await start({ LOGIN_ATTEMPTS: '3' });
    await ask(url, alices, { query });
    for (const guess of ['1', '2', '3']) await ask(url, basic('alice', guess), { query });
    const asked = peer.calls.length;
    for (const way of ways) {
      const refused = await way.ask(url, basic('alice', `guess over ${way.name}`), { query }).then(
        looksLimited,
        // A socket is closed; its client comes again with a pause.
        (error: unknown) => String(error).startsWith('Error: 1013'),
      );
      expect([way.name, refused]).toEqual([way.name, true]);
    }
    expect(peer.calls.length).toBe(asked);
    expect(await overEveryDoor(url, alices, { query }, codesOf)).toEqual(alike([]));
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { doors } from '../doors/doors.ts';
import { ownBayeux, type BayeuxSide } from '../support/bayeux-side.ts';
import type { Json } from '../support/fixture.ts';
import { ask, basic, recordingLog, startGateway } from '../support/gateway.ts';
import { createPeer, type Peer } from '../support/peer.ts';

const alices = basic('alice', 'secret');
const query = 'subscription { sessionEvents { __typename ... on SessionStateChanged { session { id } } } }';
const session = (id: string, size: number): Json => ({
  id,
  state: 'Chatting',
  userData: { large: 'x'.repeat(size) },
});
const tooLarge = {
  extensions: { code: 'UPSTREAM_BAD_RESPONSE' },
  message: expect.stringContaining('100000 bytes') as string,
};

let bayeux: BayeuxSide;
let peer: Peer;
let gateway: Gateway;
const log = recordingLog();
beforeEach(async () => {
  bayeux = ownBayeux();
  peer = await createPeer([{ userName: 'alice', id: 'a' }], bayeux);
  gateway = await startGateway({ GWS_URL: peer.url, MAX_SESSIONS_BYTES: '100000' }, log);
});
afterEach(async () => {
  await gateway.close();
  await peer.close();
});

describe.each(doors)(
  'an upstream that tells of more than memory may hold, to subscribers through $name',
  ({ connect }) => {
    it('ends their streams with an error, and they can begin again when it is less', async () => {
      const client = connect(gateway.url, alices);
      const stream = client.subscribe({ query });
      expect(await stream.next()).toEqual({ __typename: 'SessionsSnapshot' });
      bayeux.deliver('alice', {
        messageType: 'FacebooksessionStateChangeMessage',
        notificationType: 'StatusChange',
        facebooksession: session('one', 60_000),
      });
      expect(await stream.next()).toEqual({ __typename: 'SessionStateChanged', session: { id: 'one' } });
      bayeux.deliver('alice', {
        messageType: 'FacebooksessionStateChangeMessage',
        notificationType: 'StatusChange',
        facebooksession: session('two', 60_000),
      });
      expect((await stream.result()).errors).toMatchObject([tooLarge]);
      expect(await client.subscribe({ query }).next()).toEqual({ __typename: 'SessionsSnapshot' });
      expect(log.lines).toContainEqual(expect.objectContaining({ level: 'warn', message: 'notifications ended' }));
      client.dispose();
    });

    it('gives an error to who subscribes while it is too much; queries are answered', async () => {
      peer.sessions.set('alice', [session('one', 60_000), session('two', 60_000)]);
      const client = connect(gateway.url, alices);
      expect((await client.subscribe({ query }).result()).errors).toMatchObject([tooLarge]);
      const { data, errors } = await ask(gateway.url, alices, '{ sessions { nodes { id } } }');
      expect([data, errors]).toEqual([{ sessions: { nodes: [{ id: 'one' }, { id: 'two' }] } }, undefined]);
      client.dispose();
    });
  },
);

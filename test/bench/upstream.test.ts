import { expect, it, onTestFinished } from 'vitest';
import { authorizationOf, startBayeuxUpstream } from '../../bench/upstream/bayeux.ts';

/** One request after the other, as a client of one agent makes them. */
async function agentOf(base: string) {
  const headers: Record<string, string> = { authorization: authorizationOf(0), 'content-type': 'application/json' };
  const get = async (path: string): Promise<string> => (await fetch(`${base}${path}`, { headers })).text();
  async function post(message: object): Promise<string> {
    const body = JSON.stringify([message]);
    const answer = await fetch(`${base}/notifications`, { method: 'POST', headers, body });
    const [cookie] = answer.headers.getSetCookie();
    if (cookie !== undefined) headers['cookie'] = cookie.replace(/;.*/, '');
    return answer.text();
  }
  const [{ clientId }] = JSON.parse(await post({ channel: '/meta/handshake' })) as [{ clientId: string }];
  await post({ channel: '/meta/subscribe', clientId, subscription: '/v2/me/facebooksession' });
  return { get, poll: () => post({ channel: '/meta/connect', clientId, advice: { timeout: 0 } }) };
}

const stampIn = (text: string): string | undefined => /bench-\d+-\d+-/.exec(text)?.[0];

it('an upstream that is read says what its last notification said: whoever compares them has missed nothing', async () => {
  const upstream = await startBayeuxUpstream('small');
  onTestFinished(async () => {
    await upstream.close();
  });
  const agent = await agentOf(upstream.base);
  await agent.poll();
  upstream.publish(0);
  const told = stampIn(await agent.poll());
  expect(told).toMatch(/^bench-1-/);
  expect(stampIn(await agent.get('/me/facebooksessions'))).toBe(told);
  expect(upstream.wrong).toEqual([]);
});

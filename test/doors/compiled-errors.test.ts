import { expect, it, onTestFinished } from 'vitest';
import { basic, startGateway } from '../support/gateway.ts';
import { plain, startUpstream } from '../support/upstream.ts';
import { codesOf, post } from '../security/doors.ts';

it('an error of a compiled operation keeps its code for a client that Apollo has to ask for', async () => {
  const upstream = await startUpstream();
  upstream.otherwise(plain('no envelope'));
  const gateway = await startGateway({ GWS_URL: upstream.base });
  onTestFinished(() => gateway.close());
  const asked = { query: '{ me { id } }' };
  // Each with an `Accept` of its own: what one is given is not known of the next.
  for (const accept of ['*/*', 'application/json', 'application/json, */*']) {
    const told = await post('/graphql', accept)(gateway.url, basic('any', 'body'), asked);
    expect([accept, codesOf(told), told.answer.errors?.[0]]).toMatchObject([
      accept,
      ['UPSTREAM_BAD_RESPONSE'],
      { path: ['me'], locations: [{ line: 1, column: 3 }] },
    ]);
  }
});

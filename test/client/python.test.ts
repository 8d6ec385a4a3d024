import { spawnSync } from 'node:child_process';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { wireTo } from '../doors/wire.ts';
import { talk } from '../gateway/operating.ts';
import type { Json } from '../support/fixture.ts';
import { startGateway } from '../support/gateway.ts';
import { run, type Run } from '../support/process.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) process.stderr.write('examples/python/watch.py is not tested: this machine has no python3.\n');

function watch(user: string, password: string, url: string): Run {
  const child = run('examples/python/watch.py', { GWS_PASSWORD: password }, [user, url], 'python3');
  onTestFinished(() => void child.process.kill('SIGKILL'));
  return child;
}

/** Something that is no gateway, or a bad one. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function watching(password: string): Promise<{ child: Run; cut: () => void; write: (text: string) => void }> {
  const sandbox = await createSandbox({ pollTimeout: 2000 });
  onTestFinished(() => sandbox.close());
  const gateway = await startGateway({ GWS_URL: sandbox.url });
  onTestFinished(() => gateway.close());
  const wire = await wireTo(gateway.url);
  return {
    child: watch('agent1', password, `${wire.url}/graphql/stream`),
    cut() {
      wire.cut();
    },
    write(text) {
      sandbox.control.customerWrites(talk, text);
    },
  };
}

test.skipIf(!hasPython)('watch.py goes on after a cut connection, with nothing missing and nothing twice', async () => {
  const { child, cut, write } = await watching('sandbox-agent1');
  const next = async (): Promise<Json> => JSON.parse((await child.line()) ?? 'null') as Json;
  expect(await next()).toMatchObject({ __typename: 'SessionsSnapshot', reason: 'SUBSCRIBED' });
  write('one');
  expect(await next()).toMatchObject({ message: { text: 'one' } });
  cut();
  write('two');
  write('three');
  expect(await next()).toMatchObject({ message: { text: 'two' } });
  expect(await next()).toMatchObject({ message: { text: 'three' } });
});

test.skipIf(!hasPython)('watch.py stops when its login is refused', async () => {
  const { child } = await watching('wrong');
  expect(await child.ended).toEqual({ code: 1, errors: 'refused: 401\n' });
});

test.skipIf(!hasPython)('watch.py takes no password as an argument', async () => {
  const { code, errors } = await watch('agent1:sandbox-agent1', '', 'http://127.0.0.1:9').ended;
  expect([code, errors]).toEqual([1, expect.stringContaining('GWS_PASSWORD')]);
});

test.skipIf(!hasPython)('watch.py takes its password to no other host', async () => {
  const asked: unknown[] = [];
  const other = await serve((request, response) => {
    asked.push(request.headers.authorization);
    response.end();
  });
  const url = await serve((_, response) => response.writeHead(302, { location: other }).end());
  expect(await watch('agent1', 'secret', url).ended).toEqual({ code: 1, errors: 'refused: 302\n' });
  expect(asked).toEqual([]);
});

test.skipIf(!hasPython)(
  'watch.py survives what is no answer of a gateway, and asks ever more rarely',
  async () => {
    const answers = [
      'event: next\ndata: {"data":{"sessionEvents":{"n":1}}}\n\n',
      'event: next\ndata: {"errors":[{"message":"\\u001b[2Jboo"}]}\n\n',
      'event: next\ndata: {"data"\n\n',
      'event: next\ndata: []\n\n',
      'event: next\ndata: {"errors":[{"message":"enough","extensions":{"code":"UNAUTHENTICATED"}}]}\n\n',
    ];
    const times: number[] = [];
    const url = await serve((_, response) => response.end(answers[times.push(performance.now()) - 1]));
    const child = watch('agent1', 'secret', url);
    expect(await child.line()).toBe('{"n": 1}');
    const { code, errors } = await child.ended;
    expect(code).toBe(1);
    expect(errors.trimEnd().split('\n')).toEqual([
      String.raw`'\x1b[2Jboo'`,
      expect.stringMatching(/^connection lost: JSONDecodeError/),
      "connection lost: ValueError('no GraphQL result')",
      "'enough'",
    ]);
    // The pauses are at least 0.25, 0.5, 1 and 2 s.
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(3500);
  },
  15_000,
);

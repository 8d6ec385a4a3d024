import { spawnSync } from 'node:child_process';
import { expect, onTestFinished, test } from 'vitest';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { wireTo } from '../doors/wire.ts';
import { talk } from '../gateway/operating.ts';
import type { Json } from '../support/fixture.ts';
import { startGateway } from '../support/gateway.ts';
import { run, type Run } from '../support/process.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) process.stderr.write('examples/python/watch.py is not tested: this machine has no python3.\n');

async function watching(login: string): Promise<{ child: Run; cut: () => void; write: (text: string) => void }> {
  const sandbox = await createSandbox({ pollTimeout: 2000 });
  onTestFinished(() => sandbox.close());
  const gateway = await startGateway({ GWS_URL: sandbox.url });
  onTestFinished(() => gateway.close());
  const wire = await wireTo(gateway.url);
  const child = run('examples/python/watch.py', {}, [login, `${wire.url}/graphql/stream`], 'python3');
  onTestFinished(() => void child.process.kill('SIGKILL'));
  return {
    child,
    cut() {
      wire.cut();
    },
    write(text) {
      sandbox.control.customerWrites(talk, text);
    },
  };
}

test.skipIf(!hasPython)('watch.py goes on after a cut connection, with nothing missing and nothing twice', async () => {
  const { child, cut, write } = await watching('agent1:sandbox-agent1');
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
  const { child } = await watching('agent1:wrong');
  expect(await child.ended).toEqual({ code: 1, errors: 'refused: 401\n' });
});

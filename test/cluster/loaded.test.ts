import { expect, test } from 'vitest';
import { ask } from '../support/gateway.ts';
import { unreachableEngine } from '../support/redis.ts';
import { run } from '../support/process.ts';

/** Prints every module that is resolved, on standard error. */
const spy = `data:text/javascript,${encodeURIComponent(`
import { registerHooks } from 'node:module';
registerHooks({ resolve(specifier, context, next) {
  const found = next(specifier, context);
  process.stderr.write('loaded ' + found.url + String.fromCharCode(10));
  return found;
} });`)}`;

async function loadedWith(env: Record<string, string>): Promise<string> {
  const child = run('src/main.ts', { PORT: '0', LOG_LEVEL: 'silent', ...env }, [], process.execPath, ['--import', spy]);
  const url = /http:\/\/\S+/.exec((await child.line()) ?? '')?.[0] ?? '';
  await ask(url, null, '{ __typename }');
  child.process.kill('SIGTERM');
  return (await child.ended).errors;
}

test('nothing of replicas is loaded where no engine is configured', async () => {
  const alone = await loadedWith({});
  expect(alone).toContain('/src/gateway.ts');
  expect(alone).not.toMatch(/src\/cluster\/|@redis/);
  const together = await loadedWith(unreachableEngine);
  expect(together).toMatch(/src\/cluster\/cluster\.ts/);
  expect(together).toMatch(/@redis\/client/);
});

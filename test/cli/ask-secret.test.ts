import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { askSecret } from '../../src/cli/doctor/ask-secret.ts';

function terminal() {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const stop = new AbortController();
  return { input, output, stop, asked: askSecret('Password: ', { input, output, signal: stop.signal }) };
}

it('asks, and shows nothing of the answer', async () => {
  const { input, output, asked } = terminal();
  input.write('hush hush\r');
  expect(await asked).toBe('hush hush');
  output.end();
  expect(await text(output)).toBe('Password: \n');
});

it('is stopped by Ctrl-C, and by a signal', async () => {
  const one = terminal();
  one.input.write('hu\u0003');
  await expect(one.asked).rejects.toMatchObject({ name: 'AbortError' });
  const other = terminal();
  other.stop.abort();
  await expect(other.asked).rejects.toMatchObject({ name: 'AbortError' });
});

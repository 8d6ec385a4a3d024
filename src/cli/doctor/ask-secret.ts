import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly signal: AbortSignal;
}

/** Asks for a line of which nothing is shown. @throws when the signal fires, or on Ctrl-C */
export async function askSecret(question: string, { input, output, signal }: Terminal): Promise<string> {
  // Readline writes back what is typed, to here.
  const nowhere = new Writable({
    write(_chunk, _encoding, done) {
      done();
    },
  });
  const lines = createInterface({ input, output: nowhere, terminal: true });
  output.write(question);
  const stopped = Promise.withResolvers<never>();
  lines.once('SIGINT', () => {
    stopped.reject(new DOMException('Stopped.', 'AbortError'));
  });
  try {
    return await Promise.race([lines.question('', { signal }), stopped.promise]);
  } finally {
    lines.close();
    output.write('\n');
  }
}

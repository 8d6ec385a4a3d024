import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

export interface FirstAnswer {
  /** From the start of the process to the end of the answer. */
  readonly milliseconds: number;
  /** Milliseconds of processor time until then, all threads; null where the system does not tell. */
  readonly cpu: number | null;
  /** Bytes; null as above. */
  readonly rss: number | null;
  /** What was wrong with the answer; null: nothing. */
  readonly wrong: string | null;
}

/** Milliseconds to start and answer, and to stop. */
const patience = { start: 30_000, stop: 6000 };
/** The kernel's ticks in a millisecond. */
const tick = 10;

/** Starts a server that prints its address, asks it once, stops it. @throws Error when it ends before, or takes too long */
export async function firstAnswer(command: readonly string[], env: NodeJS.ProcessEnv): Promise<FirstAnswer> {
  const [program = '', ...args] = command;
  const begun = performance.now();
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const gone = once(child, 'exit');
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-2000)));
  try {
    const signal = AbortSignal.timeout(patience.start);
    const url = await Promise.race([
      addressIn(child.stdout, signal),
      gone.then(() => {
        throw new Error(`${command.join(' ')} ended: ${errors}`);
      }),
    ]);
    const answer = await fetch(new URL('/graphql', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
      signal,
    });
    const text = await answer.text();
    const milliseconds = performance.now() - begun;
    const isRight = answer.status === 200 && /"__typename":\s*"Query"/.test(text);
    return { milliseconds, ...usageOf(child.pid), wrong: isRight ? null : `${answer.status} ${text}` };
  } finally {
    const cut = setTimeout(kill, patience.stop);
    child.kill('SIGTERM');
    await gone;
    clearTimeout(cut);
    process.off('exit', kill);
  }
}

async function addressIn(output: NodeJS.ReadableStream, signal: AbortSignal): Promise<string> {
  let printed = '';
  for (;;) {
    const [chunk] = (await once(output, 'data', { signal })) as [Buffer];
    printed += chunk.toString();
    const [url] = /http:\/\/[\w.]+:\d+/.exec(printed) ?? [];
    if (url !== undefined) return url;
  }
}

function usageOf(pid = 0): Pick<FirstAnswer, 'cpu' | 'rss'> {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    const resident = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return { cpu: (Number(fields[11]) + Number(fields[12])) * tick, rss: Number(resident) * 1024 };
  } catch {
    return { cpu: null, rss: null };
  }
}

import { createPauses, type Pauses } from './pauses.ts';

/** What a contender's process says and is asked; over the channel that `child_process` opens. */
export type Told =
  | { readonly kind: 'ready'; readonly url: string }
  | { readonly kind: 'usage'; readonly usage: Usage }
  | { readonly kind: 'pauses'; readonly pauses: Pauses };
export type Asked = 'usage' | 'pauses' | 'stop';

export interface Usage {
  /** Microseconds of processor time, all threads. */
  readonly cpu: number;
  /** Bytes. */
  readonly rss: number;
  readonly heapUsed: number;
}

/** Runs in the contender's own process: starts it with the options it was given, says where it is, answers about its usage. */
// What was given is known to whoever starts the process, and to nobody here.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export async function serveContender<Options>(
  start: (options: Options) => Promise<{ readonly url: string; readonly close: () => Promise<unknown> }>,
): Promise<void> {
  // From the beginning: whoever started it may be stopped while it starts.
  process.on('disconnect', () => process.exit(0));
  // It may be gone already: loading what a contender needs takes a while.
  if (process.send !== undefined && !process.connected) process.exit(0);
  const options = JSON.parse(process.argv[2] ?? '{}') as Options;
  const running = await start(options);
  const tell = (told: Told): void => void process.send?.(told);
  const takePauses = createPauses();
  process.on('message', (asked: Asked) => {
    if (asked === 'stop') {
      void running.close().finally(() => process.exit(0));
      return;
    }
    if (asked === 'pauses') {
      tell({ kind: 'pauses', pauses: takePauses() });
      return;
    }
    // Twice: what the first finds dead may have kept something else alive.
    globalThis.gc?.();
    // Gives free pages back, tens of megabytes of them: they are nobody's, and would hide what is held.
    globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    tell({ kind: 'usage', usage: { cpu: user + system, rss, heapUsed } });
  });
  tell({ kind: 'ready', url: running.url });
}

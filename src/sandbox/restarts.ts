import type { Listener } from './listener.ts';

export interface Restarts {
  /** Gone at once, and back after so many real milliseconds; false while it is gone already. */
  readonly restart: (milliseconds: number) => boolean;
  readonly close: () => void;
}

export interface RestartsOptions {
  readonly listener: Pick<Listener, 'cut' | 'reopen'>;
  /** Forgets what a process knows and its backends do not. */
  readonly forget: () => void;
}

/** The server as a process that may be killed and started again. */
export function createRestarts({ listener, forget }: RestartsOptions): Restarts {
  let state: 'up' | 'down' | 'closed' = 'up';
  let timer: NodeJS.Timeout | undefined;

  async function start(): Promise<void> {
    await listener.reopen();
    if (state === 'down') state = 'up';
  }

  return {
    restart(milliseconds) {
      if (state !== 'up') return false;
      state = 'down';
      // Before the sockets are cut, so that nobody is told anything any more.
      forget();
      void listener.cut().then(() => {
        if (state === 'down') timer = setTimeout(() => void start(), milliseconds).unref();
      });
      return true;
    },
    close() {
      state = 'closed';
      clearTimeout(timer);
    },
  };
}

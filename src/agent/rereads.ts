/** Reads single sessions anew, one reading per session at a time. */
export interface Rereads {
  /** Resolves when what was read is adopted; a second request for the same session joins the first. Never fails. */
  read(sessionId: string): Promise<void>;
  /** Something else was learnt of the session: a reading under way may be older than that. */
  disturb(sessionId: string): void;
}

export interface RereadOptions<T> {
  readonly read: (sessionId: string) => Promise<T>;
  readonly adopt: (sessionId: string, read: T) => void;
  /** With null: everything read was older than what was told meanwhile. */
  readonly failed: (sessionId: string, error: unknown) => void;
}

/** How often a reading that was overtaken is repeated before it is given up. */
const attempts = 3;

export function createRereads<T>(options: RereadOptions<T>): Rereads {
  return new RunningRereads(options);
}

interface Running {
  disturbed: boolean;
  readonly done: Promise<void>;
}

/** A class, for every caller has one. */
class RunningRereads<T> implements Rereads {
  readonly #options: RereadOptions<T>;
  /** Mostly there is none. */
  #running: Map<string, Running> | null = null;

  constructor(options: RereadOptions<T>) {
    this.#options = options;
  }

  read(sessionId: string): Promise<void> {
    const running = (this.#running ??= new Map<string, Running>());
    const under = running.get(sessionId);
    if (under !== undefined) return under.done;
    // In the map before it begins, so that nothing learnt meanwhile is missed.
    const start = Promise.withResolvers<undefined>();
    const done = start.promise.then(() => this.#run(sessionId, running));
    running.set(sessionId, { disturbed: false, done });
    start.resolve(undefined);
    return done;
  }

  disturb(sessionId: string): void {
    const under = this.#running?.get(sessionId);
    if (under !== undefined) under.disturbed = true;
  }

  async #run(sessionId: string, running: Map<string, Running>): Promise<void> {
    const { read, adopt, failed } = this.#options;
    try {
      for (let attempt = 1; ; attempt += 1) {
        const found = await read(sessionId);
        const state = running.get(sessionId);
        if (state?.disturbed !== true) adopt(sessionId, found);
        if (state?.disturbed !== true) return;
        if (attempt === attempts) {
          // What was told meanwhile is newer than every reading: it stands.
          failed(sessionId, null);
          return;
        }
        state.disturbed = false;
      }
    } catch (error) {
      failed(sessionId, error);
    } finally {
      running.delete(sessionId);
    }
  }
}

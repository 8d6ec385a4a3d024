/** How far long work has come, for people who wait: one line that is written over on a terminal, else a line now and then. */
export interface Progress {
  say(words: string): void;
  /** Before anything else is written, and in the end. */
  clear(): void;
}

/** Milliseconds between two lines. */
const pauses = { terminal: 100, file: 10_000 };

export function createProgress(stream: NodeJS.WriteStream): Progress {
  const pause = stream.isTTY ? pauses.terminal : pauses.file;
  let shown = performance.now() - (stream.isTTY ? pause : 0);
  let isThere = false;
  return {
    say(words) {
      if (performance.now() - shown < pause) return;
      shown = performance.now();
      isThere = stream.isTTY;
      // Longer than the window is wide, it could not be written over.
      stream.write(stream.isTTY ? `\r\u001b[K${words.slice(0, (stream.columns || 80) - 1)}` : `${words}\n`);
    },
    clear() {
      if (isThere) stream.write('\r\u001b[K');
      isThere = false;
    },
  };
}

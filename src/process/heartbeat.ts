/** One look at the clocks. */
export interface Beat {
  /** Milliseconds that it came too late. */
  readonly late: number;
  /** Milliseconds that processors worked for this process since the last one, on all its threads. */
  readonly worked: number;
  /** Milliseconds by which the time of day has moved beside the time that passed. */
  readonly moved: number;
}

/** Milliseconds between beats. */
export const beatEvery = 100;

/** Looks at the clocks ten times a second, and keeps no process alive for it. Gives what ends it. */
export function startHeartbeat(onBeat: (beat: Beat) => void): () => void {
  let last = performance.now();
  let offset = Date.now() - last;
  let cpu = processorTime();
  const timer = setInterval(() => {
    const now = performance.now();
    const nextOffset = Date.now() - now;
    const nextCpu = processorTime();
    const beat = { late: now - last - beatEvery, worked: nextCpu - cpu, moved: nextOffset - offset };
    last = now;
    offset = nextOffset;
    cpu = nextCpu;
    onBeat(beat);
  }, beatEvery);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

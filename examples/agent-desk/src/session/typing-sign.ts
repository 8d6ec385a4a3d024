/** Milliseconds without a key after which an agent has stopped. */
const idle = 4_000;

export interface TypingSign {
  /** At every key: the sign goes up with the first, and down by itself some time after the last. */
  readonly type: () => void;
  readonly stop: () => void;
}

/** One sign at a time is on its way, in order; one that fails is a courtesy that did not arrive. */
export function createTypingSign(show: (isTyping: boolean) => Promise<void>): TypingSign {
  let isShown = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sent: Promise<void> = Promise.resolve();

  function turn(isTyping: boolean): void {
    if (isTyping === isShown) return;
    isShown = isTyping;
    sent = sent.then(() => show(isTyping)).catch(() => undefined);
  }

  function stop(): void {
    clearTimeout(timer);
    turn(false);
  }

  return {
    type() {
      clearTimeout(timer);
      timer = setTimeout(stop, idle);
      turn(true);
    },
    stop,
  };
}

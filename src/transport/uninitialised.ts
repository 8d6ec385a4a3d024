/** WebSockets whose client has not said yet who it is: they cost memory and three seconds, and nobody can be held to account. */
export interface Uninitialised {
  /** One more from there. Gives what is called when its client has spoken, or is gone; null when there are too many. */
  begin(address: string): (() => void) | null;
}

/** At a time. All desks of a house may come back at once, and a client needs a moment. */
const most = { inAll: 2000, perAddress: 500 };

export function createUninitialised(): Uninitialised {
  const byAddress = new Map<string, number>();
  let inAll = 0;

  return {
    begin(address) {
      const own = byAddress.get(address) ?? 0;
      if (inAll >= most.inAll || own >= most.perAddress) return null;
      inAll += 1;
      byAddress.set(address, own + 1);
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        inAll -= 1;
        const left = (byAddress.get(address) ?? 0) - 1;
        if (left > 0) byAddress.set(address, left);
        else byAddress.delete(address);
      };
    },
  };
}

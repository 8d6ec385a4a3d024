/** Results of one document and its variables, for all who subscribe with them to the same events. */
export interface SharedResults<T> {
  /** What `make` gave for this event, made once. */
  of(event: object, make: () => T | Promise<T>): T | Promise<T>;
}

/** Subscribers of equal wishes within a scope, for example a caller, share what is made of an event. */
export interface Sharing<T> {
  /** Calling `leave` twice is fine. */
  join(scope: object, wishes: string): { readonly results: SharedResults<T>; readonly leave: () => void };
}

/** Events whose result is kept: readers of one log are seldom farther apart, and a result may be large. */
const kept = 8;

interface Group<T> {
  readonly results: SharedResults<T>;
  members: number;
}

export function createSharing<T>(): Sharing<T> {
  const scopes = new WeakMap<object, Map<string, Group<T>>>();

  return {
    join(scope, wishes) {
      const groups = scopes.get(scope) ?? new Map<string, Group<T>>();
      scopes.set(scope, groups);
      const group = groups.get(wishes) ?? { results: recent<T>(), members: 0 };
      groups.set(wishes, group);
      group.members += 1;
      let isMember = true;
      return {
        results: group.results,
        leave() {
          if (!isMember) return;
          isMember = false;
          group.members -= 1;
          if (group.members === 0) groups.delete(wishes);
        },
      };
    },
  };
}

function recent<T>(): SharedResults<T> {
  const made: { readonly event: object; result: T | Promise<T> }[] = [];
  let next = 0;
  return {
    of(event, make) {
      for (const one of made) if (one.event === event) return one.result;
      const one = { event, result: make() };
      made[next] = one;
      next = (next + 1) % kept;
      if (!(one.result instanceof Promise)) return one.result;
      const { result } = one;
      // Whoever comes later need not wait a turn for it.
      result.then(
        (ready) => (one.result = ready),
        () => undefined,
      );
      return result;
    },
  };
}

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

/** Most events whose result is kept for those who have not taken it: readers of one log are seldom farther apart. */
const kept = 4;

interface Made<T> {
  readonly event: object;
  result: T | Promise<T>;
  /** Members that have not taken it. */
  awaited: number;
}

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
      const group = groups.get(wishes) ?? createGroup<T>();
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

function createGroup<T>(): Group<T> {
  // Let go with the last who takes it: what lives longer than a moment, and is as large, costs the collector more than making it.
  const made: Made<T>[] = [];

  function taken(one: Made<T>): T | Promise<T> {
    one.awaited -= 1;
    if (one.awaited <= 0) made.splice(made.indexOf(one), 1);
    return one.result;
  }

  const group: Group<T> = {
    members: 0,
    results: {
      of(event, make) {
        for (const one of made) if (one.event === event) return taken(one);
        const result = make();
        if (group.members < 2) return result;
        const one = { event, result, awaited: group.members - 1 };
        if (made.push(one) > kept) made.shift();
        if (result instanceof Promise) {
          // Whoever comes later need not wait a turn for it.
          result.then(
            (ready) => (one.result = ready),
            () => undefined,
          );
        }
        return result;
      },
    },
  };
  return group;
}

/** About what an object, an array or a map costs beside its members, and each member's place in it. */
const perObject = 32;
const perMember = 16;

/**
 * Measures events as a log keeps them: about the bytes that each adds to those before it. Events share what did not change (a
 * session's user data, its participants): that was counted with the first.
 */
export function createEventSizes(): (event: object) => number {
  const counted = new WeakSet<object>();

  return (event) => {
    let size = 0;
    // Not recursive: what the upstream sends may be nested deeper than the stack is.
    const rest: unknown[] = [event];
    while (rest.length > 0) {
      const value = rest.pop();
      if (typeof value === 'string') size += value.length;
      if (typeof value !== 'object' || value === null || counted.has(value)) continue;
      counted.add(value);
      size += perObject;
      const members = value instanceof Map ? [...value].flat(1) : Object.values(value);
      size += perMember * members.length;
      for (const member of members) rest.push(member);
    }
    return size;
  };
}

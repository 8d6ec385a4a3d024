import { ChangedUserData } from '../normalise/user-data.ts';

/** About what an object, an array or a map costs beside its members, and each member's place in it. */
const perObject = 32;
const perMember = 16;

/**
 * Measures events as a log keeps them: about the bytes that each adds to those before it. Events share what did not change (a
 * session's user data, its participants): that was counted with the first.
 */
export function createEventSizes(): (event: object) => number {
  const counted = new WeakSet<object>();
  return (event) => measure(event, counted);
}

/** About the bytes of one value, whatever else shares parts of it. */
export function sizeOf(value: object): number {
  return measure(value, null);
}

/** About the bytes of a text that is kept, the place that it is kept in included. */
export function sizeOfText({ length }: string): number {
  return perMember + length;
}

/** @param counted not counted again, and added to */
function measure(root: object, counted: WeakSet<object> | null): number {
  let size = 0;
  // Not recursive: what the upstream sends may be nested deeper than the stack is.
  const rest: object[] = [root];
  const add = (member: unknown): void => {
    size += perMember;
    if (typeof member === 'string') size += member.length;
    else if (typeof member === 'object' && member !== null) rest.push(member);
  };
  for (let value = rest.pop(); value !== undefined; value = rest.pop()) {
    if (counted?.has(value) === true) continue;
    counted?.add(value);
    size += perObject;
    if (value instanceof ChangedUserData) {
      add(value.base);
      add(value.changed);
    } else if (value instanceof Map) {
      for (const [key, member] of value as ReadonlyMap<unknown, unknown>) {
        add(key);
        add(member);
      }
    } else if (Array.isArray(value)) value.forEach(add);
    else for (const key in value) add((value as Readonly<Record<string, unknown>>)[key]);
  }
  return size;
}

/**
 * Where an entry lies in a shared log: the position of the last event in it, and how many entries without an event came since. Written
 * `<position>-<step>`, which is how Redis Streams name entries.
 */
export interface Place {
  readonly position: number;
  readonly step: number;
}

export const beginning: Place = { position: 0, step: 0 };

/** The place of an entry with so many events, when it comes next. */
export function following({ position, step }: Place, events: number): Place {
  return events === 0 ? { position, step: step + 1 } : { position: position + events, step: 0 };
}

export function isSame(one: Place, other: Place): boolean {
  return one.position === other.position && one.step === other.step;
}

export function idOf({ position, step }: Place): string {
  return `${position}-${step}`;
}

export function placeOf(id: string): Place {
  const [position = Number.NaN, step = Number.NaN] = id.split('-').map(Number);
  return { position, step };
}

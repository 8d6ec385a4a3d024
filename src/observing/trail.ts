import { randomBytes } from 'node:crypto';

/** An agent, as the upstream says. */
export interface Who {
  readonly id: string;
  readonly userName: string | null;
}

/** Who asks for an operation, and whence: for log, audit and traces. Nothing is read or made before it is asked for. */
export interface Trail {
  /** The client's, or one made for the operation. */
  requestId(): string;
  /** Where the client's own trace is (W3C Trace Context); null where it names none. */
  traceparent(): string | null;
  address(): string;
  /** Null before a login. */
  agent(): Who | null;
}

/** What clients send along to know an operation by, unchecked. */
export interface GivenMarks {
  readonly requestId?: unknown;
  readonly traceparent?: unknown;
}

/** What a door knows of an operation. */
export interface TrailSource {
  marks(): GivenMarks;
  address(): string;
  agent(): Who | null;
}

/** A request id as a client may choose it; null for all else. */
export function givenRequestId(value: unknown): string | null {
  return typeof value === 'string' && /^[A-Za-z0-9._-]{1,64}$/.test(value) ? value : null;
}

/** The trace's id in a `traceparent`; null where it is none. */
export function traceIdIn(traceparent: unknown): string | null {
  if (typeof traceparent !== 'string') return null;
  const [, version, traceId = '', spanId = ''] =
    /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(traceparent) ?? [];
  if (version === undefined || version === 'ff' || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return null;
  return traceId;
}

/** A `traceparent` as a client may send it; null for all else. */
export function givenTraceparent(value: unknown): string | null {
  return typeof value === 'string' && traceIdIn(value) !== null ? value : null;
}

/** Makes the trails of one process. */
export function createTrails(): (source: TrailSource) => Trail {
  const process = randomBytes(6).toString('base64url');
  let last = 0;
  const newId = (): string => `${process}.${(last += 1).toString(36)}`;
  return (source) => new OneTrail(source, newId);
}

/** A class, for every operation has one. */
class OneTrail implements Trail {
  readonly #source: TrailSource;
  readonly #newId: () => string;
  #id: string | null = null;

  constructor(source: TrailSource, newId: () => string) {
    this.#source = source;
    this.#newId = newId;
  }

  requestId(): string {
    if (this.#id === null) {
      const { requestId, traceparent } = this.#source.marks();
      this.#id = givenRequestId(requestId) ?? traceIdIn(traceparent) ?? this.#newId();
    }
    return this.#id;
  }

  traceparent(): string | null {
    return givenTraceparent(this.#source.marks().traceparent);
  }

  address(): string {
    return this.#source.address();
  }

  agent(): Who | null {
    return this.#source.agent();
  }
}

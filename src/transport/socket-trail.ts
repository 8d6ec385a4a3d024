import { givenRequestId, givenTraceparent, type GivenMarks, type TrailSource, type Who } from '../observing/trail.ts';
import { isRecord } from './request.ts';
import type { Connection } from './socket-connection.ts';

/** What an operation on a WebSocket tells of who asks: `extensions` say of it what headers say of a request. */
export class SocketTrail implements TrailSource {
  readonly #connection: Connection;
  readonly #marks: GivenMarks;

  constructor(connection: Connection, extensions: unknown) {
    this.#connection = connection;
    const { requestId, traceparent } = isRecord(extensions) ? extensions : {};
    // No more than that of what may be large: streams live for hours.
    this.#marks = {
      requestId: givenRequestId(requestId),
      traceparent: givenTraceparent(traceparent) ?? connection.traceparent,
    };
  }

  marks(): GivenMarks {
    return this.#marks;
  }

  address(): string {
    return this.#connection.address;
  }

  agent(): Who | null {
    return this.#connection.hold?.link.agent() ?? null;
  }
}

import type { IncomingMessage } from 'node:http';
import type { Link } from '../agent/link.ts';
import type { GivenMarks, TrailSource, Who } from '../observing/trail.ts';
import type { AddressOf } from './client-address.ts';

/** What an HTTP request tells of who asks, and whence. A class, for every request has one. */
export class RequestTrail implements TrailSource {
  readonly #request: IncomingMessage;
  readonly #addressOf: AddressOf;
  readonly #link: () => Link | null;

  /** @param link whose it is, as far as that is known when it is asked for */
  constructor(request: IncomingMessage, addressOf: AddressOf, link: () => Link | null) {
    this.#request = request;
    this.#addressOf = addressOf;
    this.#link = link;
  }

  marks(): GivenMarks {
    const { 'x-request-id': requestId, traceparent } = this.#request.headers;
    return { requestId, traceparent };
  }

  address(): string {
    return this.#addressOf(this.#request);
  }

  agent(): Who | null {
    return this.#link()?.agent() ?? null;
  }
}

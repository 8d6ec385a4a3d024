export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** One piece of work in a trace. */
export interface Span {
  /** Its place, as W3C Trace Context writes it. */
  readonly traceparent: string;
  /** @param error its type where the work failed, else null */
  end(error: string | null, attributes?: Attributes): void;
}

export interface SpanStart {
  readonly name: string;
  readonly kind: 'server' | 'internal' | 'client' | 'consumer';
  readonly attributes: Attributes;
  /** The `traceparent` it belongs to: of a `server` span the client's. Null begins a trace. */
  readonly parent: string | null;
  /** The `traceparent` of what caused it, if that is not the parent. */
  readonly link?: string | null;
  /** Milliseconds since 1970, where it is told afterwards. */
  readonly begun?: number;
}

/** What keeps spans and sends them on. */
export interface Tracer {
  start(span: SpanStart): Span;
  /** Sends what it has. Never fails. */
  close(): Promise<void>;
}

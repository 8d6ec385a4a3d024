import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A span as it arrived by OTLP, its attributes by name. */
export interface Received {
  readonly traceId: string;
  readonly spanId: string;
  /** Empty where it has none. */
  readonly parent: string;
  readonly name: string;
  /** 1 internal, 2 server, 3 client, 5 consumer. */
  readonly kind: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Ids of spans. */
  readonly links: readonly string[];
  /** 2: failed. */
  readonly status: number;
}

export interface Receiver {
  readonly url: string;
  readonly spans: readonly Received[];
  /** What came, as it came. */
  readonly bodies: readonly string[];
  /** Attributes of those who sent. */
  readonly resources: readonly Readonly<Record<string, unknown>>[];
  readonly headers: readonly Readonly<Record<string, unknown>>[];
  close(): Promise<void>;
}

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: readonly Attribute[];
  readonly links?: readonly { readonly spanId: string }[];
  readonly status?: { readonly code?: number };
}

interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[];
  }[];
}

/** A collector of traces: takes OTLP over HTTP in JSON on `/v1/traces`. */
export async function openReceiver(): Promise<Receiver> {
  const spans: Received[] = [];
  const bodies: string[] = [];
  const resources: Readonly<Record<string, unknown>>[] = [];
  const headers: Readonly<Record<string, unknown>>[] = [];
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      headers.push(request.headers);
      bodies.push(JSON.stringify(body));
      if (request.url !== '/v1/traces') {
        response.writeHead(404).end();
        return;
      }
      for (const { resource, scopeSpans } of (body as Sent).resourceSpans) {
        resources.push(named(resource.attributes));
        for (const span of scopeSpans.flatMap((scope) => scope.spans)) spans.push(received(span));
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    bodies,
    resources,
    headers,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function received({ traceId, spanId, parentSpanId, name, kind, attributes, links, status }: SentSpan): Received {
  return {
    traceId,
    spanId,
    parent: parentSpanId ?? '',
    name,
    kind,
    attributes: named(attributes),
    links: (links ?? []).map((link) => link.spanId),
    status: status?.code ?? 0,
  };
}

function named(attributes: readonly Attribute[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}

import type { Context, Span as SdkSpan, SpanContext } from '@opentelemetry/api';
import type { Sampler, SpanExporter } from '@opentelemetry/sdk-trace';
import { ConfigError } from '../config.ts';
import type { Log } from '../log.ts';
import type { Attributes, Span, SpanStart, Tracer } from './tracer.ts';
import { traceIdIn } from './trail.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The packages, which a program that does not export traces need not have. */
const loadPackages = () =>
  Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);

type Packages = Awaited<ReturnType<typeof loadPackages>>;

/** Characters of an attribute. */
const longestValue = 256;

/** Whether the standard variables ask for traces: they name where to send them, and nothing switches them off. */
export function isTracingAsked(env: Env): boolean {
  const endpoints = ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'];
  if (endpoints.every((name) => given(env, name) === '')) return false;
  return given(env, 'OTEL_SDK_DISABLED').toLowerCase() !== 'true' && given(env, 'OTEL_TRACES_EXPORTER') !== 'none';
}

/** Empty where it is unset: to the standard, too, that is the same. */
function given(env: Env, name: string): string {
  return env[name]?.trim() ?? '';
}

/**
 * Sends spans by OTLP over HTTP, as the standard variables say; most of them the packages read themselves.
 *
 * @throws ConfigError for values that cannot be followed, and where a package is missing
 */
export async function createOpenTelemetry(env: Env, log: Log, load = loadPackages): Promise<Tracer> {
  const packages = await load().catch((error: unknown) => {
    throw missing(error);
  });
  const [api, { TracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, resources] = packages;
  const sampler = samplerOf(packages, env);
  const { resourceAttributesEnvDetector, serviceNameEnvDetector, detectResources } = resources;
  const resource = resources
    .defaultResource()
    .merge(resources.resourceFromAttributes({ 'service.name': 'gws-graphql' }))
    .merge(detectResources({ detectors: [resourceAttributesEnvDetector, serviceNameEnvDetector] }));
  const provider = new TracerProvider({
    sampler,
    resource,
    spanLimits: { attributeValueLengthLimit: longestValue },
    spanProcessors: [new BatchSpanProcessor({ exporter: telling(new OTLPTraceExporter(), log) })],
  });
  const tracer = provider.getTracer('gws-graphql');
  const kinds = {
    server: api.SpanKind.SERVER,
    internal: api.SpanKind.INTERNAL,
    client: api.SpanKind.CLIENT,
    consumer: api.SpanKind.CONSUMER,
  };

  function within(parent: string | null, isRemote: boolean): Context {
    const place = parent === null ? null : placeIn(parent, isRemote);
    return place === null ? api.ROOT_CONTEXT : api.trace.setSpanContext(api.ROOT_CONTEXT, place);
  }

  return {
    start({ name, kind, attributes, parent, link, begun }: SpanStart): Span {
      const linked = typeof link === 'string' ? placeIn(link, false) : null;
      const span = tracer.startSpan(
        name,
        {
          kind: kinds[kind],
          attributes,
          ...(linked === null ? {} : { links: [{ context: linked }] }),
          ...(begun === undefined ? {} : { startTime: begun }),
        },
        within(parent, kind === 'server'),
      );
      return started(span, api.SpanStatusCode.ERROR);
    },
    async close() {
      // What could not be sent was told when it failed.
      await provider.shutdown().catch(() => undefined);
    },
  };
}

function started(span: SdkSpan, failed: Parameters<SdkSpan['setStatus']>[0]['code']): Span {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return {
    traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
    end(error: string | null, attributes: Attributes = {}) {
      span.setAttributes(attributes);
      if (error !== null) span.setAttribute('error.type', error).setStatus({ code: failed });
      span.end();
    },
  };
}

function placeIn(traceparent: string, isRemote: boolean): SpanContext | null {
  const traceId = traceIdIn(traceparent);
  if (traceId === null) return null;
  const [, , spanId = '', flags = ''] = traceparent.split('-');
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote };
}

/** The same exporter; the log hears of what could not be sent, once for all that fails alike. */
function telling(exporter: SpanExporter, log: Log): SpanExporter {
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        if (result.error !== undefined) {
          log.warn({ err: result.error, spans: spans.length }, 'traces could not be exported');
        }
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  };
}

/** `OTEL_TRACES_SAMPLER` and `OTEL_TRACES_SAMPLER_ARG`, which the packages leave to their users. */
function samplerOf([, sdk]: Packages, env: Env): Sampler {
  const name = given(env, 'OTEL_TRACES_SAMPLER');
  const root = (of: string): Sampler | null => {
    if (of === 'always_on') return new sdk.AlwaysOnSampler();
    if (of === 'always_off') return new sdk.AlwaysOffSampler();
    return of === 'traceidratio' ? new sdk.TraceIdRatioBasedSampler(ratioOf(env)) : null;
  };
  const [, based] = /^parentbased_(.+)$/.exec(name === '' ? 'parentbased_always_on' : name) ?? [];
  const found = root(based ?? name);
  if (found === null) {
    throw new ConfigError([
      'OTEL_TRACES_SAMPLER: wants always_on, always_off, traceidratio, or one of them after parentbased_',
    ]);
  }
  return based === undefined ? found : new sdk.ParentBasedSampler({ root: found });
}

function ratioOf(env: Env): number {
  const text = given(env, 'OTEL_TRACES_SAMPLER_ARG');
  const ratio = text === '' ? 1 : Number(text);
  if (!(ratio >= 0 && ratio <= 1)) throw new ConfigError(['OTEL_TRACES_SAMPLER_ARG: wants a number from 0 to 1']);
  return ratio;
}

function missing(error: unknown): unknown {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  const [, name] = /'((?:@[\w-]+\/)?[\w-]+)'/.exec(isMissing ? error.message : '') ?? [];
  if (name === undefined) return error;
  return new ConfigError([`OTEL_EXPORTER_OTLP_ENDPOINT: traces are exported with ${name}, which is not installed`]);
}

import * as z from 'zod';

/** One setting: the environment variable is its key, `read` turns its text into the value or says what it wants. */
interface Setting<T> {
  readonly default: string;
  /** The default where NODE_ENV is `production`, if it is another one there. */
  readonly production?: string;
  readonly meaning: string;
  readonly schema: z.ZodType<T, string>;
}

function setting<T>(schema: z.ZodType<T, string>, defaultText: string, meaning: string): Setting<T> {
  return { schema, default: defaultText, meaning };
}

const onOrOff: z.ZodType<boolean, string> = z.enum(['on', 'off'], 'wants on or off').transform((text) => text === 'on');

/** What strangers should not find open unless somebody wanted it: on, but off in production. */
function development(meaning: string): Setting<boolean> {
  return {
    schema: onOrOff,
    default: 'on',
    production: 'off',
    meaning: `${meaning}: \`on\` or \`off\`; \`off\` where \`NODE_ENV\` is \`production\`, unless set`,
  };
}

function integer(minimum: number, maximum: number): z.ZodType<number, string> {
  const wants = `wants a whole number from ${minimum} to ${maximum}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, wants)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, wants);
}

function list(item: RegExp, wants: string): z.ZodType<readonly string[], string> {
  return z
    .string()
    .transform((text) => text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()])))
    .refine((items) => items.every((part) => item.test(part)), wants);
}

function upstreamUrl(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null;
  return url;
}

const gwsUrl: z.ZodType<string | null, string> = z
  .string()
  .refine(
    (text) => text === '' || upstreamUrl(text) !== null,
    'wants an http or https URL up to and including /api/v2, without user, password, query or fragment',
  )
  .transform((text) => upstreamUrl(text)?.href.replace(/\/+$/, '') ?? null);

const headerName = /^[A-Za-z0-9-]{1,64}$/;
const pathSegment = /^[A-Za-z0-9_-]{1,64}$/;

/** Every setting there is. The README's table is checked against this. */
export const settings = {
  PORT: setting(integer(0, 65_535), '4000', 'TCP port to listen on; `0` picks a free one'),
  HOST: setting(
    z.string().regex(/^[A-Za-z0-9.:_-]{1,255}$/, 'wants a host name or address'),
    '127.0.0.1',
    'Address to listen on',
  ),
  GWS_URL: setting(
    gwsUrl,
    '',
    "The upstream's base up to and including `/api/v2`; unset: the built-in sandbox is started and used",
  ),
  GWS_SESSIONS_PATH: setting(
    z.string().regex(pathSegment, 'wants one path segment'),
    'facebooksessions',
    'Path segment of the session resources under `/me` (pages of 2015 say `facebooksession`)',
  ),
  GWS_NOTIFICATIONS_PATH: setting(
    z.string().regex(/^(\/[A-Za-z0-9_-]{1,64}){1,8}$/, 'wants a path such as /notifications'),
    '/notifications',
    "The CometD endpoint's path below the base",
  ),
  GWS_CHANNELS: setting(
    list(/^(\/[A-Za-z0-9_*-]{1,64}){1,8}$/, 'wants Bayeux channels such as /v2/me/*, separated by commas').refine(
      (channels) => channels.length > 0,
      'wants at least one channel',
    ),
    '/v2/me/*,/v2/me/facebooksession',
    'Bayeux channels to subscribe to, separated by commas',
  ),
  PASS_COOKIES: setting(
    list(/^[A-Za-z0-9_.-]{1,64}$/, 'wants cookie names separated by commas'),
    'JSESSIONID',
    "Names of the client's cookies that are sent upstream; all others are dropped",
  ),
  PASS_HEADERS: setting(
    list(headerName, 'wants header names separated by commas'),
    'ContactCenterId',
    "Names of the client's headers that are sent upstream besides `Authorization`, for example `ssid,surl`",
  ),
  CORS_ORIGINS: setting(
    list(/^(?:\*|https?:\/\/[A-Za-z0-9.:[\]-]{1,255})$/, 'wants origins such as http://localhost:5173, or *'),
    '',
    'Origins whose pages may use HTTP, separated by commas, or `*`; WebSockets are open to all, for they bring credentials in `connection_init`',
  ),
  EXPLORER: development('The explorer at `/`, and the agent desk of the sandbox'),
  INTROSPECTION: development('Introspection of the schema, and suggestions of its names in error messages'),
  UPSTREAM_TIMEOUT_MS: setting(integer(100, 300_000), '10000', 'Total time for one upstream call, in milliseconds'),
  UPSTREAM_MAX_RESPONSE_BYTES: setting(
    integer(1024, 1_073_741_824),
    '8388608',
    'Largest upstream answer taken, in bytes after decompression',
  ),
  UPSTREAM_CONNECTIONS: setting(integer(2, 100), '10', 'Most upstream connections per caller, the long poll included'),
  UPSTREAM_CONCURRENCY: setting(
    integer(1, 100),
    '6',
    'Most upstream calls at a time per caller, the long poll and two for background reading aside; more wait their turn',
  ),
  UPSTREAM_RECHECK_MS: setting(
    integer(0, 86_400_000),
    '120000',
    'Time between looks, per caller with live events, for notifications that the upstream lost without a sign, in milliseconds; 0 never looks',
  ),
  LINK_IDLE_MS: setting(
    integer(0, 86_400_000),
    '60000',
    "How long a caller's upstream session is kept after the last use, in milliseconds",
  ),
  MAX_LINKS: setting(
    integer(1, 1_000_000),
    '10000',
    'Most callers served at a time; one more is answered RATE_LIMITED',
  ),
  EVENT_LOG_SIZE: setting(integer(1, 1_000_000), '1000', 'Events kept per caller for resuming with `after`'),
  EVENT_LOG_BYTES: setting(
    integer(1024, 1_073_741_824),
    '2097152',
    'Bytes of events kept per caller, about; whichever bound is met first counts',
  ),
  MAX_REQUEST_BYTES: setting(
    integer(1024, 104_857_600),
    '1048576',
    'Largest GraphQL request or WebSocket message taken, in bytes',
  ),
  MAX_QUERY_TOKENS: setting(integer(10, 1_000_000), '5000', 'Largest GraphQL document taken, in tokens'),
  FEDERATION: setting(onOrOff, 'off', '`on`: the schema is an Apollo Federation 2 subgraph; see docs/federation.md'),
  WS_PING_MS: setting(
    integer(100, 600_000),
    '12000',
    'Time between signs of life on every stream, in milliseconds: pings on a WebSocket, which is closed when it misses one; else heartbeats',
  ),
  STREAM_IDLE_MS: setting(
    integer(100, 2_147_483_647),
    '600000',
    'How long a WebSocket is kept on which nothing runs, in milliseconds',
  ),
  STREAM_LIFETIME_MS: setting(
    integer(100, 1_900_000_000),
    '86400000',
    'Age at which a stream is ended so that its client comes again, in milliseconds, a tenth more or less',
  ),
  STREAM_MAX_BUFFER_BYTES: setting(
    integer(1024, 1_073_741_824),
    '4194304',
    'Most bytes kept for a WebSocket whose client does not read; one that leaves more unread is cut',
  ),
  SHUTDOWN_TIMEOUT_MS: setting(
    integer(0, 300_000),
    '4000',
    'How long work in progress may go on after SIGTERM, in milliseconds',
  ),
  LOG_LEVEL: setting(
    z.enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'wants fatal, error, warn, info, debug, trace or silent',
    ),
    'info',
    'Least severe log lines written (JSON, to standard error)',
  ),
} satisfies Record<string, Setting<unknown>>;

export type SettingName = keyof typeof settings;

/** All settings, read. */
export type Config = { readonly [Name in SettingName]: z.output<(typeof settings)[Name]['schema']> };

/** Every bad setting, one line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/**
 * Reads the settings from an environment.
 *
 * @throws ConfigError that names every bad setting
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const schema = z.object(
    Object.fromEntries(Object.entries(settings).map(([name, { schema: value }]) => [name, value])),
  );
  const inProduction = given(env['NODE_ENV']) === 'production';
  const texts = Object.fromEntries(
    Object.entries<Setting<unknown>>(settings).map(([name, { default: text, production = text }]) => [
      name,
      given(env[name]) ?? (inProduction ? production : text),
    ]),
  );
  const result = schema.safeParse(texts);
  if (!result.success) {
    const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new ConfigError([...new Set(problems)]);
  }
  return result.data as Config;
}

/** An empty variable counts as unset: that is how compose files and shells leave them. */
function given(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text.trim();
}

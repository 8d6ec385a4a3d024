import * as z from 'zod';
import { integer, list, setting, type Settings } from './kinds.ts';

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

/** The upstream, what goes there, and how hard it is worked. */
export const upstream = {
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
  CIRCUIT_FAILURES: setting(
    integer(0, 1_000_000),
    '20',
    'Upstream calls in a row, of all callers, of which nothing came; after so many nothing is sent for some seconds. 0: always sent',
  ),
  UPSTREAM_RECHECK_MS: setting(
    integer(0, 86_400_000),
    '120000',
    'Time between looks, per caller with live events, for notifications that the upstream lost without a sign, in milliseconds; 0 never looks',
  ),
} satisfies Settings;

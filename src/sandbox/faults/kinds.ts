import * as z from 'zod';
import * as field from './fields.ts';
import { defaultTarget } from './seen-exchange.ts';

/** Every fault there is. The table in docs/faults.md is checked against this. */

interface Kind<Schema extends z.ZodObject> {
  /** What happens on the wire. */
  readonly meaning: string;
  readonly schema: Schema;
}

type Given = Readonly<Record<string, unknown>>;

/** A span that ends before it begins would be a rule that never happens, and nobody would be told. */
function isSpan({ from, until }: Given): boolean {
  return typeof from !== 'number' || typeof until !== 'number' || from < until;
}

/** Nor would a rule for an operation happen to requests that are none. */
function isForOneKind({ fault, on: target = defaultTarget(fault), operation }: Given): boolean {
  return operation === undefined || target === 'operation' || target === 'any';
}

function kind<Name extends string, Fields extends z.ZodRawShape>(name: Name, fields: Fields, meaning: string) {
  const schema = z
    .strictObject({ fault: z.literal(name), ...fields })
    .refine(isSpan, { path: ['until'], error: 'wants a time after `from`' })
    .refine(isForOneKind, { path: ['on'], error: 'wants to be operation or any, where `operation` is given' });
  return { meaning, schema };
}

/** A time is a must: what happens to the whole upstream has no request to happen to. */
function timed<Schema extends z.ZodObject>({ schema, meaning }: Kind<Schema>) {
  const isTimed = ({ at, every }: Given) => (at === undefined) !== (every === undefined);
  return { meaning, schema: schema.refine(isTimed, 'wants either `at` or `every`') };
}

const { deliveryFields, exchangeFields, worldFields, carriedOut, duration, on } = field;
const refusal = { ...exchangeFields, on, for: duration.optional(), carriedOut };

/** Faults of single notifications, for each user apart. */
export const deliveryKinds = {
  drop: kind('drop', deliveryFields, 'the notification is not delivered, and nobody learns of it'),
  duplicate: kind(
    'duplicate',
    { ...deliveryFields, for: duration.optional() },
    'the notification is delivered twice; the second time `for` ms later (0)',
  ),
  delay: kind(
    'delay',
    { ...deliveryFields, for: duration },
    'the notification waits `for` ms; what comes after it waits behind it',
  ),
  reorder: kind(
    'reorder',
    { ...deliveryFields, for: duration.optional() },
    'the notification changes places with the next one; after `for` ms (1000) it comes without one',
  ),
};

/** Faults of single HTTP requests and their answers. */
export const exchangeKinds = {
  unknownClient: kind(
    'unknownClient',
    { ...exchangeFields, on: field.onSession },
    'the Bayeux session is forgotten: `402::Unknown client`, with advice to handshake on `connect` (the default), without any on `subscribe`',
  ),
  advice: kind(
    'advice',
    { ...exchangeFields, on: field.onAdvised, advice: field.advice, carriedOut },
    'the answer on `connect` (the default) or `handshake` has this advice; carried out unless `reconnect` is `none` or `handshake`, then it is a refusal',
  ),
  hang: kind('hang', refusal, 'no answer ever; the socket stays open, or is cut after `for` ms'),
  reset: kind('reset', refusal, 'the socket is reset after `for` ms (0); with `carriedOut` instead of the answer'),
  truncate: kind(
    'truncate',
    { ...exchangeFields, on },
    'half of the body that Content-Length promises, then the socket is cut',
  ),
  trickle: kind('trickle', { ...exchangeFields, on, for: duration }, 'the body comes in small pieces over `for` ms'),
  slow: kind('slow', { ...exchangeFields, on, for: duration }, 'carried out at once, answered `for` ms later'),
  garbage: kind('garbage', refusal, '200 as JSON, but it is none; carried out unless said otherwise'),
  html: kind(
    'html',
    { ...refusal, status: field.httpStatus.optional() },
    "an HTML page with `status` (500), as a proxy's, after `for` ms (0)",
  ),
  unauthorized: kind('unauthorized', refusal, '401 without a body, after `for` ms (0)'),
  forbidden: kind(
    'forbidden',
    { ...refusal, body: field.page },
    "403 after `for` ms (0); `body`: the `envelope` with statusCode 20 (the default), `empty`, or a firewall's `page`",
  ),
  answer: kind(
    'answer',
    { ...refusal, status: field.httpStatus, body: z.unknown().optional() },
    'this `status` and `body` (a string as text, anything else as JSON), after `for` ms (0)',
  ),
};

/** Faults of the whole upstream, at times. */
export const worldKinds = {
  restart: timed(
    kind(
      'restart',
      { ...worldFields, for: duration },
      'the server is gone for `for` ms: nothing listens, every socket is cut, Bayeux and HTTP sessions are forgotten; then it listens on the same port',
    ),
  ),
  dropBayeuxSessions: timed(
    kind('dropBayeuxSessions', worldFields, 'every Bayeux session is forgotten; held polls are answered `402` at once'),
  ),
  dropHttpSessions: timed(
    kind(
      'dropHttpSessions',
      worldFields,
      'every `JSESSIONID` has expired: without Basic credentials 403, statusCode 20',
    ),
  ),
  changeCsrfTokens: timed(
    kind(
      'changeCsrfTokens',
      worldFields,
      'every CSRF token is another: a POST with the old one is answered 403 as text',
    ),
  ),
  disconnectClients: timed(
    kind(
      'disconnectClients',
      worldFields,
      'the gateway cuts every socket of its own clients; without effect in `npm run sandbox`',
    ),
  ),
};

export type DeliveryRule = z.infer<(typeof deliveryKinds)[keyof typeof deliveryKinds]['schema']>;
export type ExchangeRule = z.infer<(typeof exchangeKinds)[keyof typeof exchangeKinds]['schema']>;
export type WorldRule = z.infer<(typeof worldKinds)[keyof typeof worldKinds]['schema']>;
export type FaultRule = DeliveryRule | ExchangeRule | WorldRule;

export function isDeliveryRule(rule: FaultRule): rule is DeliveryRule {
  return Object.hasOwn(deliveryKinds, rule.fault);
}

export function isExchangeRule(rule: FaultRule): rule is ExchangeRule {
  return Object.hasOwn(exchangeKinds, rule.fault);
}

export function isWorldRule(rule: FaultRule): rule is WorldRule {
  return Object.hasOwn(worldKinds, rule.fault);
}

import { fileURLToPath } from 'node:url';
import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Gateway } from '../../src/gateway.ts';
import { createSchema } from '../../src/resolvers/schema.ts';
import { basic, recordingLog, startGateway } from '../support/gateway.ts';
import { openRaw } from '../support/raw.ts';
import { placesOf } from './arguments.ts';
import { codesOf, post, ways } from './doors.ts';
import { setTrap, type Arrived, type Trap } from './upstream.ts';

const agent = basic('agent', 'secret');
const schema = createSchema(fileURLToPath(new URL('../../schema', import.meta.url)));
const places = placesOf(schema);

const texts = (stranger: string): readonly string[] => [
  '.',
  '..',
  '%2e%2e',
  '%2e%2e%2fadmin',
  '../../admin',
  '/',
  '\\',
  '..\\..\\admin',
  '?admin=1',
  '#',
  'a\r\nX-Evil: 1\r\n\r\nGET /admin HTTP/1.1',
  'a\0b',
  stranger,
  stranger.replace('http:', ''),
  `@${stranger.slice(7)}`,
  '‥∕⁄․․／',
  'ａｄｍｉｎ',
  '\ud800',
  'x'.repeat(900_000),
];

/** All that a gateway asks of its upstream, whatever its clients say. */
const paths = [
  /^GET \/api\/v2\/me(\?subresources=(features|channels))?$/,
  /^GET \/api\/v2\/services\?fields=\*$/,
  /^GET \/api\/v2\/me\/facebooksessions\?fields=\*$/,
  /^GET \/api\/v2\/me\/facebooksessions\/[0-9A-Za-z]{1,64}(\/messages(\?startIndex=\d+&count=\d+)?)?$/,
  /^POST \/api\/v2\/me(\/facebooksessions\/[0-9A-Za-z]{1,64}|\/channels\/[0-9A-Za-z_-]{1,64})?$/,
  /^POST \/api\/v2\/notifications$/,
];
const askStream = post('/graphql/stream', 'text/event-stream');
const headers = new Set(
  'host connection accept accept-encoding authorization content-type content-length cookie contactcenterid user-agent'.split(
    ' ',
  ),
);

const log = recordingLog();
let trap: Trap;
let gateway: Gateway;
beforeAll(async () => {
  trap = await setTrap({ id: 's1', state: 'Chatting', participants: [] });
  gateway = await startGateway({ GWS_URL: trap.base }, log);
});
afterAll(async () => {
  await gateway.close();
  await trap.close();
});

/** What is odd about a request, if anything is. */
function oddityOf({ line, rawHeaders, body }: Arrived): string | null {
  if (!paths.some((path) => path.test(line))) return line;
  const names = rawHeaders.filter((_value, at) => at % 2 === 0).map((name) => name.toLowerCase());
  if (names.some((name) => !headers.has(name)) || new Set(names).size !== names.length) return names.join(' ');
  const host = rawHeaders[names.indexOf('host') * 2 + 1];
  if (host !== trap.host) return String(host);
  const { targetUri } = (body === '' ? {} : JSON.parse(body)) as { targetUri?: string };
  const isBelow =
    targetUri === undefined || new RegExp(`^${trap.base}/(users|queues)/[0-9A-Za-z-]{1,64}$`).test(targetUri);
  return isBelow ? null : targetUri;
}

function expectNothingOdd(since: number): void {
  expect(trap.arrived.slice(since).flatMap((one) => oddityOf(one) ?? [])).toEqual([]);
  expect(trap.strangerHeard).toEqual([]);
}

describe('what goes upstream', () => {
  it('is known of every argument: each has a route, also one that is new', () => {
    const withArguments = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) && !type.name.startsWith('__')
        ? Object.values(type.getFields()).flatMap(({ name, args }) =>
            args.length === 0 ? [] : [`${type.name}.${name}`],
          )
        : [],
    );
    const covered = new Set(places.map(({ name }) => name.replace(/\(.*/, '')));
    expect(withArguments.filter((name) => !covered.has(name))).toEqual([]);
    for (const place of places) expect(() => place.asking('x')).not.toThrow();
    expect(places.length).toBeGreaterThan(40);
  });

  it('is reached by valid texts: what follows would else prove nothing', async () => {
    for (const { name, asking } of places) {
      const codes = codesOf(await askStream(gateway.url, agent, asking('s1')));
      expect([name, codes.includes('GRAPHQL_VALIDATION_FAILED')]).toEqual([name, false]);
    }
    expect(trap.arrived.length).toBeGreaterThan(20);
    expectNothingOdd(0);
  });

  it.each(places)('stays on its path and host, and in its headers, whatever $name holds', async ({ name, asking }) => {
    const since = trap.arrived.length;
    const index = places.findIndex((place) => place.name === name);
    for (const [at, text] of texts(trap.stranger).entries()) {
      // Each place meets every way, and so does each text.
      const way = ways[(index + at) % ways.length] ?? ways[0];
      await way.ask(gateway.url, agent, asking(text));
    }
    expectNothingOdd(since);
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('headers and cookies that are passed on', () => {
  const hostile = ['a\r\nX-Evil: 1', 'a\nX-Evil: 1', 'a\0b', 'ä€', 'x'.repeat(9000), ' '];

  it('are split neither by what connection_init holds nor by what renews it', async () => {
    const since = trap.arrived.length;
    for (const value of hostile) {
      for (const payload of [
        { Authorization: agent, ContactCenterId: value },
        { Authorization: agent, Cookie: `JSESSIONID=${value}` },
        { Authorization: `Basic ${value}` },
      ]) {
        const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
        const say = (message: unknown): void => {
          socket.send(JSON.stringify(message));
        };
        socket.once('open', () => {
          say({ type: 'connection_init', payload: { headers: payload } });
        });
        await new Promise<void>((resolve) => {
          socket.on('message', (data: Buffer) => {
            const { type } = JSON.parse(data.toString()) as { type: string };
            if (type === 'connection_ack')
              say({
                id: '1',
                type: 'subscribe',
                payload: { query: '{ me { id } }', extensions: { headers: payload } },
              });
            else if (type === 'next' || type === 'error') socket.terminate();
          });
          socket.once('close', () => {
            resolve();
          });
        });
      }
    }
    expectNothingOdd(since);
  });

  it.each([
    ['a line feed', 'ContactCenterId: a\nX-Evil: 1'],
    ['a folded line', 'ContactCenterId: a\r\n X-Evil: 1'],
    ['a NUL', 'ContactCenterId: a\0b'],
    ['two lengths', 'Content-Length: 2'],
    ['a length and chunks', 'Transfer-Encoding: chunked'],
  ])('are not smuggled over HTTP by %s', async (_how, line) => {
    const since = trap.arrived.length;
    for (const path of ['/graphql', '/graphql/', '/graphql/stream']) {
      const raw = await openRaw(gateway.url);
      const body = '{"query":"{ me { id } }"}';
      raw.socket.write(
        `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: ${agent}\r\n${line}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
      expect([path, await raw.status]).toEqual([path, 'HTTP/1.1 400 Bad Request']);
      raw.socket.destroy();
    }
    expectNothingOdd(since);
  });
});

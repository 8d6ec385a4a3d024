import { setImmediate as nextTurn } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { closed, startUpstream, type Answer } from '../support/upstream.ts';
import { connect, failed, failure } from '../support/connection.ts';

const compressors = [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['GZIP', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
] as const;

const get = { method: 'GET', path: '/me' } as const;
const post = { method: 'POST', path: '/me', body: {} } as const;

function bytes(body: string | Uint8Array, encoding?: string): Answer {
  return (response) => {
    response.writeHead(200, encoding === undefined ? {} : { 'content-encoding': encoding }).end(body);
  };
}

describe('an answer’s body', () => {
  test.each(compressors)('in %s is decoded', async (encoding, compress) => {
    const upstream = await startUpstream();
    const arrived = upstream.plan('GET /api/v2/me', bytes(compress('{"name":"ü"}'), encoding));
    expect((await connect(upstream.base).send(get)).text).toBe('{"name":"ü"}');
    expect((await arrived).headers['accept-encoding']).toBe('gzip, deflate, br');
  });

  test.each([undefined, '', 'identity'])('is taken as it is with the encoding %j', async (encoding) => {
    const upstream = await startUpstream();
    void upstream.plan('GET /api/v2/me', bytes('{"name":"ü"}', encoding));
    expect((await connect(upstream.base).send(get)).text).toBe('{"name":"ü"}');
  });

  test('cut within a character is put together', async () => {
    const upstream = await startUpstream();
    const [head, tail] = [Buffer.from('ü').subarray(0, 1), Buffer.from('ü').subarray(1)];
    void upstream.plan('GET /api/v2/me', (response) => {
      response.writeHead(200).write(head, () => setTimeout(() => response.end(tail), 5));
    });
    expect((await connect(upstream.base).send(get)).text).toBe('ü');
  });

  test('may be empty, also where an encoding is named', async () => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    void upstream.plan('GET /api/v2/me', bytes(''));
    void upstream.plan('GET /api/v2/me', bytes('', 'gzip'));
    expect((await connection.send(get)).text).toBe('');
    expect((await connection.send(get)).text).toBe('');
  });
});

describe('the limit', () => {
  test('lets through what just fits', async () => {
    const upstream = await startUpstream();
    void upstream.plan('GET /api/v2/me', bytes(gzipSync('x'.repeat(1000)), 'gzip'));
    const connection = connect(upstream.base, { maxResponseBytes: 1000 });
    expect((await connection.send(get)).text).toHaveLength(1000);
  });

  test.each(compressors)('counts decoded bytes: a small answer in %s that grows is cut', async (encoding, compress) => {
    const upstream = await startUpstream();
    const bomb = compress('x'.repeat(5_000_000));
    expect(bomb.length).toBeLessThan(10_000);
    void upstream.plan('GET /api/v2/me', bytes(bomb, encoding));
    const error = await failure(connect(upstream.base, { maxResponseBytes: 50_000 }).send(get));
    expect(error).toMatchObject({ code: 'UPSTREAM_BAD_RESPONSE', withoutEffect: true });
    expect(error.message).toContain('50000 bytes');
  });

  test.each([undefined, 'gzip'])('cuts the socket of an answer without end (encoding %j)', async (encoding) => {
    const upstream = await startUpstream();
    const piece = encoding === undefined ? Buffer.alloc(10_000, 'x') : gzipSync(Buffer.alloc(10_000, 'x'));
    const arrived = upstream.plan('POST /api/v2/me', (response, { socket }) => {
      response.writeHead(200, encoding === undefined ? {} : { 'content-encoding': encoding });
      const timer = setInterval(() => response.write(piece), 1);
      socket.once('close', () => {
        clearInterval(timer);
      });
    });
    const connection = connect(upstream.base, { maxResponseBytes: 50_000 });
    expect(await failed(connection.send(post))).toEqual(['UPSTREAM_BAD_RESPONSE', false]);
    await closed((await arrived).socket);
  });

  test('refuses a small answer that is there as a whole', async () => {
    const upstream = await startUpstream();
    void upstream.plan('GET /api/v2/me', bytes('x'.repeat(100)));
    const connection = connect(upstream.base, { maxResponseBytes: 10 });
    expect(await failed(connection.send(get))).toEqual(['UPSTREAM_BAD_RESPONSE', true]);
    await nextTurn();
  });
});

describe('a body that cannot be decoded', () => {
  test.each(['zstd', 'compress', 'gzip, gzip', '__proto__'])('in the encoding %s is refused', async (encoding) => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    void upstream.plan('POST /api/v2/me', bytes('x'.repeat(500_000), encoding));
    expect(await failed(connection.send(post))).toEqual(['UPSTREAM_BAD_RESPONSE', false]);
    void upstream.plan('GET /api/v2/me', bytes('fine'));
    expect((await connection.send(get)).text).toBe('fine');
  });

  // Small and complete is what undici has read to its end by the time that it is refused; the others are cut.
  test.each([
    ['zstd', 'abc'],
    ['aws-chunked', 'x'.repeat(70_000)],
    ['zstd', ''],
  ])('in the encoding %s harms nobody else, however much of it has come', async (encoding, body) => {
    const upstream = await startUpstream();
    const connection = connect(upstream.base);
    for (let call = 0; call < 5; call += 1) void upstream.plan('GET /api/v2/me', bytes(body, encoding));
    for (let call = 0; call < 5; call += 1) {
      expect(await failed(connection.send(get))).toEqual(['UPSTREAM_BAD_RESPONSE', true]);
      await nextTurn();
    }
    void upstream.plan('GET /api/v2/me', bytes('fine'));
    expect((await connection.send(get)).text).toBe('fine');
  });

  test.each(compressors)('because its %s is cut short is a bad response', async (encoding, compress) => {
    const upstream = await startUpstream();
    const whole = compress(JSON.stringify(Array.from({ length: 1000 }, (_, index) => index * 7919)));
    void upstream.plan('POST /api/v2/me', bytes(whole.subarray(0, whole.length / 2), encoding));
    expect(await failed(connect(upstream.base).send(post))).toEqual(['UPSTREAM_BAD_RESPONSE', false]);
  });

  test.each(compressors)('because it is no %s is a bad response', async (encoding) => {
    const upstream = await startUpstream();
    void upstream.plan('GET /api/v2/me', bytes('<html>', encoding));
    expect(await failed(connect(upstream.base).send(get))).toEqual(['UPSTREAM_BAD_RESPONSE', true]);
  });

  test('because the socket broke in mid-gzip is a failure of the connection', async () => {
    const upstream = await startUpstream();
    void upstream.plan('POST /api/v2/me', (response, { socket }) => {
      response
        .writeHead(200, { 'content-encoding': 'gzip' })
        .write(gzipSync('hello').subarray(0, 12), () => socket.destroy());
    });
    expect(await failed(connect(upstream.base).send(post))).toEqual(['UPSTREAM_UNAVAILABLE', false]);
  });

  test('because it never ends within the deadline is a timeout', async () => {
    const upstream = await startUpstream();
    void upstream.plan('POST /api/v2/me', (response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).write(gzipSync('hello').subarray(0, 12));
    });
    expect(await failed(connect(upstream.base, { timeout: 60 }).send(post))).toEqual(['UPSTREAM_TIMEOUT', false]);
  });
});

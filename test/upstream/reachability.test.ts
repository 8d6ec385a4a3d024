import { describe, expect, it } from 'vitest';
import { askUpstream, createReachability, type Reachability } from '../../src/upstream/reachability.ts';
import { json, plain, reset, silence, startUpstream, type Answer } from '../support/upstream.ts';

const terms = { connections: 5, timeout: 10_000, maxResponseBytes: 1000 };

describe('whether the upstream is there', () => {
  function build(since: { answer: number; failure: number }) {
    const clock = { now: 0 };
    const answers: Reachability[] = [];
    let asked = 0;
    const reachability = createReachability({
      circuit: { sinceAnswer: () => since.answer, sinceFailure: () => since.failure },
      ask() {
        asked += 1;
        return Promise.resolve(answers.shift() ?? 'unknown');
      },
      now: () => clock.now,
    });
    return { reachability, clock, answers, asked: () => asked };
  }

  it('is known from the answers to callers, and not asked then', async () => {
    const { reachability, asked } = build({ answer: 9000, failure: 9001 });
    expect([await reachability(), asked()]).toEqual(['reachable', 0]);
  });

  it.each([
    ['nobody has called', Infinity, Infinity],
    ['the last answer is long ago', 10_000, Infinity],
    ['a call has failed since', 2000, 1000],
  ])('is asked when %s, and once in five seconds however many want to know', async (_, answer, failure) => {
    const { reachability, clock, answers, asked } = build({ answer, failure });
    answers.push('unreachable', 'reachable');
    expect(await Promise.all([reachability(), reachability()])).toEqual(['unreachable', 'unreachable']);
    clock.now += 4999;
    expect([await reachability(), asked()]).toEqual(['unreachable', 1]);
    clock.now += 1;
    expect([await reachability(), asked()]).toEqual(['reachable', 2]);
  });
});

describe('the question', () => {
  it.each<[string, Answer, Reachability]>([
    ['an envelope', json({ statusCode: 0 }), 'reachable'],
    ['a refusal', plain('Access denied', 403), 'reachable'],
    ['a fault of its own', plain('no', 500), 'reachable'],
    ['more than is taken', plain('x'.repeat(2000)), 'reachable'],
    ["a fault with the upstream's own words", json({ statusCode: 4 }, 503), 'reachable'],
    ["a balancer's word that nobody is there", plain('no server', 503), 'unreachable'],
    ['a connection that is cut', reset, 'unreachable'],
    ['nothing', silence, 'unreachable'],
  ])('is put without credentials; answered by %s', async (_, answer, expected) => {
    const upstream = await startUpstream();
    const asked = upstream.plan('GET /api/v2', answer);
    expect(await askUpstream({ base: upstream.base, ...terms })).toBe(expected);
    const { headers } = await asked;
    expect([headers.authorization, headers.cookie]).toEqual([undefined, undefined]);
  });

  it('finds that nobody listens', async () => {
    const upstream = await startUpstream();
    await upstream.kill();
    expect(await askUpstream({ base: upstream.base, ...terms })).toBe('unreachable');
    await upstream.restart();
  });

  it('tells nothing of the upstream where this process has no means to ask', async () => {
    const base = 'http://127.0.0.1:9/api/v2';
    const connect = (_: unknown, callback: (error: Error, socket: null) => void): void => {
      callback(Object.assign(new Error('connect EMFILE'), { code: 'EMFILE' }), null);
    };
    expect(await askUpstream({ base, ...terms, connect })).toBe('unknown');
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deliveryKinds, exchangeKinds, worldKinds } from '../../src/sandbox/faults/kinds.ts';
import { FaultScheduleError, parseFaultSchedule } from '../../src/sandbox/sandbox.ts';

const kinds = { ...deliveryKinds, ...exchangeKinds, ...worldKinds };

function problemsOf(schedule: unknown): readonly string[] {
  const text = typeof schedule === 'string' ? schedule : JSON.stringify(schedule);
  try {
    parseFaultSchedule(text);
    return [];
  } catch (error) {
    if (!(error instanceof FaultScheduleError)) throw error;
    return error.problems;
  }
}

describe('a schedule', () => {
  it('is read as it is written', () => {
    const schedule = {
      speed: 60,
      rules: [
        { fault: 'drop', chance: 0.05, times: 3, user: 'agent1', from: 0, until: 10 },
        { fault: 'hang', on: 'connect', for: 2_000, carriedOut: true },
        { fault: 'answer', operation: 'SendMessage', status: 500, body: null },
        { fault: 'advice', advice: { reconnect: 'retry', interval: 5, more: true } },
        { fault: 'restart', at: 30_000, for: 3_000 },
      ],
    };
    expect(parseFaultSchedule(JSON.stringify(schedule))).toEqual(schedule);
  });

  it('tells all its problems at once, each with its path', () => {
    expect(
      problemsOf({
        speed: -1,
        seed: 4,
        rules: [
          7,
          { fault: 'explode' },
          { fault: 'drop', chance: 2, times: 0, user: 'bob', on: 'connect' },
          { fault: 'delay', from: 'noon' },
          { fault: 'hang', on: 'lunch', operation: 'Dance', for: 1.5, carriedOut: 1 },
          { fault: 'unknownClient', on: 'read' },
          { fault: 'advice', advice: { reconnect: 'maybe' } },
          { fault: 'forbidden', body: 'none' },
          { fault: 'answer', status: 99 },
          { fault: 'restart', at: 1, every: 200, for: 1 },
          { fault: 'dropHttpSessions' },
          { fault: 'changeCsrfTokens', every: 5 },
        ],
      }),
    ).toEqual([
      'speed: wants a number from 0 to 100000',
      'rules[0]: wants an object',
      `rules[1].fault: wants one of ${Object.keys(kinds).join(', ')}`,
      'rules[2].chance: wants a number from 0 to 1',
      'rules[2].times: wants a whole number from 1 to 1000000000',
      'rules[2].user: wants one of agent1, agent2, supervisor',
      'rules[2].on: is not known here',
      'rules[3].from: wants whole milliseconds from 0 to 31536000000',
      'rules[3].for: wants whole milliseconds from 0 to 86400000',
      'rules[4].operation: wants the operationName of an operation',
      'rules[4].on: wants one of handshake, subscribe, connect, disconnect, read, operation, any',
      'rules[4].for: wants whole milliseconds from 0 to 86400000',
      'rules[4].carriedOut: wants true or false',
      'rules[5].on: wants one of connect, subscribe',
      'rules[6].advice.reconnect: wants one of none, handshake, retry',
      'rules[7].body: wants one of envelope, empty, page',
      'rules[8].status: wants an HTTP status from 200 to 599',
      'rules[9]: wants either `at` or `every`',
      'rules[10]: wants either `at` or `every`',
      'rules[11].every: wants whole milliseconds from 100 to 31536000000',
      'seed: is not known here',
    ]);
  });

  it('tells of rules that could never happen', () => {
    expect(
      problemsOf({
        rules: [
          { fault: 'drop', from: 20, until: 10 },
          { fault: 'changeCsrfTokens', every: 100, from: 10, until: 10 },
          { fault: 'html', on: 'read', operation: 'SendMessage' },
          { fault: 'unknownClient', operation: 'SendMessage' },
          { fault: 'html', on: 'any', operation: 'SendMessage', from: 0, until: 1 },
          { fault: 'html', on: 'operation', operation: 'SendMessage' },
        ],
      }),
    ).toEqual([
      'rules[0].until: wants a time after `from`',
      'rules[1].until: wants a time after `from`',
      'rules[2].on: wants to be operation or any, where `operation` is given',
      'rules[3].on: wants to be operation or any, where `operation` is given',
    ]);
  });

  it.each([
    ['{', /^not JSON: /],
    [[], /^the schedule: wants an object with `rules`$/],
    [3, /^the schedule: wants an object with `rules`$/],
    [{ rules: {} }, /^rules: wants an array of rules$/],
  ])('%j is none', (schedule, problem) => {
    const problems = problemsOf(schedule);
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });
});

describe('examples/faults', () => {
  const directory = new URL('../../examples/faults/', import.meta.url);
  const files = readdirSync(directory);
  const read = (file: string) => readFileSync(new URL(file, directory), 'utf8');

  it.each(files)('%s is valid', (file) => {
    expect(problemsOf(read(file))).toEqual([]);
  });

  it('everything.json has every kind of fault', () => {
    const { rules } = parseFaultSchedule(read('everything.json'));
    expect(new Set(rules.map(({ fault }) => fault))).toEqual(new Set(Object.keys(kinds)));
  });
});

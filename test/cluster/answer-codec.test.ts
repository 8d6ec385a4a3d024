import { deepStrictEqual } from 'node:assert';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAnswer, writeAnswer } from '../../src/cluster/answer-codec.ts';
import { GivenUserData, withChanges, type UserData } from '../../src/normalise/user-data.ts';

const names = fc.oneof(
  fc.string(),
  fc.constantFrom('__proto__', '$map', 'constructor', 'maps', 'answer', 'toJSON', 'length', '0', 'userData'),
);

/** As the upstream's JSON is once it is parsed: whatever it is called, it is a member. */
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom(null, true, false),
    fc.integer(),
    fc.string(),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.array(fc.tuple(names, tie('json')), { maxLength: 4 }).map((members) => Object.fromEntries(members)),
  ),
}));

const entries = fc.array(fc.tuple(names, json), { maxLength: 40 });

/** All kinds of maps that a record may have. */
const userData: fc.Arbitrary<UserData> = fc.oneof(
  entries.map((given) => new Map(given)),
  entries.map((given) => new GivenUserData(Object.fromEntries(given))),
  fc.tuple(entries, entries).map(([known, changes]) => withChanges(new Map(known), new Map(changes.slice(0, 2)))),
);

const sessions = fc.record({ id: fc.string(), comment: fc.option(fc.string()), participants: json, userData });

const answers = fc.record({
  __typename: fc.string(),
  outcome: fc.constantFrom('CONFIRMED', 'ACCEPTED', 'REFUSED', 'UNDETERMINED'),
  session: fc.option(sessions),
  userErrors: fc.array(json),
  message: json,
  others: fc.array(sessions, { maxLength: 3 }),
});

interface Session {
  readonly userData: UserData;
}

const plain = <S extends Session>(session: S) => ({ ...session, userData: new Map(session.userData) });

test('what comes back is what was written, whatever the user data are called', () => {
  fc.assert(
    fc.property(answers, (answer) => {
      const { session, others, ...rest } = answer;
      deepStrictEqual(readAnswer(writeAnswer(answer)), {
        ...rest,
        session: session === null ? null : plain(session),
        others: others.map(plain),
      });
    }),
    { numRuns: 500 },
  );
});

test('the order of user data is kept, and objects that look like maps stay objects', () => {
  const map = new Map<string, unknown>([
    ['10', 1],
    ['9', { $map: [['a', 1]] }],
    ['__proto__', { polluted: true }],
  ]);
  const read = readAnswer(writeAnswer({ session: { userData: map }, list: [['a', 1]] })) as {
    session: Session;
    list: unknown;
  };
  expect([...read.session.userData]).toEqual([...map]);
  expect(read.list).toEqual([['a', 1]]);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test.each([null, 'text', 7, [], {}])('%j alone is an answer too', (answer) => {
  expect(readAnswer(writeAnswer(answer))).toEqual(answer);
});

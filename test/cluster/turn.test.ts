import { expect, test } from 'vitest';
import type { LoggedEvent } from '../../src/agent/session-event.ts';
import { readTurn, readView, writeTurn, writeView } from '../../src/cluster/turn.ts';
import { completeSession } from '../../src/normalise/session.ts';

const receivedAt = '2026-01-01T00:00:00Z';

/** As the upstream sends it, and as it is parsed. */
function nested(depth: number): unknown {
  return JSON.parse(`${'['.repeat(depth)}1${']'.repeat(depth)}`);
}

function turnOf(...userData: (readonly [string, unknown])[]): Parameters<typeof writeTurn>[0] {
  const session = { ...completeSession({ id: 's1', state: 'CHATTING' }), userData: new Map(userData) };
  const event: LoggedEvent = { __typename: 'SessionStateChanged', session, receivedAt, cursor: null } as never;
  return {
    events: [event],
    changes: [
      { kind: 'session', session },
      { kind: 'known', by: 'x' },
    ],
  };
}

test('a turn is read as it was written, whatever keys and values user data has', () => {
  const odd = JSON.parse(
    '{"__proto__": {"constructor": 1}, "toString": null, "lone": "\\ud800", "": [[], {}]}',
  ) as object;
  const turn = turnOf(['__proto__', odd], ['constructor', 'c'], ['', null]);
  expect(readTurn(writeTurn(turn))).toEqual(turn);
});

test('what is nested deeper than an encoder goes is written without what lies too deep', () => {
  const turn = turnOf(['deep', nested(50_000)], ['flat', nested(100)]);
  const [event] = readTurn(writeTurn(turn)).events;
  const { userData } = (event as unknown as { session: { userData: Map<string, unknown> } }).session;
  expect(userData.get('flat')).toEqual(nested(100));
  expect(JSON.stringify(userData.get('deep'))).toMatch(/^\[{100,}null\]{100,}$/);
  const { session } = turn.changes[0] as unknown as { session: never };
  const view = readView(writeView({ sessions: [session], told: [], status: null, knownBy: 'x' }));
  expect(view.sessions[0]?.userData.get('flat')).toEqual(nested(100));
});

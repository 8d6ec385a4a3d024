import { buildSchema, GraphQLError, isInterfaceType } from 'graphql';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeResult } from '../../src/explorer/page/describe-result.ts';
import { createTimeline, most } from '../../src/explorer/page/timeline.ts';
import type { Json } from '../support/fixture.ts';

const receivedAt = '2026-01-02T03:04:05.678Z';
const nick = (nickname: string): Json => ({ nickname });
const message = (fields: Json): Json => ({ __typename: 'MessageAdded', sessionId: 's1', message: fields });

/** An event, the line that the timeline has for it, and what it is marked as. */
const events: readonly (readonly [event: Json, words: string, mark: string | null])[] = [
  [
    { __typename: 'SessionsSnapshot', reason: 'SUBSCRIBED', mayHaveMissedEvents: false, sessions: [{}] },
    'SUBSCRIBED, 1 session',
    null,
  ],
  [
    { __typename: 'SessionsSnapshot', reason: 'UPSTREAM_RECONNECTED', mayHaveMissedEvents: true, sessions: [] },
    'Events may be missing: UPSTREAM_RECONNECTED, 0 sessions',
    'loss',
  ],
  [{ __typename: 'SessionStateChanged', previousState: null, state: 'INVITED' }, 'new → INVITED', null],
  [{ __typename: 'SessionStateChanged', previousState: 'INVITED', state: 'CHATTING' }, 'INVITED → CHATTING', null],
  [
    { __typename: 'ParticipantsChanged', joined: [nick('A')], left: [nick('B'), {}] },
    'A came, B left, somebody left',
    null,
  ],
  [message({ __typename: 'TextMessage', sender: nick('A'), text: 'Hello' }), 'A: Hello', null],
  [message({ __typename: 'LinkMessage', sender: nick('A'), url: 'javascript:x' }), 'A: javascript:x', null],
  [message({ __typename: 'ParticipantJoinedMessage', sender: nick('A') }), 'A joined', null],
  [message({ __typename: 'ParticipantLeftMessage', sender: nick('A') }), 'somebody left', null],
  [
    message({ __typename: 'NoticeMessage', code: 'PARTICIPANT_REMOVED', text: 'x' }),
    'notice: PARTICIPANT_REMOVED',
    null,
  ],
  [message({ __typename: 'NoticeMessage', code: 'CUSTOM', text: 'x' }), 'notice: x', null],
  [message({ __typename: 'UnrecognizedMessage', sender: nick('A'), type: 'Odd' }), 'A: Odd', null],
  [{ __typename: 'TypingChanged', participant: nick('A'), isTyping: true }, 'A types', null],
  [{ __typename: 'TypingChanged', participant: nick('A'), isTyping: false }, 'A stopped typing', null],
  [{ __typename: 'SessionPropertiesChanged', changedKeys: ['k'], commentChanged: true }, 'k, the comment', null],
  [{ __typename: 'OperationFailed', code: 'FORBIDDEN', failure: 'No.' }, 'FORBIDDEN: No.', 'trouble'],
  [{ __typename: 'UnrecognizedNotification', messageType: 'M', notificationType: null }, 'M', null],
  [{ __typename: 'UpstreamStatusChanged', status: 'DEGRADED', statusReason: 'slow' }, 'DEGRADED: slow', 'trouble'],
  [{ __typename: 'UpstreamStatusChanged', status: 'DISCONNECTED', reason: 'gone' }, 'DISCONNECTED: gone', 'trouble'],
  [{ __typename: 'UpstreamStatusChanged', status: 'CONNECTED', reason: null }, 'CONNECTED', 'well'],
  [{ __typename: 'StreamEnding', endReason: 'LIFETIME' }, 'LIFETIME: go on from here', 'ending'],
];

describe('what the timeline says of an event', () => {
  it.each(events)('%j', (event, words, mark) => {
    const described = describeResult({ data: { sessionEvents: { cursor: 'c', receivedAt, ...event } } });
    expect(described).toMatchObject({ type: event['__typename'], words, mark, cursor: 'c', receivedAt });
  });

  it('is something for every type of the schema', () => {
    const directory = path.resolve(import.meta.dirname, '../../schema');
    const sdl = readdirSync(directory).map((file) => readFileSync(path.join(directory, file), 'utf8'));
    const schema = buildSchema(sdl.join('\n'));
    const sessionEvent = schema.getType('SessionEvent');
    if (!isInterfaceType(sessionEvent)) throw new Error('SessionEvent is no interface');
    const told = new Set(events.map(([{ __typename }]) => __typename));
    expect(schema.getPossibleTypes(sessionEvent).map(({ name }) => name)).toEqual(expect.arrayContaining([...told]));
    expect(told.size).toBe(schema.getPossibleTypes(sessionEvent).length);
  });

  it.each([
    [{ sessionId: 's1' }, 's1'],
    [{ failedSessionId: 's2' }, 's2'],
    [{ session: { id: 's3' } }, 's3'],
    [{ sessionId: 7, session: null }, null],
  ])('finds the session in %j', (event, sessionId) => {
    expect(describeResult({ data: { sessionEvents: event } }).sessionId).toBe(sessionId);
  });

  it('is an error where there is one, and never more than a line', () => {
    const errors = [new GraphQLError('Away.')];
    expect(describeResult({ data: null, errors })).toMatchObject({ type: 'Error', words: 'Away.', mark: 'trouble' });
    const { words } = describeResult({ data: { x: message({ sender: nick('A'), text: 'x'.repeat(100_000) }) } });
    expect(words).toHaveLength(200);
  });

  it.each([
    [{}],
    [{ data: null }],
    [{ data: { x: null } }],
    [{ data: { x: [1] } }],
    [{ data: { x: { __typename: 'toString' } } }],
  ])('bears a result of which it knows nothing: %j', (result) => {
    expect(describeResult(result)).toMatchObject({ words: '', mark: null, cursor: null, receivedAt: null });
  });
});

describe('the timeline', () => {
  const at = '2026-01-01T00:00:00.000Z';
  const create = () => createTimeline(() => new Date(at));
  const result = (cursor: string, more: Json = {}) => ({ data: { sessionEvents: { cursor, ...more } } });
  const cursors = ({ entries }: ReturnType<typeof create>) =>
    entries.get().map((entry) => (entry.kind === 'event' ? entry.cursor : entry.words));

  it('has the newest first, notes among them, and takes the time of the event before its own', () => {
    const timeline = create();
    timeline.note('Watching.');
    timeline.add(result('1', { receivedAt }));
    timeline.add(result('2'));
    expect(cursors(timeline)).toEqual(['2', '1', 'Watching.']);
    expect(timeline.entries.get().map((entry) => entry.at)).toEqual([at, receivedAt, at]);
    const [newest] = timeline.entries.get();
    expect(newest?.kind === 'event' && JSON.parse(newest.json)).toEqual(result('2'));
    timeline.clear();
    expect(cursors(timeline)).toEqual([]);
  });

  it('tells of every change, until nobody wants to know', () => {
    const timeline = create();
    let told = 0;
    const stop = timeline.entries.subscribe(() => {
      told += 1;
    });
    timeline.add(result('1'));
    timeline.note('x');
    stop();
    timeline.note('y');
    expect(told).toBe(2);
  });

  it('keeps so many entries and no more', () => {
    const timeline = create();
    for (let count = 1; count <= most.entries + 10; count += 1) timeline.add(result(String(count)));
    expect(cursors(timeline)).toHaveLength(most.entries);
    expect(cursors(timeline)[0]).toBe(String(most.entries + 10));
  });

  it('keeps so many characters and no more, but always the newest', () => {
    const timeline = create();
    const padding = 'x'.repeat(most.characters / 4);
    for (const cursor of ['1', '2', '3', '4', '5']) timeline.add(result(cursor, { padding }));
    expect(cursors(timeline)).toEqual(['5', '4', '3']);
    timeline.add(result('6', { padding: 'x'.repeat(most.characters) }));
    expect(cursors(timeline)).toEqual(['6']);
  });
});

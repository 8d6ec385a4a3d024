import { on, proofsIn, type Row, type Section } from './row.ts';

const edges = proofsIn('gateway/edges.test.ts');
const events = proofsIn('agent/live-events.test.ts');
const recovery = proofsIn('agent/live-recovery.test.ts');
const filters = proofsIn('resolvers/session-events.test.ts');

const certainty = on('Interpreting a response: what statusCode 0 does not say');
const stream = on('CometD, Bayeux: what may be lost');
const lost = edges('says UNDETERMINED when the answer is lost, and CONFIRMED when the proof comes all the same');
const refused = edges('says ACCEPTED without proof, and REFUSED with the code and words of the upstream');
const start = events('get a snapshot first, then the events after it, with rising cursors and times');
const expired = events('too old, of another caller or malformed: a snapshot that says so, then live events');
const slow = events('gets one snapshot for what it missed, as often as it is overtaken, and goes on from there');
const ended = events('reaches one who waits; one who has left, or waits for the start, just ends');
const agedOut = events('is the last event, with the place to go on from; what was not shown yet is the rest');
const gone = recovery('a connection that is gone: DISCONNECTED, once, until all is well');
const renewed = recovery('a new Bayeux session: DEGRADED, then the sessions read anew, then CONNECTED');

const eventTypes: Readonly<Record<string, string>> = {
  SESSIONS_SNAPSHOT: 'SessionsSnapshot',
  SESSION_STATE_CHANGED: 'SessionStateChanged',
  PARTICIPANTS_CHANGED: 'ParticipantsChanged',
  MESSAGE_ADDED: 'MessageAdded',
  TYPING_CHANGED: 'TypingChanged',
  SESSION_PROPERTIES_CHANGED: 'SessionPropertiesChanged',
  OPERATION_FAILED: 'OperationFailed',
  UNRECOGNIZED_NOTIFICATION: 'UnrecognizedNotification',
  UPSTREAM_STATUS_CHANGED: 'UpstreamStatusChanged',
  STREAM_ENDING: 'StreamEnding',
};

/** What the upstream leaves open and the gateway says. */
export const ourSections: readonly Section[] = [
  {
    title: 'What the gateway adds: certainty',
    rows: [
      certainty.carried('the effect was seen', 'OperationOutcome.CONFIRMED', lost),
      certainty.carried('accepted, nothing seen', 'OperationOutcome.ACCEPTED', refused),
      certainty.carried('nothing was changed', 'OperationOutcome.REFUSED', refused),
      certainty.carried('no answer', 'OperationOutcome.UNDETERMINED', lost),
    ],
  },
  {
    title: 'What the gateway adds: a stream without gaps',
    rows: [
      stream.carried('the beginning', ['SessionsSnapshot', 'SnapshotReason.SUBSCRIBED'], start),
      stream.carried('a cursor that is no longer held', ['SessionsSnapshot', 'SnapshotReason.CURSOR_EXPIRED'], expired),
      stream.carried('a new Bayeux session', ['SessionsSnapshot', 'SnapshotReason.UPSTREAM_RECONNECTED'], renewed),
      stream.carried('a slow reader', ['SessionsSnapshot', 'SnapshotReason.SLOW_CONSUMER'], slow),
      stream.carried('an end that the gateway makes', ['StreamEnding', 'StreamEndReason.SHUTTING_DOWN'], ended),
      stream.carried('a connection that is old', ['StreamEnding', 'StreamEndReason.LIFETIME'], agedOut),
      stream.carried('trouble', ['UpstreamStatusChanged', 'UpstreamStatus.DEGRADED'], renewed),
      stream.carried('trouble is over', ['UpstreamStatusChanged', 'UpstreamStatus.CONNECTED'], renewed),
      stream.carried('no connection', ['UpstreamStatusChanged', 'UpstreamStatus.DISCONNECTED'], gone),
    ],
  },
  {
    title: 'What the gateway adds: filters by event type',
    rows: Object.entries(eventTypes).map(([value, type]): Row =>
      on('none').carried(
        type,
        `SessionEventType.${value}`,
        filters('of type %s only: that, snapshots and status changes', value),
      ),
    ),
  },
];

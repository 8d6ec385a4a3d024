import { stampKey } from '../upstream/notification.ts';

/** Looks at a whole message: null when it is what the notification of this number says, else what is wrong with it. */
export type Check = (message: Buffer, sequence: number, stamp: string) => string | null;

/** The odd ones tell that the second agent went, the even ones that they came. */
const peopleAfter = (sequence: number): number => (sequence % 2 === 0 ? 3 : 2);

interface Event {
  readonly __typename: string;
  readonly cursor: string;
  readonly receivedAt: string;
  readonly session: {
    readonly id: string;
    readonly state: string;
    readonly participants: readonly { readonly nickname: string; readonly isMe: boolean }[];
    readonly userData: readonly { readonly key: string; readonly value: unknown }[];
  };
  readonly joined: readonly { readonly nickname: string }[];
  readonly left: readonly { readonly nickname: string }[];
}

/** A `ParticipantsChanged`, the same from all who speak GraphQL. @param entries of user data */
function checkEvent(event: Event | undefined, entries: number, sequence: number, stamp: string): string | null {
  if (event?.__typename !== 'ParticipantsChanged') return `a ${String(event?.__typename)}`;
  const { session, joined, left } = event;
  const [came, went] = sequence % 2 === 0 ? [joined, left] : [left, joined];
  const found = {
    cursor: event.cursor !== '',
    receivedAt: Date.now() - Date.parse(event.receivedAt) < 60_000,
    session: session.id === '0002EaAY01MT0082' && session.state === 'CHATTING',
    participants: session.participants.length === peopleAfter(sequence),
    isMe:
      session.participants
        .filter(({ isMe }) => isMe)
        .map(({ nickname }) => nickname)
        .join() === 'TestName',
    userData: session.userData.length === entries,
    stamp: session.userData.find(({ key }) => key === stampKey)?.value === stamp,
    movements: came.map(({ nickname }) => nickname).join() === 'SecondAgent' && went.length === 0,
  };
  const bad = Object.entries(found).filter(([, isRight]) => !isRight);
  return bad.length === 0 ? null : bad.map(([name]) => name).join();
}

export function checkSocketEvent(entries: number): Check {
  return (message, sequence, stamp) => {
    const { type, payload } = JSON.parse(message.toString()) as Next;
    if (type !== 'next' || payload.errors !== undefined) return message.toString().slice(0, 300);
    return checkEvent(payload.data?.sessionEvents, entries, sequence, stamp);
  };
}

export function checkStreamEvent(entries: number): Check {
  return (message, sequence, stamp) => {
    const text = message.toString();
    const payload = JSON.parse(text.slice(text.indexOf('{'))) as Next['payload'];
    return checkEvent(payload.data?.sessionEvents, entries, sequence, stamp);
  };
}

/** The notification's `data` as it came. */
export function checkRaw(entries: number): Check {
  return (message, sequence, stamp) => {
    const { facebooksession } = JSON.parse(message.toString()) as Raw;
    const isRight =
      facebooksession.participants.length === peopleAfter(sequence) &&
      Object.keys(facebooksession.userData).length === entries &&
      facebooksession.userData[stampKey] === stamp;
    return isRight ? null : 'another notification';
  };
}

export function checkLength(length: number): Check {
  return (message) => (message.length === length ? null : `${message.length} bytes instead of ${length}`);
}

interface Next {
  readonly type: string;
  readonly payload: { readonly data?: { readonly sessionEvents: Event }; readonly errors?: unknown };
}

interface Raw {
  readonly facebooksession: {
    readonly participants: readonly unknown[];
    readonly userData: Readonly<Record<string, unknown>>;
  };
}

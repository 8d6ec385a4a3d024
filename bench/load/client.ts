import { connect } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { createCutter } from '../upstream/http.ts';

/** Says what is wrong with an answer: null when it is the one that is due. */
export interface Judge {
  /** Whether these bytes are the whole right answer, by comparison with one that was; false may also mean "look closer". */
  isKnown(data: Buffer): boolean;
  /** Looks closer. @param data the bytes it came in, null when they held more than this answer */
  problemOf(head: string, body: Buffer, data: Buffer | null): string | null;
}

/** A right answer as it came first. */
interface Known {
  readonly body: Buffer;
  /** Of head and body, where they came together: from the body on the bytes are the same each time. */
  length: number;
  end: Buffer;
}

/** Answers must be equal to one of these, and those that are equal alike to the byte but for their `Date`. */
export function createJudge(...answers: readonly unknown[]): Judge {
  const known: Known[] = [];

  function find(body: Buffer): Known | null {
    const same = known.find((one) => one.body.equals(body));
    if (same !== undefined) return same;
    const value = parsed(body);
    const isDue = answers.some((answer) => isDeepStrictEqual(value, answer));
    if (!isDue || known.some((one) => isDeepStrictEqual(parsed(one.body), value))) return null;
    const fresh = { body: Buffer.from(body), length: -1, end: Buffer.alloc(0) };
    known.push(fresh);
    return fresh;
  }

  return {
    isKnown(data) {
      // "2" of the status.
      if (data[9] !== 0x32) return false;
      for (const { length, end } of known) {
        if (data.length === length && data.compare(end, 0, end.length, length - end.length) === 0) return true;
      }
      return false;
    },
    problemOf(head, body, data) {
      const found = head.startsWith('HTTP/1.1 200 ') ? find(body) : null;
      if (found === null) return `${head.slice(0, head.indexOf('\r\n'))} ${body.toString().slice(0, 500)}`;
      if (data !== null) {
        found.length = data.length;
        found.end = Buffer.from(data.subarray(head.length));
      }
      return null;
    },
  };
}

/** One keep-alive connection that has one request on its way at a time. */
export interface Client {
  send(): void;
  close(): void;
}

/**
 * @param request the bytes of the request, the same each time
 * @param answered called with what is wrong with an answer, or null
 */
export function openClient(
  url: string,
  request: Buffer,
  judge: Judge,
  answered: (problem: string | null) => void,
): Promise<Client> {
  const { port, hostname } = new URL(url);
  const socket = connect({ port: Number(port), host: hostname, noDelay: true });
  let isClosed = false;
  /** The cutter holds a part of an answer. */
  let isPart = false;
  let whole: Buffer | null = null;
  const cut = createCutter(({ head, body }) => {
    isPart = false;
    answered(judge.problemOf(head, body, whole));
  });
  socket.on('data', (data) => {
    if (!isPart && judge.isKnown(data)) {
      answered(null);
      return;
    }
    whole = isPart ? null : data;
    isPart = true;
    cut(data);
  });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        if (!isClosed) answered('the connection was closed');
      });
      resolve({
        send: () => void socket.write(request),
        close() {
          isClosed = true;
          socket.destroy();
        },
      });
    });
  });
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

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

/** Answers must be equal to `answer`, and all alike to the byte but for their `Date`. */
export function createJudge(answer: unknown): Judge {
  let body: Buffer | null = null;
  /** The known bytes of a whole answer: its length, and from the body on. */
  let length = -1;
  let start = 0;
  let end = Buffer.alloc(0);
  return {
    isKnown: (data) =>
      data.length === length && data[9] === 0x32 && data.compare(end, 0, end.length, start, data.length) === 0,
    problemOf(head, given, data) {
      if (!head.startsWith('HTTP/1.1 200 '))
        return `${head.slice(0, head.indexOf('\r\n'))} ${given.toString().slice(0, 500)}`;
      if (body === null) {
        if (!isDeepStrictEqual(parsed(given), answer)) return given.toString().slice(0, 500);
        body = Buffer.from(given);
      } else if (!body.equals(given)) {
        return given.toString().slice(0, 500);
      }
      if (data !== null) {
        start = head.length;
        ({ length } = data);
        end = Buffer.from(data.subarray(start));
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

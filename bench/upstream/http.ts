/** One HTTP/1.1 message of those that have a body with a length, as clients of ours and servers of ours send them. */
export interface Message {
  /** From the first line to the empty one, as it came. */
  readonly head: string;
  readonly body: Buffer;
}

const headEnd = Buffer.from('\r\n\r\n');
const chunksEnd = Buffer.from('\r\n0\r\n\r\n');

/** Cuts what a socket delivers into messages; knows `content-length` and `transfer-encoding: chunked`, and no more. */
export function createCutter(take: (message: Message) => void): (chunk: Buffer) => void {
  let rest: Buffer | null = null;
  return (chunk) => {
    let data = rest === null ? chunk : Buffer.concat([rest, chunk]);
    rest = null;
    while (data.length > 0) {
      const end = data.indexOf(headEnd);
      if (end === -1) break;
      const start = end + headEnd.length;
      const head = data.toString('latin1', 0, start);
      const length = lengthOf(head);
      const isChunked = length === null && /\r\ntransfer-encoding: *chunked/i.test(head);
      const finish = isChunked ? chunkedEnd(data, start) : start + (length ?? 0);
      if (finish === -1 || finish > data.length) break;
      const body = data.subarray(start, finish);
      take({ head, body: isChunked ? joined(body) : body });
      data = data.subarray(finish);
    }
    if (data.length > 0) rest = data;
  };
}

function lengthOf(head: string): number | null {
  const at = head.indexOf('\r\ncontent-length: ');
  if (at !== -1) return Number.parseInt(head.slice(at + 18, at + 28), 10);
  const found = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  return found === undefined ? null : Number(found);
}

function chunkedEnd(data: Buffer, start: number): number {
  // The last chunk may be the only one.
  const at = data.indexOf(chunksEnd, start - 2);
  return at === -1 ? -1 : at + chunksEnd.length;
}

function joined(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const line = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.toString('latin1', at, line), 16);
    if (!(size > 0)) return Buffer.concat(parts);
    parts.push(body.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}

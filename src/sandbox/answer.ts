import type { ServerResponse } from 'node:http';

export const jsonType = 'application/json;charset=UTF-8';
export const textType = 'text/plain;charset=UTF-8';

/** The way out for the answer to one request; what is sent can be changed by putting another one in between. */
export interface Answer {
  /** Goes along with whatever is sent. Names may repeat. */
  header(name: string, value: string): void;
  /** The whole answer; `type` is the Content-Type, null without a body. */
  send(status: number, type: string | null, body: string): void;
  /** Called once the client has everything (`whole`) or is gone. The result ends the watch. */
  onClosed(listener: (whole: boolean) => void): () => void;
}

export type Headers = readonly (readonly [name: string, value: string])[];

/** `write` is how an answer is put on the wire; plainly when absent. */
export function createAnswer(response: ServerResponse, write: WriteAnswer = writePlainly): Answer {
  const headers: [string, string][] = [];
  return {
    header(name, value) {
      headers.push([name, value]);
    },
    send(status, type, body) {
      if (response.headersSent) return;
      write(response, status, type === null ? headers : [...headers, ['Content-Type', type]], body);
    },
    onClosed(listener) {
      const onClose = (): void => {
        listener(response.writableFinished);
      };
      response.once('close', onClose);
      return () => {
        response.off('close', onClose);
      };
    },
  };
}

export type WriteAnswer = (response: ServerResponse, status: number, headers: Headers, body: string) => void;

export function writePlainly(response: ServerResponse, status: number, headers: Headers, body: string): void {
  writeHeaders(response, status, headers);
  response.end(body);
}

export function writeHeaders(response: ServerResponse, status: number, headers: Headers): void {
  for (const [name, value] of headers) response.appendHeader(name, value);
  response.writeHead(status);
}

import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { FaultLine, FaultSchedule, Sandbox, SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { type AgentClient, startSandbox } from './agent-client.ts';

/** What came of a request on a socket of its own, byte for byte. */
export interface OnTheWire {
  /** Undefined when not even the head came. */
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  /** The body as it came in. */
  readonly pieces: readonly string[];
  readonly text: string;
  /** The error's code when it did not end well. */
  readonly error: string | undefined;
}

/** A request with the agent's cookies and token. */
export function onTheWire(client: AgentClient, url: string, body?: unknown): Promise<OnTheWire> {
  const { promise, resolve } = Promise.withResolvers<OnTheWire>();
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const sent = request(url, {
    method: body === undefined ? 'GET' : 'POST',
    agent: false,
    headers: { Cookie: cookie, 'X-CSRF-TOKEN': client.token ?? '', 'Content-Type': 'application/json' },
  });
  const codeOf = (error: Error): string => ('code' in error ? String(error.code) : error.message);
  sent.on('error', (error) => {
    resolve({ status: undefined, headers: {}, pieces: [], text: '', error: codeOf(error) });
  });
  sent.on('response', (response) => {
    const { statusCode: status, headers } = response;
    const pieces: string[] = [];
    const end = (error?: string): void => {
      resolve({ status, headers, pieces, text: pieces.join(''), error });
    };
    response.setEncoding('utf8').on('data', (piece: string) => pieces.push(piece));
    response.on('error', (error) => {
      end(codeOf(error));
    });
    response.on('end', () => {
      end();
    });
  });
  sent.end(body === undefined ? undefined : JSON.stringify(body));
  return promise;
}

/** A sandbox that tells its faults to the test, one after the other. */
export async function startFaulty(
  rules: FaultSchedule['rules'] = [],
  options: SandboxOptions = {},
): Promise<{ readonly sandbox: Sandbox; readonly lines: FaultLine[]; readonly fault: () => Promise<FaultLine> }> {
  const lines: FaultLine[] = [];
  const waiting: ((line: FaultLine) => void)[] = [];
  const sandbox = await startSandbox({
    ...{ seed: 1, faults: { speed: 0, rules } },
    ...options,
    onFault(line) {
      lines.push(line);
      waiting.shift()?.(line);
    },
  });
  return { sandbox, lines, fault: () => new Promise((resolve) => waiting.push(resolve)) };
}

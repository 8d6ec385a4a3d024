import type { Dispatcher } from 'undici';
import { BodyError, decoderOf, textOf, tooLarge } from './body.ts';
import type { Headers } from './csrf.ts';
import { ExchangeEnded, upstreamFailure } from './failure.ts';
import type { Sockets } from './sockets.ts';

export interface ExchangeTerms {
  /** Milliseconds for all of it. */
  readonly within: number;
  readonly signal: AbortSignal | undefined;
  /** Largest answer, in bytes after decompression. */
  readonly maxBytes: number;
  /** Told of the answer when all of it is there, before anybody else; not of one that was given up. */
  readonly onAnswer: (reply: UpstreamReply) => void;
  /** Told, in the same way, why there is none. */
  readonly onFailure: (error: Error) => void;
}

export interface UpstreamReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/**
 * Sends a request and takes the answer, by undici's own handler: `request()` makes a stream of every answer, which costs more than
 * all the rest. One that waits for a socket when it is given up is never sent.
 *
 * @throws GatewayError as `upstreamFailure` makes it
 */
export function exchange(
  sockets: Sockets,
  request: Dispatcher.DispatchOptions,
  { within, signal, maxBytes, onAnswer, onFailure }: ExchangeTerms,
): Promise<UpstreamReply> {
  return new Promise((resolve, reject) => {
    let status = 0;
    let headers: Headers = {};
    let decoder: ReturnType<typeof decoderOf> = null;
    /** All there is of most answers; the rest follows in `more`. */
    let first: Buffer | null = null;
    let more: Buffer[] | null = null;
    let size = 0;
    let controller: Dispatcher.DispatchController | null = null;
    let failure: Error | null = null;

    const timer = setTimeout(() => {
      fail(new ExchangeEnded('deadline'));
    }, within);
    signal?.addEventListener('abort', cancel, { once: true });

    function cancel(): void {
      fail(new ExchangeEnded('cancelled'));
    }

    function over(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    }

    function fail(error: Error): void {
      if (failure !== null) return;
      failure = error;
      over();
      onFailure(error);
      reject(upstreamFailure(error, request.method));
      controller?.abort(error);
    }

    function finish(text: string): void {
      if (failure !== null) return;
      over();
      const reply = { status, headers, text };
      onAnswer(reply);
      resolve(reply);
    }

    function end(): void {
      if (failure !== null) return;
      const bytes = more === null ? first : Buffer.concat(more);
      if (bytes === null) finish('');
      else if (decoder === null) finish(bytes.toString('utf8'));
      else {
        // The deadline holds for the decoding too.
        textOf(bytes, decoder, maxBytes).then(finish).catch(fail);
      }
    }

    if (signal?.aborted === true) {
      cancel();
      return;
    }
    sockets.dispatch(request, {
      onRequestStart(given) {
        controller = given;
        if (failure !== null) given.abort(failure);
      },
      onResponseStart(_controller, statusCode, answered) {
        status = statusCode;
        headers = answered;
        try {
          decoder = decoderOf(answered['content-encoding']);
        } catch (error) {
          fail(error instanceof BodyError ? error : new BodyError(String(error)));
        }
      },
      onResponseData(_controller, chunk) {
        size += chunk.length;
        if (size > maxBytes) fail(tooLarge(maxBytes));
        else if (first === null) first = chunk;
        else (more ??= [first]).push(chunk);
      },
      onResponseEnd: end,
      onResponseError(_controller, error) {
        fail(error);
      },
    });
  });
}

/** Response or request headers, lower-case names. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One caller's CSRF token. */
export interface Csrf {
  /** Takes the pair from any answer that carries it. */
  observe(headers: Headers): void;
  /** Name and value of the header to send with a POST; empty when the server has no CSRF protection. */
  header(): readonly string[];
}

/** Names the server must not make us send: what frames a request or names its sender, and what the HTTP client refuses. */
const reserved =
  /^(host|cookie|authorization|origin|connection|keep-alive|upgrade|expect|te|trailer|transfer-encoding|(content|accept|proxy|sec)(-.*)?)$/i;

/**
 * Page "Cross-Site Request Forgery protection": `X-CSRF-HEADER` of any answer names the header to send, and the answer's header
 * of that name holds the value. Clients re-read the pair from every answer.
 *
 * @param taken lower-case names of headers that are the caller's own
 */
export function createCsrf(taken: readonly string[] = []): Csrf {
  let pair: readonly string[] = [];
  return {
    observe(headers) {
      const name = headers['x-csrf-header'];
      if (typeof name !== 'string' || !/^[A-Za-z0-9-]{1,64}$/.test(name)) return;
      if (reserved.test(name) || taken.includes(name.toLowerCase())) return;
      const value = headers[name.toLowerCase()];
      if (typeof value === 'string' && /^[\x21-\x7e]{1,4096}$/.test(value)) pair = [name, value];
    },
    header: () => pair,
  };
}

/** True for HTTP 403 "Missing or invalid Csrf token", as text or in an envelope: the request was not carried out. */
export function isCsrfRefusal(status: number, text: string): boolean {
  return status === 403 && /csrf/i.test(text.slice(0, 4096));
}

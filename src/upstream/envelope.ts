/** The answer's envelope; null when the text is no JSON object. */
export function parseRecord(text: string): Readonly<Record<string, unknown>> | null {
  if (!/^\s*\{/.test(text)) return null;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}

/** What fits GraphQL's `Int`; anything else counts as absent. */
export function integer(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? value : null;
}

/**
 * Whether an answer of any kind says that the credentials are not good: statusCode 20, 401, and a 403 of no or plain words. Any
 * other 403 may be a firewall's or a proxy's, which dislikes one request and knows nothing of the login.
 */
export function deniesLogin({ status, text }: { readonly status: number; readonly text: string }): boolean {
  return integer(parseRecord(text)?.['statusCode']) === 20 || hasNoLogin(status, text);
}

/**
 * Assumption: an empty 403 is the server's own. Proxies and firewalls say something, and 403 is what this server answers
 * without login (contract 2.2). "Access denied" is its wording, but that of firewalls' pages too: only plain text counts.
 */
export function hasNoLogin(status: number, text: string): boolean {
  if (status !== 403) return status === 401;
  return text.trim() === '' || /^[^<{[]*access denied/i.test(text.slice(0, 4096));
}

/** Whether a balancer or proxy answered in place of the upstream, because it could not reach it. */
export function isNobodyThere({ status, text }: { readonly status: number; readonly text: string }): boolean {
  return status >= 502 && status <= 504 && integer(parseRecord(text)?.['statusCode']) === null;
}

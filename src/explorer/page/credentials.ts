/** A sandbox user, as the server lists them in the page. */
export interface Credentials {
  readonly userName: string;
  readonly password: string;
}

function isCredentials(value: unknown): value is Credentials {
  return (
    typeof value === 'object' &&
    value !== null &&
    'userName' in value &&
    'password' in value &&
    typeof value.userName === 'string' &&
    typeof value.password === 'string'
  );
}

/** The sandbox users from the page's data block; none when the gateway serves a real upstream. */
export function readCredentials(dataBlock: string): readonly Credentials[] {
  const config: unknown = JSON.parse(dataBlock);
  if (typeof config !== 'object' || config === null || !('credentials' in config)) return [];
  return Array.isArray(config.credentials) ? config.credentials.filter(isCredentials) : [];
}

/** The value of an `Authorization` header. UTF-8, as `btoa` alone would throw on letters beyond Latin-1. */
export function basicAuthorization({ userName, password }: Credentials): string {
  const bytes = new TextEncoder().encode(`${userName}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/** Whose credentials they are, as far as they tell. */
export function userOf(authorization: unknown): string {
  if (typeof authorization !== 'string') return 'nobody (no Authorization)';
  const [scheme = '', secret = ''] = authorization.split(' ');
  if (scheme.toLowerCase() !== 'basic') return `somebody with ${scheme} credentials`;
  try {
    const bytes = Uint8Array.from(atob(secret), (character) => character.charCodeAt(0));
    return new TextDecoder().decode(bytes).split(':')[0] ?? '';
  } catch {
    return 'somebody (Authorization is not readable)';
  }
}

/** What the headers pane starts with: the first sandbox user, or a hint of what belongs there. */
export function defaultHeaders(credentials: readonly Credentials[]): string {
  const [first] = credentials;
  const authorization = first ? basicAuthorization(first) : 'Basic <base64 of user:password>';
  return format({ Authorization: authorization });
}

/** The headers pane's text with another `Authorization`; other headers stay. Text that is no JSON object is replaced. */
export function withAuthorization(headers: string, authorization: string): string {
  const others = Object.entries(parse(headers)).filter(([name]) => name.toLowerCase() !== 'authorization');
  return format({ Authorization: authorization, ...Object.fromEntries(others) });
}

/** The `Authorization` in the headers pane's text, if there is one. */
export function authorizationIn(headers: string): unknown {
  return Object.entries(parse(headers)).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
}

function parse(headers: string): object {
  try {
    const value: unknown = JSON.parse(headers);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}

function format(headers: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(headers, null, 2);
}

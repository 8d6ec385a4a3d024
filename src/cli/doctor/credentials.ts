import type { Credentials } from '../../upstream/connection.ts';

export interface CredentialOptions {
  readonly user?: string;
  readonly bearerFromEnv?: string;
  readonly cookieFromEnv?: string;
}

/** Who the doctor is, or why it is nobody. */
export type Login =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'somebody'; readonly credentials: Credentials; readonly secrets: readonly string[] }
  | { readonly kind: 'unusable'; readonly problem: string };

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Credentials never come from the command line: every user of the machine can read it, and shells keep it.
 *
 * @param ask for the password; null where nobody is there to be asked
 */
export async function readLogin(
  { user, bearerFromEnv, cookieFromEnv }: CredentialOptions,
  env: Env,
  ask: ((question: string) => Promise<string>) | null,
): Promise<Login> {
  if (bearerFromEnv !== undefined) {
    const token = valueOf(env, bearerFromEnv);
    if (token === null) return unusable('--bearer-from-env', bearerFromEnv, 'a token');
    return somebody({ headers: { authorization: `Bearer ${token}` }, cookies: [] }, [token]);
  }
  if (cookieFromEnv !== undefined) {
    const cookie = valueOf(env, cookieFromEnv);
    if (cookie === null || !/^[\w.-]+=[^;,]+$/.test(cookie)) {
      return unusable('--cookie-from-env', cookieFromEnv, 'one cookie as in JSESSIONID=1x2y3z');
    }
    return somebody({ headers: {}, cookies: [cookie] }, [cookie.slice(cookie.indexOf('=') + 1)]);
  }
  if (user === undefined) return { kind: 'nobody' };
  if (user.includes(':'))
    return { kind: 'unusable', problem: '--user: wants a name without a colon, which Basic cannot carry' };
  const password = env['GWS_PASSWORD'] ?? (await ask?.(`Password of ${user}: `));
  if (password === undefined) {
    return { kind: 'unusable', problem: '--user: set GWS_PASSWORD; there is no terminal to ask for the password' };
  }
  if (password === '') return { kind: 'unusable', problem: '--user: the password is empty' };
  return basic(user, password);
}

export function basic(user: string, password: string): Login {
  const login = Buffer.from(`${user}:${password}`).toString('base64');
  return somebody({ headers: { authorization: `Basic ${login}` }, cookies: [] }, [login, password]);
}

function somebody(credentials: Credentials, secrets: readonly string[]): Login {
  return { kind: 'somebody', credentials, secrets };
}

/** What fits into a header; null for anything else. */
function valueOf(env: Env, name: string): string | null {
  const value = env[name]?.trim();
  return value !== undefined && /^[\x20-\x7e]+$/.test(value) ? value : null;
}

function unusable(option: string, variable: string, wants: string): Login {
  return { kind: 'unusable', problem: `${option}: wants ${wants} in the variable ${variable.slice(0, 64)}` };
}

import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { SandboxUser } from './world.ts';

/** One HTTP session: the JSESSIONID cookie, whose it is, and its CSRF token. */
export interface HttpSession {
  readonly id: string;
  readonly user: SandboxUser;
  csrfToken: string;
  /** Milliseconds since 1970. */
  lastUsed: number;
}

export interface Login {
  /** Whose request it is; undefined when neither the Basic credentials nor the cookie are good. */
  authenticate(authorization: string | undefined, sessionId: string | undefined): Authenticated | undefined;
  readonly dropSessions: () => void;
  readonly endSession: (id: string) => void;
  readonly changeTokens: () => void;
  /** From now on nothing logs this user in. */
  revoke(user: SandboxUser): void;
}

export interface Authenticated {
  readonly session: HttpSession;
  /** True when the cookie has to be set. */
  readonly isNew: boolean;
}

/** Idle time after which a session is forgotten; the documented default of `jetty.sessionMaxInactiveInterval`. */
const maxIdle = 1_800_000;
const maxSessions = 20_000;

/**
 * Basic credentials decide when present, the cookie alone otherwise; a cookie that belongs to another user than the
 * credentials is replaced. Sources: pages "Web Services Authentication Flow", "Interpreting a response".
 */
export function createLogin(users: readonly SandboxUser[], now: () => number): Login {
  /** Least recently used first. */
  const sessions = new Map<string, HttpSession>();
  const revoked = new Set<string>();

  function forgetIdle(): void {
    for (const [id, session] of sessions) {
      if (sessions.size <= maxSessions && now() - session.lastUsed <= maxIdle) return;
      sessions.delete(id);
    }
  }

  function touch(session: HttpSession): HttpSession {
    sessions.delete(session.id);
    session.lastUsed = now();
    sessions.set(session.id, session);
    return session;
  }

  function open(user: SandboxUser): HttpSession {
    const session = touch({ id: randomBytes(16).toString('hex'), user, csrfToken: randomUUID(), lastUsed: 0 });
    forgetIdle();
    return session;
  }

  return {
    authenticate(authorization, sessionId) {
      forgetIdle();
      const known = sessionId === undefined ? undefined : sessions.get(sessionId);
      const user = authorization === undefined ? known?.user : userOf(users, authorization);
      if (user === undefined || revoked.has(user.id)) return undefined;
      if (known?.user === user) return { session: touch(known), isNew: false };
      return { session: open(user), isNew: true };
    },
    dropSessions() {
      sessions.clear();
    },
    endSession(id) {
      sessions.delete(id);
    },
    changeTokens() {
      for (const session of sessions.values()) session.csrfToken = randomUUID();
    },
    revoke(user) {
      revoked.add(user.id);
    },
  };
}

/** The user whose name and password an Authorization header carries; takes the same time for every wrong one. */
function userOf(users: readonly SandboxUser[], authorization: string): SandboxUser | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=]+) *$/i.exec(authorization)?.[1] ?? '';
  const given = Buffer.from(encoded, 'base64');
  let found: SandboxUser | undefined;
  for (const user of users) if (sameSecret(given, `${user.userName}:${user.password}`)) found = user;
  return found;
}

/** Constant-time comparison of two secrets of any lengths. */
export function sameSecret(given: string | Buffer, expected: string): boolean {
  const digest = (value: string | Buffer): Buffer => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

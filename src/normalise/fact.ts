import type { UserErrorCode } from '../generated/schema.ts';
import type { LogEntry } from './message.ts';
import type { SessionPatch } from './session.ts';

export type { LogEntry };

/**
 * What a `FacebooksessionStateChangeMessage` calls itself (`notificationType`). Only STATUS is believed about `state`
 * (contract Q6); UNKNOWN is a name this gateway has never seen.
 */
export type SessionChange = 'STATUS' | 'PARTICIPANTS' | 'PROPERTIES' | 'UNKNOWN';

/** One thing that an upstream notification states, in our vocabulary. */
export type Fact =
  | {
      readonly kind: 'session';
      readonly change: SessionChange;
      readonly patch: SessionPatch;
      readonly referenceId: number | null;
    }
  | { readonly kind: 'log'; readonly sessionId: string; readonly entries: readonly LogEntry[] }
  | {
      readonly kind: 'failure';
      readonly sessionId: string | null;
      readonly referenceId: number | null;
      readonly code: UserErrorCode;
      readonly message: string | null;
    }
  | {
      readonly kind: 'unrecognized';
      readonly messageType: string | null;
      readonly notificationType: string | null;
      readonly payload: unknown;
    };

/** The session a fact is about; null when it names none. */
export function sessionOf(fact: Fact): string | null {
  switch (fact.kind) {
    case 'session':
      return fact.patch.id;
    case 'log':
    case 'failure':
      return fact.sessionId;
    case 'unrecognized':
      return null;
  }
}

import { badUserInput } from '../../errors.ts';
import type { ParticipantRecord } from '../../normalise/participant.ts';
import type { Change } from '../confirmations.ts';
import type { Caller } from '../operation.ts';
import { checkedId } from '../reads.ts';

/** @throws GatewayError BAD_USER_INPUT unless the value has 1 to `longest` characters */
export function checkedText(value: string, path: readonly string[], longest: number): string {
  if (value.length === 0 || value.length > longest) {
    throw badUserInput(`${path.join('.')} must have 1 to ${longest} characters.`, path);
  }
  return value;
}

/** The same for what may be left out, which is null. */
export function checkedOptional(
  value: string | null | undefined,
  path: readonly string[],
  longest: number,
): string | null {
  return value === null || value === undefined ? null : checkedText(value, path, longest);
}

/** A user or a queue as the upstream wants it: a URI below its own base. @throws GatewayError BAD_USER_INPUT */
export function targetUri(target: { readonly userId?: string; readonly queueId?: string }, caller: Caller): string {
  const path = ['input', 'target'];
  if (target.userId !== undefined) return caller.uri('users', checkedId(target.userId, [...path, 'userId']));
  const id = target.queueId ?? '';
  // Queue ids are UUIDs: hyphens besides what other ids have.
  if (!/^[0-9A-Za-z-]{1,64}$/.test(id)) {
    throw badUserInput('input.target.queueId must be 1 to 64 of [0-9A-Za-z-].', [...path, 'queueId']);
  }
  return caller.uri('queues', id);
}

/** @throws GatewayError BAD_USER_INPUT for a visibility that is none to send with */
export function checkedVisibility(visibility: 'ALL' | 'AGENTS' | 'UNKNOWN' | null | undefined): 'ALL' | 'AGENTS' {
  if (visibility === 'UNKNOWN') throw badUserInput('input.visibility must be ALL or AGENTS.', ['input', 'visibility']);
  return visibility ?? 'ALL';
}

/** True when the change tells this agent's state: only a StatusChange and a re-read are believed about it. */
export function isStateNews({ fact }: Change): boolean {
  return fact === null || (fact.kind === 'session' && fact.change === 'STATUS');
}

/** True when a re-read finds the session gone, or news say that it is in one of these states. */
export function isOver(change: Change, states: readonly string[]): boolean {
  if (!isStateNews(change)) return false;
  return change.session === null ? change.fact === null : states.includes(change.session.state);
}

/** True when the notification carries the number of our request; the number alone is not unique, session and number are. */
export function isAnswerTo({ fact }: Change, referenceId: number | null): boolean {
  return fact?.kind === 'session' && referenceId !== null && fact.referenceId === referenceId;
}

/** Whose doing it is; where the upstream names no user, any agent's may be ours. */
export function isBy({ userId, role }: ParticipantRecord, me: string): boolean {
  return userId === null ? role === 'AGENT' : sameId(userId, me);
}

export function sameId(left: string | null, right: string): boolean {
  return left?.toLowerCase() === right.toLowerCase();
}

/** Captured payloads lost every blank of their texts, so blanks prove nothing. */
export function withoutBlanks(text: string): string {
  return text.replace(/\s/g, '');
}

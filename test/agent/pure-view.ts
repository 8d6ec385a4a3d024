import { createKeptView, type KeptView, type KeptViewListener } from '../../src/agent/kept-view.ts';
import type { EventBody } from '../../src/agent/session-event.ts';
import * as sessionView from '../../src/agent/session-view.ts';
import type { SessionView } from '../../src/agent/session-view.ts';
import type { Fact } from '../../src/normalise/fact.ts';
import type { SessionPatch } from '../../src/normalise/session.ts';

/** The view as a value: what is done to it is done to a copy. */
export const emptyView: SessionView = { sessions: new Map(), told: new Map() };

/** Where nothing is too large. */
export const nobody: KeptViewListener = { onTooLarge: () => undefined };

export interface Reduction {
  readonly view: SessionView;
  readonly events: readonly EventBody[];
}

/** The view after a fact, and what happened; the same view where nothing has changed. */
export function reduce(view: SessionView, fact: Fact): Reduction {
  const reduction = sessionView.reduce(view, fact);
  const { session, told, events } = reduction;
  if (session === null && told === null) return { view, events };
  const kept = copyOf(view);
  kept.adopt(reduction);
  return { view: asValue(kept), events };
}

export function replaceSessions(view: SessionView, read: readonly SessionPatch[]): SessionView {
  const kept = copyOf(view);
  kept.replace(read);
  return asValue(kept);
}

function copyOf({ sessions, told }: SessionView): KeptView {
  const kept = createKeptView(Infinity, nobody);
  for (const session of sessions.values()) kept.adopt({ session, told: null, events: [] });
  for (const [sessionId, entries] of told) kept.adopt({ session: null, told: { sessionId, entries }, events: [] });
  return kept;
}

function asValue({ sessions, told }: KeptView): SessionView {
  return { sessions, told };
}

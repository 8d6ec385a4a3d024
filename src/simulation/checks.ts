import type { SessionEvent } from '../agent/session-event.ts';
import type { Agent } from './agent.ts';
import type { Plan } from './schedule.ts';
import type { Seen, Tab } from './tab.ts';
import type { Published, Truth } from './truth.ts';

const messageOf = (event: SessionEvent): string | null =>
  event.__typename === 'MessageAdded' ? event.message.id : null;

/** True of a snapshot that says that something may be missing before it. */
const announces = (event: SessionEvent): boolean =>
  event.__typename === 'SessionsSnapshot' && event.mayHaveMissedEvents;

/** Of a snapshot that replaces what this tab alone missed. */
const replaces = (event: SessionEvent): boolean =>
  event.__typename === 'SessionsSnapshot' && (event.reason === 'CURSOR_EXPIRED' || event.reason === 'SLOW_CONSUMER');

/** A tab at a moment when the upstream went away. */
export interface Witness {
  readonly tab: Tab;
  readonly connection: number | null;
  readonly events: number;
}

export function witness(tab: Tab): Witness {
  return { tab, connection: tab.connection(), events: tab.history.length };
}

/** Who was there when the upstream went away, and stayed, has to be told. */
export function faultsOfTelling(witnesses: readonly Witness[]): readonly string[] {
  return witnesses.flatMap(({ tab, connection, events }) => {
    if (events === 0 || connection === null || tab.connection() !== connection) return [];
    const told = tab.history
      .slice(events)
      .some(({ event }) => event.__typename === 'UpstreamStatusChanged' || replaces(event));
    return told ? [] : [`a tab of ${tab.userName} was not told that the upstream was away`];
  });
}

/** Every fault found in what a tab got; empty when it kept its promise. */
export function faultsOf(tab: Tab, userId: string, truth: Truth, plan: Plan): readonly string[] {
  const { history } = tab;
  const [first] = history;
  if (first === undefined) return ['got nothing'];
  const faults: string[] = [];
  if (first.event.__typename !== 'SessionsSnapshot' || first.event.reason !== 'SUBSCRIBED') {
    faults.push(`began with ${first.event.__typename}`);
  }

  const replayed = new Set(truth.map((fact) => ('isHistory' in fact && fact.isHistory ? fact.messageId : null)));
  const expired = history.some(({ event }) => replaces(event));
  const got = history.flatMap(({ event }) => messageOf(event) ?? []);
  // A new log does not know what an old one told, and Accept tells all of it anew.
  const twice = got.find((id, index) => got.indexOf(id) !== index && !(expired && replayed.has(id)));
  if (twice !== undefined) faults.push(`got ${twice} twice`);

  const place = new Map<string, number>();
  truth.forEach((fact, index) => {
    if ('messageId' in fact && fact.to === userId && !place.has(fact.messageId)) place.set(fact.messageId, index);
  });
  const received = new Set(got);
  for (const [messageId, at] of place) {
    if (at < first.published || received.has(messageId)) continue;
    const later = history.filter(({ published }) => published > at).map(({ event }) => event);
    const { sessionId, isHistory, isOld } = truth[at] as Published;
    // It was in the transcript before any tab was there.
    if (isOld) continue;
    const stays = !truth
      .slice(at)
      .some(
        (fact) => 'state' in fact && fact.to === userId && fact.sessionId === sessionId && fact.state !== 'CHATTING',
      );
    // In a session that the agent is still in, a message that was lost can be read again.
    if (stays && !isHistory && plan.readable && !later.some(replaces))
      faults.push(`never got ${messageId} (${at}), which could be read again`);
    else if (!later.some(announces) && !plan.unfaithful) faults.push(`lost ${messageId} (${at}) in silence`);
  }

  if (plan.calm && history.some(({ event }) => announces(event) && !replaces(event))) {
    faults.push('was told of a loss on a day without any');
  }
  faults.push(...faultsOfStates(history, userId, truth, plan), ...faultsOfTyping(history, userId, truth, plan));

  if (!plan.disorderly) {
    let last = new Map<string, number>();
    for (const { event } of history) {
      // What is found after a gap may be older than what was told before it was found.
      if (announces(event)) last = new Map();
      const messageId = messageOf(event);
      const at = messageId === null ? undefined : place.get(messageId);
      // What Accept tells of the time before may be older than anything.
      if (at === undefined || replayed.has(messageId)) continue;
      const { sessionId } = truth[at] as Published;
      const before = last.get(sessionId) ?? -1;
      if (at < before) faults.push(`got ${messageId} (${at}) after what was published later (${before})`);
      last.set(sessionId, at);
    }
  }

  const status = history.findLast(({ event }) => event.__typename === 'UpstreamStatusChanged')?.event;
  const resetLater = history.findLastIndex(({ event }) => replaces(event));
  const told = history.findLastIndex(({ event }) => event === status);
  if (status?.__typename === 'UpstreamStatusChanged' && status.status !== 'CONNECTED' && resetLater < told) {
    faults.push(`was left with the upstream ${status.status}`);
  }
  return faults;
}

/** Every state that a session came to is shown, or covered. */
function faultsOfStates(history: readonly Seen[], userId: string, truth: Truth, plan: Plan): readonly string[] {
  if (plan.unfaithful) return [];
  const states = new Map<string, string>();
  return truth.flatMap((fact, at) => {
    if (!('state' in fact) || fact.to !== userId) return [];
    const { sessionId, state } = fact;
    const before = states.get(sessionId);
    states.set(sessionId, state);
    if (before === undefined || before === state || at < (history[0]?.published ?? 0)) return [];
    const later = history.filter(({ published }) => published > at).map(({ event }) => event);
    const shown = later.some(
      (event) =>
        announces(event) ||
        (event.__typename === 'SessionStateChanged' && event.session.id === sessionId && event.state === state),
    );
    return shown ? [] : [`never heard that ${sessionId} came to be ${state} (${at})`];
  });
}

/** Signs of typing cannot be read again, so they only count where nothing was announced to be missing. */
function faultsOfTyping(history: readonly Seen[], userId: string, truth: Truth, plan: Plan): readonly string[] {
  if (plan.unfaithful || history.some(({ event }) => announces(event))) return [];
  const told = truth.filter(
    (fact, at) => 'isTyping' in fact && fact.to === userId && at >= (history[0]?.published ?? 0),
  );
  const shown = history.filter(({ event }) => event.__typename === 'TypingChanged');
  return shown.length >= told.length ? [] : [`heard of typing ${shown.length} times of ${told.length}`];
}

/** What the mutations said against what happened to their texts. */
export function faultsOfSending({ sent }: Agent, truth: Truth): readonly string[] {
  const texts = new Map(truth.flatMap((fact) => ('text' in fact ? [[fact.messageId, fact.text] as const] : [])));
  const written = [...texts.values()];
  return sent.flatMap(({ text, outcome, took }) => {
    const times = written.filter((one) => one === text).length;
    const honest =
      outcome === 'CONFIRMED' || outcome === 'ACCEPTED' ? times === 1 : outcome === 'UNDETERMINED' || times === 0;
    return [
      ...(times > 1 ? [`"${text}" was sent ${times} times`] : []),
      ...(honest ? [] : [`"${text}" was ${outcome}, and written ${times} times`]),
      ...(took > 40_000 ? [`"${text}" took ${took} ms`] : []),
    ];
  });
}

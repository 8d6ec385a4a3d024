import type { SandboxClock } from '../clock.ts';
import type { WorldRule } from './kinds.ts';

/** What can be done to the whole upstream. */
export interface Upstream {
  /** Nothing listens and nobody is known for so many real milliseconds; false while it is gone already. */
  readonly restart: (milliseconds: number) => boolean;
  readonly dropBayeuxSessions: () => void;
  readonly dropHttpSessions: () => void;
  readonly changeCsrfTokens: () => void;
  readonly disconnectClients: () => void;
}

/** Does it now; false when there is nothing to do it to. */
export function applyWorldFault(upstream: Upstream, rule: WorldRule): boolean {
  switch (rule.fault) {
    case 'restart':
      return upstream.restart(rule.for);
    case 'dropBayeuxSessions':
      upstream.dropBayeuxSessions();
      break;
    case 'dropHttpSessions':
      upstream.dropHttpSessions();
      break;
    case 'changeCsrfTokens':
      upstream.changeCsrfTokens();
      break;
    case 'disconnectClients':
      upstream.disconnectClients();
      break;
  }
  return true;
}

export interface TimesOptions {
  readonly clock: SandboxClock;
  readonly random: () => number;
  readonly apply: (rule: WorldRule) => void;
}

/** Applies the rules when it is their time, by the clock that shows the start now. */
export function scheduleWorldFaults(rules: readonly WorldRule[], options: TimesOptions): void {
  for (const rule of rules) schedule(rule, options);
}

function schedule(rule: WorldRule, { clock, random, apply }: TimesOptions): void {
  const { at, every, from = 0, until = Number.POSITIVE_INFINITY, chance = 1 } = rule;
  let left = rule.times ?? Number.POSITIVE_INFINITY;

  function wait(moment: number, before: number): void {
    if (left === 0 || moment >= until) return;
    clock.after(moment - before, () => {
      if (chance === 1 || random() < chance) {
        left -= 1;
        apply(rule);
      }
      if (every !== undefined) wait(moment + every, moment);
    });
  }

  if (at !== undefined) wait(at, 0);
  else if (every !== undefined) wait(from + every, 0);
}

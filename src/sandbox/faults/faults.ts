import type { BayeuxEvent } from '../bayeux.ts';
import type { SandboxClock } from '../clock.ts';
import { createDecider } from './decider.ts';
import { concerns, type SeenExchange } from './seen-exchange.ts';
import type { DeliveryRule, ExchangeRule, FaultRule } from './kinds.ts';
import { isDeliveryRule, isExchangeRule, isWorldRule } from './kinds.ts';
import type { FaultLine } from './line.ts';
import type { FaultSchedule } from './schedule.ts';
import { applyWorldFault, scheduleWorldFaults, type Upstream } from './world-faults.ts';

/** Decides what goes wrong, and says so. */
export interface Faults {
  /** The fault of this request, if it is to have one. */
  readonly ofExchange: (seen: SeenExchange) => ExchangeRule | undefined;
  /** The fault of a notification that somebody listens for. */
  readonly ofDelivery: (event: BayeuxEvent) => DeliveryRule | undefined;
  /**
   * Now, whatever the rule says of times, to the whole upstream; to the next requests or notifications that it fits, once
   * unless it says how many times. The result takes back what did not happen yet.
   */
  readonly apply: (rule: FaultRule) => () => void;
}

export interface FaultsOptions {
  readonly schedule: FaultSchedule;
  /** The one source of all decisions: numbers from 0 up to 1. */
  readonly random: () => number;
  readonly clock: SandboxClock;
  readonly upstream: Upstream;
  readonly userName: (userId: string) => string | undefined;
  readonly onFault: ((line: FaultLine) => void) | undefined;
}

export function createFaults({ schedule, random, clock, upstream, userName, onFault }: FaultsOptions): Faults {
  const { rules } = schedule;
  const start = clock.now();
  const elapsed = (): number => clock.now() - start;
  const exchanges = createDecider(rules.filter(isExchangeRule), { random, elapsed });
  const deliveries = createDecider(rules.filter(isDeliveryRule), { random, elapsed });

  function tell(rule: FaultRule, about: Omit<FaultLine, 'at' | 'fault' | 'for'> = {}): void {
    const lasting = 'for' in rule && rule.for !== undefined ? { for: rule.for } : {};
    onFault?.({ at: elapsed(), fault: rule.fault, ...about, ...lasting });
  }

  function apply(rule: FaultRule): () => void {
    if (isDeliveryRule(rule)) return deliveries.plan(rule);
    if (isExchangeRule(rule)) return exchanges.plan(rule);
    if (applyWorldFault(upstream, rule)) tell(rule);
    return () => undefined;
  }

  scheduleWorldFaults(rules.filter(isWorldRule), { clock, random, apply });
  return {
    apply,
    ofExchange(seen) {
      const rule = exchanges.decide((each) => concerns(each, seen));
      if (rule === undefined) return undefined;
      const { names, userName: user, operationName } = seen;
      const on = names.find((name) => name === rule.on) ?? names[0];
      tell(rule, {
        ...(on === undefined ? {} : { on }),
        user,
        ...(typeof operationName === 'string' ? { operation: operationName.slice(0, 64) } : {}),
      });
      return rule;
    },
    ofDelivery({ to }) {
      const user = userName(to);
      const rule = deliveries.decide((each) => each.user === undefined || each.user === user);
      if (rule !== undefined) tell(rule, user === undefined ? {} : { user });
      return rule;
    },
  };
}

import type { BayeuxMessage } from '../bayeux-messages.ts';
import type { Parameters } from '../parameters.ts';
import type { ExchangeName } from './fields.ts';
import type { ExchangeRule } from './kinds.ts';

/** A request as far as faults look at it. */
export interface SeenExchange {
  /** What it is for; several things when Bayeux messages come together, nothing for other Bayeux messages. */
  readonly names: readonly ExchangeName[];
  readonly userName: string;
  /** The operation that it asks for, whatever that is. */
  readonly operationName: unknown;
}

/** A read. */
export function seenRead(userName: string): SeenExchange {
  return { names: ['read'], userName, operationName: undefined };
}

export function seenOperation(userName: string, { operationName }: Parameters): SeenExchange {
  return { names: ['operation'], userName, operationName };
}

export function seenMessages(userName: string, messages: readonly BayeuxMessage[]): SeenExchange {
  return { names: messages.flatMap(({ channel }) => nameOf(channel)), userName, operationName: undefined };
}

function nameOf(channel: unknown): readonly ExchangeName[] {
  switch (channel) {
    case '/meta/handshake':
      return ['handshake'];
    case '/meta/subscribe':
      return ['subscribe'];
    case '/meta/connect':
      return ['connect'];
    case '/meta/disconnect':
      return ['disconnect'];
    default:
      return [];
  }
}

/** Whether the rule is about such a request; its limits are not looked at. */
export function concerns(rule: ExchangeRule, { names, userName, operationName }: SeenExchange): boolean {
  if (rule.user !== undefined && rule.user !== userName) return false;
  if (rule.operation !== undefined && rule.operation !== operationName) return false;
  const on = rule.on ?? defaultTarget(rule.fault);
  return on === 'any' || names.includes(on);
}

/** What a rule that does not say `on` is about. */
export function defaultTarget(fault: unknown): ExchangeName | 'any' {
  return fault === 'unknownClient' || fault === 'advice' ? 'connect' : 'any';
}

import type { Session } from '../desk/model.ts';
import type { KnownUser } from '../page-config.ts';

/** Whom to consult or to hand over to, as the schema wants it. */
export type Target = { readonly userId: string } | { readonly queueId: string };

export interface Choice {
  readonly target: Target;
  readonly label: string;
}

/** The agents whom the page knows, without those who take part. */
export function agentChoices({ participants }: Session, users: readonly KnownUser[]): readonly Choice[] {
  const present = new Set(participants.map(({ userId }) => userId));
  return users
    .filter(({ id }) => !present.has(id))
    .map(({ id, userName, nickname }) => ({ target: { userId: id }, label: `${nickname} (${userName})` }));
}

/** The queues that the server suggests; it tells their ids only. */
export function queueChoices({ suggestedQueues }: Session): readonly Choice[] {
  return suggestedQueues.map(({ id }) => ({ target: { queueId: id }, label: `Queue ${id}` }));
}

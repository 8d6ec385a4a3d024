import type { ResolversInterfaceTypes, ResolversParentTypes } from '../generated/schema.ts';

type Bare<E> = E extends unknown ? Omit<E, 'cursor' | 'receivedAt'> : never;

/** An event as subscribers get it; sessions and participants stay our records until a resolver shows them. */
export type SessionEvent = ResolversInterfaceTypes<ResolversParentTypes>['SessionEvent'];

/** An event before it has a place in the log and a time. */
export type EventBody = Bare<SessionEvent>;

/** An event as the log keeps it: its cursor is its place there. */
export type LoggedEvent = EventBody & { readonly receivedAt: string };

export type SnapshotReason = Extract<SessionEvent, { __typename: 'SessionsSnapshot' }>['reason'];

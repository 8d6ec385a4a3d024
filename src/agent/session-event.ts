import type { ResolversInterfaceTypes, ResolversParentTypes } from '../generated/schema.ts';

type Bare<E> = E extends unknown ? Omit<E, 'cursor' | 'receivedAt'> : never;

/** An event as subscribers get it; sessions and participants stay our records until a resolver shows them. */
export type SessionEvent = ResolversInterfaceTypes<ResolversParentTypes>['SessionEvent'];

/** An event before it has a place in the log and a time. */
export type EventBody = Bare<SessionEvent>;

/** An event as the log keeps it. Its cursor, its place there, is null until somebody wants to read it. */
export type LoggedEvent = EventBody & { readonly receivedAt: string; readonly cursor: string | null };

/** How the connection to the upstream is said to be. */
export type StatusChanged = Extract<EventBody, { __typename: 'UpstreamStatusChanged' }>;

export type SnapshotReason = Extract<SessionEvent, { __typename: 'SessionsSnapshot' }>['reason'];

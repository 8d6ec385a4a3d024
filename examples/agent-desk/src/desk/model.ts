import type { FeedState } from 'gws-graphql/client';
import type {
  MessageFieldsFragment,
  ParticipantFieldsFragment,
  SessionEventsSubscription,
  SessionFieldsFragment,
} from '../generated/graphql.ts';

/** What the documents in `operations/` select. */
export type DeskEvent = SessionEventsSubscription['sessionEvents'];
export type DeskState = FeedState<DeskEvent>;
export type Session = SessionFieldsFragment;
export type Message = MessageFieldsFragment;
export type Participant = ParticipantFieldsFragment;

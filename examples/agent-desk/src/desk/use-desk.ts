import { createContext, useContext, useSyncExternalStore } from 'react';
import type { KnownUser } from '../page-config.ts';
import type { Report } from '../words/report.ts';
import type { DeskState } from './model.ts';
import type { Desk } from './open-desk.ts';

export interface DeskPlace {
  readonly desk: Desk;
  readonly users: readonly KnownUser[];
  /** Shows what became of an operation, in the place of what was shown before. */
  readonly report: (report: Report) => void;
}

export const DeskContext = createContext<DeskPlace | null>(null);

/** The desk around a component. */
export function useDesk(): DeskPlace {
  const place = useContext(DeskContext);
  if (place === null) throw new Error('This component stands outside of a desk.');
  return place;
}

/** What the feed knows now. */
export function useFeedState({ feed }: Desk): DeskState {
  return useSyncExternalStore(feed.onChange, feed.state);
}

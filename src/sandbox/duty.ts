/** Which media an agent has started, and for which they are ready: the agent's side of routing. */

/** What `channels` of StartContactCenterSession may name beside voice. Of the last two one is Facebook's; which is unknown. */
export const media = ['chat', 'email', 'workitem', 'facebook', 'facebooksession'] as const;
export type Medium = (typeof media)[number];
export type Readiness = 'Ready' | 'NotReady';

export interface Duty {
  start(userId: string, started: readonly Medium[]): void;
  /** Back to how it was before any start. */
  end(userId: string): void;
  setReadiness(userId: string, affected: readonly Medium[], readiness: Readiness): void;
  /** In the order in which they were started. */
  startedBy(userId: string): readonly Medium[];
  /** Ready until said otherwise, started or not: what an agent may do without a started session is undocumented. */
  readiness(userId: string, medium: Medium): Readiness;
  /** Whether the agent gets new Facebook sessions. */
  takesOffers(userId: string): boolean;
}

export function createDuty(): Duty {
  const started = new Map<string, Set<Medium>>();
  const notReady = new Map<string, Set<Medium>>();

  function readiness(userId: string, medium: Medium): Readiness {
    return notReady.get(userId)?.has(medium) === true ? 'NotReady' : 'Ready';
  }

  return {
    start(userId, names) {
      started.set(userId, new Set([...(started.get(userId) ?? []), ...names]));
    },
    end(userId) {
      started.delete(userId);
      notReady.delete(userId);
    },
    setReadiness(userId, affected, state) {
      const names = new Set(notReady.get(userId));
      for (const medium of affected) {
        if (state === 'Ready') names.delete(medium);
        else names.add(medium);
      }
      notReady.set(userId, names);
    },
    startedBy: (userId) => [...(started.get(userId) ?? [])],
    readiness,
    takesOffers: (userId) => readiness(userId, 'facebook') === 'Ready',
  };
}

/** The media behind the name of a channel, as in `/me/channels/{channel}`; undefined for voice and unknown names. */
export function mediaOf(channel: string): readonly Medium[] | undefined {
  if (channel === 'multimedia') return media;
  if (channel === 'facebook' || channel === 'facebooksession') return ['facebook', 'facebooksession'];
  const medium = media.find((name) => name === channel);
  return medium === undefined ? undefined : [medium];
}

import { describe, expect, test } from 'vitest';
import {
  completeSession,
  mergeSession,
  normaliseSessionPatch,
  type SessionPatch,
} from '../../src/normalise/session.ts';

const id = '0002EaAY01MT0082';

function patchOf(members: Readonly<Record<string, unknown>>): SessionPatch {
  const patch = normaliseSessionPatch({ id, ...members });
  if (patch === null) throw new Error('no session');
  return patch;
}

function times<T>(count: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** The same list, which counts how often an element is read. */
function counted<T>(list: readonly T[]): { readonly list: readonly T[]; reads: number } {
  const counter = {
    reads: 0,
    list: new Proxy(list, {
      get(target, key, receiver): unknown {
        if (typeof key === 'string' && /^\d+$/.test(key)) counter.reads += 1;
        return Reflect.get(target, key, receiver);
      },
    }),
  };
  return counter;
}

describe('a session of 30,000 entries', () => {
  const huge = {
    participants: times(30_000, (at) => ({ id: `p${at}`, nickname: `n${at}`, type: 'Agent' })),
    suggestedQueueUris: times(30_000, (at) => `http://h/api/v2/queues/q${at}`),
    capabilities: times(30_000, (at) => `Capability${at}`),
  };

  test('keeps the first thousand participants and queues, and each capability once', () => {
    const patch = patchOf(huge);
    expect(patch.participants?.map((one) => one.id)).toEqual(times(1000, (at) => `p${at}`));
    expect(patch.suggestedQueues?.map((one) => one.id)).toEqual(times(1000, (at) => `q${at}`));
    expect(patch.capabilities).toEqual(['UNKNOWN']);
  });

  test('repeated, is no change', () => {
    const known = completeSession(patchOf(huge));
    expect(mergeSession(known, patchOf(huge))).toBe(known);
  });

  test('counts repeated entries once before it cuts', () => {
    const participants = times(3000, (at) => ({ id: `p${at % 3}`, type: 'Agent' }));
    const suggestedQueueUris = times(3000, (at) => `/queues/q${at % 3}`);
    const patch = patchOf({
      participants: [...participants, { id: 'last', type: 'Agent' }],
      suggestedQueueUris: [...suggestedQueueUris, '/queues/last'],
    });
    expect(patch.participants?.map((one) => one.id)).toEqual(['p0', 'p1', 'p2', 'last']);
    expect(patch.suggestedQueues?.map((one) => one.id)).toEqual(['q0', 'q1', 'q2', 'last']);
  });
});

describe('merging', () => {
  /** Without path and visibility, so that each is filled in from what is known. */
  const list = (name: string) => times(1000, (at) => ({ id: `p${at}`, nickname: `${name}${at}`, type: 'Agent' }));

  test.each([
    ['equal lists', list('same')],
    ['lists of which every entry changed', list('new')],
    ['lists in another order', list('same').toReversed()],
    ['disjoint lists', times(1000, (at) => ({ id: `other${at}`, type: 'Agent' }))],
  ])('%s reads each known entry a few times only', (_, participants) => {
    const known = completeSession(
      patchOf({ participants: list('same'), suggestedQueueUris: times(1000, (at) => `/queues/q${at}`) }),
    );
    const [people, queues] = [counted(known.participants), counted(known.suggestedQueues)];
    mergeSession(
      { ...known, participants: people.list, suggestedQueues: queues.list },
      patchOf({ participants, suggestedQueueUris: participants.map((one) => `/queues/${one.id.replace('p', 'q')}`) }),
    );
    expect(people.reads).toBeLessThanOrEqual(5000);
    expect(queues.reads).toBeLessThanOrEqual(5000);
  });
});

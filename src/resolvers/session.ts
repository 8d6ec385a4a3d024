import type { NodeResolvers, ParticipantResolvers, SessionResolvers, UserDataEntry } from '../generated/schema.ts';
import { paginate } from './page.ts';

export const session = {
  async messages({ id }, page, { transcript }) {
    const found = paginate(await transcript(id), page);
    return {
      __typename: 'MessageConnection',
      ...found,
      edges: found.edges.map((edge) => ({ __typename: 'MessageEdge', ...edge })),
    };
  },

  userData({ userData }, { keys }) {
    const entries: UserDataEntry[] = [];
    const add = (value: unknown, key: string): void => {
      entries.push({ __typename: 'UserDataEntry', key, value: value ?? null });
    };
    if (keys === null || keys === undefined) userData.forEach(add);
    else for (const key of new Set(keys)) if (userData.has(key)) add(userData.get(key), key);
    return entries;
  },

  subject({ userData }) {
    const subject = userData.get('Subject');
    return typeof subject === 'string' && subject !== '' ? subject : null;
  },
} satisfies SessionResolvers;

export const participant = {
  isMe({ userId }, _args, { link }) {
    if (userId === null) return false;
    const caller = link();
    const agent = caller.agent();
    // Events have many participants, and a promise for each costs more than the rest of it.
    return agent === null ? caller.login().then(({ id }) => userId === id) : userId === agent.id;
  },
} satisfies ParticipantResolvers;

export const node = {
  // Agents carry their type's name; sessions are our own records and carry none.
  __resolveType: (value) => ('__typename' in value ? value.__typename : 'Session'),
} satisfies NodeResolvers;

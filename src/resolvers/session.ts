import type { NodeResolvers, ParticipantResolvers, SessionResolvers } from '../generated/schema.ts';
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
    const wanted = keys === null || keys === undefined ? [...userData.keys()] : keys.filter((key) => userData.has(key));
    return [...new Set(wanted)].map((key) => ({ __typename: 'UserDataEntry', key, value: userData.get(key) ?? null }));
  },

  subject({ userData }) {
    const subject = userData.get('Subject');
    return typeof subject === 'string' && subject !== '' ? subject : null;
  },
} satisfies SessionResolvers;

export const participant = {
  async isMe({ userId }, _args, { link }) {
    return userId !== null && userId === (await link().login()).id;
  },
} satisfies ParticipantResolvers;

export const node = {
  // Agents carry their type's name; sessions are our own records and carry none.
  __resolveType: (value) => ('__typename' in value ? value.__typename : 'Session'),
} satisfies NodeResolvers;

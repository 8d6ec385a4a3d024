import { checkedId } from '../agent/reads.ts';
import type { QueryResolvers } from '../generated/schema.ts';
import type { SessionRecord } from '../normalise/session.ts';
import { paginate } from './page.ts';

export const query = {
  me: (_root, _args, { link }) => link().reads.me(),

  session: (_root, { id }, { link }) => link().reads.session(checkedId(id, ['id'])),

  async sessions(_root, { states, first, after }, { link }) {
    const all = await link().reads.sessions();
    const wanted = states === null || states === undefined ? all : all.filter(({ state }) => states.includes(state));
    const page = paginate([...wanted].sort(oldestFirst), { first, after });
    return {
      __typename: 'SessionConnection',
      ...page,
      edges: page.edges.map((edge) => ({ __typename: 'SessionEdge', ...edge })),
      totalCount: wanted.length,
    };
  },

  async node(_root, { id }, { link }) {
    const wanted = checkedId(id, ['id']);
    const agent = await link().login();
    if (agent.id === wanted) return link().reads.me();
    return link().reads.session(wanted);
  },
} satisfies Required<QueryResolvers>;

/** Sessions without a date come last, in the upstream's order. */
function oldestFirst(left: SessionRecord, right: SessionRecord): number {
  const [a, b] = [left.receivedAt ?? '\uffff', right.receivedAt ?? '\uffff'];
  return a < b ? -1 : a > b ? 1 : 0;
}

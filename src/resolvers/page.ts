import { badUserInput } from '../errors.ts';

/** Relay's paging arguments. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface Page<T> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly nodes: readonly T[];
  readonly pageInfo: {
    readonly __typename: 'PageInfo';
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** Entries of a page: as many as it may have, and as many as it has when nobody says. */
export const pageSizes = { largest: 200, usual: 50 } as const;

/**
 * A page of a list at hand, after the Relay cursor connections specification; a node's cursor is its id, encoded.
 *
 * @throws GatewayError BAD_USER_INPUT that names the argument
 */
export function paginate<T extends { readonly id: string }>(all: readonly T[], page: PageArguments): Page<T> {
  if (typeof page.first === 'number' && typeof page.last === 'number') {
    throw badUserInput('Give first or last, not both.', ['last']);
  }
  let start = 0;
  let end = all.length;
  if (typeof page.after === 'string') start = find(all, page.after, 'after') + 1;
  if (typeof page.before === 'string') end = Math.max(start, find(all, page.before, 'before'));
  if (typeof page.last === 'number') start = Math.max(start, end - count(page.last, 'last'));
  else end = Math.min(end, start + count(page.first ?? pageSizes.usual, 'first'));

  const nodes = all.slice(start, end);
  const edges = nodes.map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    nodes,
    pageInfo: {
      __typename: 'PageInfo',
      hasNextPage: end < all.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function cursorOf({ id }: { readonly id: string }): string {
  return Buffer.from(id).toString('base64url');
}

function find(all: readonly { readonly id: string }[], cursor: string, argument: string): number {
  const id = Buffer.from(cursor, 'base64url').toString();
  const index = all.findIndex((node) => node.id === id);
  if (index === -1) throw badUserInput(`${argument} is no cursor of this list.`, [argument]);
  return index;
}

function count(wanted: number, argument: string): number {
  if (wanted < 0 || wanted > pageSizes.largest)
    throw badUserInput(`${argument} must be 0 to ${pageSizes.largest}.`, [argument]);
  return wanted;
}

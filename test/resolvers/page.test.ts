import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paginate, type PageArguments } from '../../src/resolvers/page.ts';

const list = (count: number): { id: string }[] => Array.from({ length: count }, (_, n) => ({ id: `id ${n}` }));
const numbers = (page: { nodes: readonly { id: string }[] }): number[] =>
  page.nodes.map(({ id }) => Number(id.slice(3)));
const cursor = (n: number): string => Buffer.from(`id ${n}`).toString('base64url');

describe('paginate', () => {
  test('gives the first 50 unless asked otherwise', () => {
    const page = paginate(list(60), {});
    expect(page.nodes).toHaveLength(50);
    expect(page.edges[0]).toEqual({ cursor: cursor(0), node: { id: 'id 0' } });
    expect(page.pageInfo).toEqual({
      __typename: 'PageInfo',
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: cursor(0),
      endCursor: cursor(49),
    });
  });

  test.each<[PageArguments, number[], boolean, boolean]>([
    [{ first: 2 }, [0, 1], false, true],
    [{ first: 0 }, [], false, true],
    [{ first: 9 }, [0, 1, 2, 3, 4], false, false],
    [{ first: 2, after: cursor(1) }, [2, 3], true, true],
    [{ first: 2, after: cursor(4) }, [], true, false],
    [{ last: 2 }, [3, 4], true, false],
    [{ last: 0 }, [], true, false],
    [{ last: 2, before: cursor(2) }, [0, 1], false, true],
    [{ last: 9, before: cursor(2) }, [0, 1], false, true],
    [{ last: 1, after: cursor(0), before: cursor(3) }, [2], true, true],
    [{ first: 1, after: cursor(0), before: cursor(3) }, [1], true, true],
    [{ after: cursor(3), before: cursor(1) }, [], true, true],
    [{ first: null, last: null, after: null, before: null }, [0, 1, 2, 3, 4], false, false],
  ])('%j of five', (given, expected, hasPreviousPage, hasNextPage) => {
    const page = paginate(list(5), given);
    expect(numbers(page)).toEqual(expected);
    expect(page.edges.map(({ node }) => node)).toEqual(page.nodes);
    expect(page.pageInfo).toMatchObject({ hasPreviousPage, hasNextPage });
    if (expected.length === 0) expect(page.pageInfo).toMatchObject({ startCursor: null, endCursor: null });
  });

  test.each<[PageArguments, string]>([
    [{ first: 1, last: 1 }, 'last'],
    [{ first: -1 }, 'first'],
    [{ first: 201 }, 'first'],
    [{ last: -1 }, 'last'],
    [{ last: 201 }, 'last'],
    [{ after: cursor(9) }, 'after'],
    [{ before: 'no cursor' }, 'before'],
    [{ after: '' }, 'after'],
  ])('%j is refused, and the argument is named', (given, argument) => {
    expect(() => paginate(list(5), given)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', details: { argumentPath: [argument] } }),
    );
  });

  test('walked through in either direction gives every node once, in order', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.integer({ min: 1, max: 7 }), (count, size) => {
        const all = list(count);
        const forwards: number[] = [];
        let page = paginate(all, { first: size });
        for (;;) {
          forwards.push(...numbers(page));
          if (!page.pageInfo.hasNextPage) break;
          page = paginate(all, { first: size, after: page.pageInfo.endCursor });
        }
        const backwards: number[] = [];
        page = paginate(all, { last: size });
        for (;;) {
          backwards.unshift(...numbers(page));
          if (!page.pageInfo.hasPreviousPage) break;
          page = paginate(all, { last: size, before: page.pageInfo.startCursor });
        }
        const expected = all.map((_, n) => n);
        expect([forwards, backwards]).toEqual([expected, expected]);
      }),
    );
  });
});

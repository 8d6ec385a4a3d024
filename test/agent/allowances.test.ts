import { describe, expect, test } from 'vitest';
import { createAllowances } from '../../src/agent/allowances.ts';
import type { Link } from '../../src/agent/link.ts';

/** A link of which it is, or will be, known whose it is. */
function linkOf(id: string | null): Link & { known(id: string): void } {
  let agent = id;
  const link = {
    agent: () => (agent === null ? null : { id: agent }),
    known(now: string) {
      agent = now;
    },
  };
  return link as unknown as Link & { known(id: string): void };
}

const limits = { perCaller: 0, inAll: 0, sockets: 2, streams: 2 };
const limited = expect.objectContaining({ code: 'RATE_LIMITED' }) as unknown;

describe('sockets and streams', () => {
  test('are counted per agent, whatever credentials they come with', () => {
    const allowances = createAllowances(limits);
    const [one, other, stranger] = [linkOf('a'), linkOf('a'), linkOf('b')];
    const end = allowances.begin('sockets', one);
    allowances.begin('sockets', other);
    for (const link of [one, other]) expect(() => allowances.begin('sockets', link)).toThrow(limited);
    allowances.begin('sockets', stranger);
    allowances.begin('streams', other);
    end();
    end();
    allowances.begin('sockets', other);
    expect(() => allowances.begin('sockets', one)).toThrow(limited);
  });

  test('of before it was known whose they are count too, and are given back', () => {
    const allowances = createAllowances(limits);
    const [known, late] = [linkOf('a'), linkOf(null)];
    allowances.begin('sockets', known);
    const ends = [allowances.begin('sockets', late), allowances.begin('sockets', late)];
    late.known('a');
    expect(() => allowances.begin('sockets', late)).toThrow(limited);
    for (const end of ends) end();
    allowances.begin('sockets', known);
    expect(() => allowances.begin('sockets', known)).toThrow(limited);
  });
});

test('a rate is that of the agent', () => {
  const allowances = createAllowances({ ...limits, perCaller: 1 });
  const links = [linkOf('a'), linkOf('a')];
  // As many as may come at once.
  for (let n = 0; n < 5; n += 1) allowances.admit(links[n % 2] ?? null);
  for (const link of links) {
    expect(() => {
      allowances.admit(link);
    }).toThrow(limited);
  }
});

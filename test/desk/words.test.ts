import { describe, expect, it } from 'vitest';
import { readPageConfig } from '../../examples/agent-desk/src/page-config.ts';
import { readValue } from '../../examples/agent-desk/src/panels/user-data-value.ts';
import { partsOf, safeAddress } from '../../examples/agent-desk/src/words/links.ts';

describe('links of the agent desk', () => {
  it.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '//host',
    'words',
    '',
  ])('opens nothing for %j', (text) => {
    expect(safeAddress(text)).toBeNull();
    expect(partsOf(text).filter(({ address }) => address !== null)).toEqual([]);
  });

  it('finds the addresses in a text and loses none of its characters', () => {
    const text = 'See https://example.com/a?b=1, or (http://example.org/x)! <https://example.net>';
    const parts = partsOf(text);
    expect(parts.map((part) => part.text).join('')).toBe(text);
    expect(parts.flatMap(({ address }) => address ?? [])).toEqual([
      'https://example.com/a?b=1',
      'http://example.org/x',
      'https://example.net/',
    ]);
  });
});

it('a number stays a number where one is typed, and all else is text', () => {
  expect([readValue('18', 17), readValue('18', '17'), readValue('x', 17), readValue(' ', 17)]).toEqual([
    18,
    '18',
    'x',
    ' ',
  ]);
});

it('a data block that holds no users, or none that are, gives none', () => {
  const user = { id: '1', userName: 'a', password: 'b', nickname: 'c' };
  expect(readPageConfig('{}').users).toEqual([]);
  expect(readPageConfig('null').users).toEqual([]);
  expect(readPageConfig(JSON.stringify({ users: [user, null, { ...user, password: 1 }] })).users).toEqual([user]);
});

import { parseValue } from 'graphql';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scalars } from '../../src/resolvers/scalars.ts';

const { Cursor, DateTime, JSON: Json } = scalars;

function nested(levels: number, wrap: (inner: unknown) => unknown, core: unknown = 'core'): unknown {
  let value = core;
  for (let level = 0; level < levels; level += 1) value = wrap(value);
  return value;
}

describe('JSON', () => {
  test('is any value, untouched', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(Json.serialize(value)).toBe(value);
      }),
    );
  });

  test('keeps what is 100 deep, and gives null for what lies deeper', () => {
    for (const wrap of [(inner: unknown) => [inner], (inner: unknown) => ({ inner })]) {
      const fits = nested(100, wrap);
      expect(Json.serialize(fits)).toBe(fits);
      expect(Json.serialize(nested(101, wrap))).toStrictEqual(nested(100, wrap, null));
    }
  });

  test('keeps what stands beside the part that is too deep', () => {
    const value = { a: 1, deep: nested(200, (inner) => [inner]), list: [{ b: 2 }] };
    expect(Json.serialize(value)).toMatchObject({ a: 1, list: [{ b: 2 }] });
  });

  test('is taken from a client as it is, up to the same depth', () => {
    const fits = nested(100, (inner) => [inner]);
    expect(Json.parseValue(fits)).toBe(fits);
    expect(() => Json.parseValue([fits])).toThrow('JSON may be nested 100 deep.');
  });

  test('of any depth a parser takes can be encoded', () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const value: unknown = JSON.parse(`${open.repeat(50_000)}1${close.repeat(50_000)}`);
      expect(JSON.stringify(Json.serialize(value)).length).toBeLessThan(1000);
    }
  });

  test('keeps members with odd names where it copies', () => {
    const value: unknown = JSON.parse(`{"__proto__":{"a":1},"deep":${'['.repeat(101)}${']'.repeat(101)}}`);
    expect(JSON.stringify(Json.serialize(value))).toContain('{"__proto__":{"a":1}');
  });
});

describe('Cursor', () => {
  test('is a string, as a value and as a literal', () => {
    expect(Cursor.serialize('abc')).toBe('abc');
    expect(Cursor.parseValue('abc')).toBe('abc');
    expect(Cursor.parseLiteral(parseValue('"abc"'))).toBe('abc');
    for (const wrong of [1, null, undefined, {}])
      expect(() => Cursor.parseValue(wrong)).toThrow('A Cursor is a string.');
    for (const wrong of ['1', '{}', 'ABC']) expect(() => Cursor.parseLiteral(parseValue(wrong))).toThrow('string');
  });
});

test('JSON takes any value, as a variable or in the document', () => {
  expect(Json.parseValue({ a: [1, null] })).toEqual({ a: [1, null] });
  expect(Json.parseLiteral(parseValue('{ a: [1, null, "b", true] }'))).toEqual({ a: [1, null, 'b', true] });
});

test('DateTime is no input type', () => {
  for (const parse of [DateTime.parseValue, DateTime.parseLiteral])
    expect(parse).toThrow('DateTime is not an input type.');
  expect(DateTime.serialize('2015-10-21T13:13:19.000Z')).toBe('2015-10-21T13:13:19.000Z');
});

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deliveryFields, exchangeFields, worldFields } from '../../src/sandbox/faults/fields.ts';
import { deliveryKinds, exchangeKinds, worldKinds } from '../../src/sandbox/faults/kinds.ts';
import { parseFaultSchedule } from '../../src/sandbox/sandbox.ts';

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const docs = read('docs/faults.md');

interface Kind {
  readonly meaning: string;
  readonly schema: { readonly shape: Readonly<Record<string, unknown>> };
}

type Family = readonly [hits: string, kinds: Readonly<Record<string, Kind>>, fields: Readonly<Record<string, unknown>>];

const families: readonly Family[] = [
  ['a notification', deliveryKinds, deliveryFields],
  ['a request', exchangeKinds, exchangeFields],
  ['the upstream', worldKinds, worldFields],
];

const shared = ['fault', 'on', ...families.flatMap(([, , fields]) => Object.keys(fields))];

describe('docs/faults.md', () => {
  it("lists every fault as the program's own definition has it, and what a front end sees", () => {
    const [, , ...rows] = /<!-- faults -->\n(.*?)\n<!-- \/faults -->/s.exec(docs)?.[1]?.split('\n') ?? [];
    const defined = families.flatMap(([hits, kinds]) =>
      Object.entries(kinds).map(([name, { schema, meaning }]) => {
        const own = Object.keys(schema.shape).filter((field) => !shared.includes(field));
        return `| \`${name}\` | ${hits} | ${own.map((field) => `\`${field}\``).join(', ')} | ${meaning} | `;
      }),
    );
    expect(rows.map((row) => row.slice(0, row.lastIndexOf(' | ') + 3))).toEqual(defined);
    for (const row of rows) expect(row.slice(row.lastIndexOf(' | '))).toMatch(/^ \| .{5,} \|$/);
  });

  it('explains every field that rules share', () => {
    const table = /^\| Field \|.*?^$/ms.exec(docs)?.[0] ?? '';
    const names = [...table.matchAll(/^\| (`[^|]*`) \|/gm)].flatMap(([, fields = '']) => fields.match(/\w+/g) ?? []);
    expect(names.toSorted()).toEqual([...new Set([...shared, 'for', 'carriedOut'])].toSorted());
  });

  it('names every example, and prints a schedule that is valid', () => {
    const named = [...docs.matchAll(/^\| `([\w-]+\.json)` \|/gm)].map(([, file = '']) => file);
    expect(named.toSorted()).toEqual(readdirSync(new URL('../../examples/faults', import.meta.url)).toSorted());
    const printed = /^```json\n(.*?)^```$/ms.exec(docs)?.[1] ?? '';
    expect(parseFaultSchedule(printed).rules.length).toBeGreaterThan(3);
  });

  it('is linked from the README', () => {
    expect(read('README.md')).toContain('](docs/faults.md)');
  });
});

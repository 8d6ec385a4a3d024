import { enumerationSections } from './enumerations.ts';
import { notificationSections } from './notifications.ts';
import { operationSections } from './operations.ts';
import { ourSections } from './ours.ts';
import { resourceSections } from './resources.ts';
import type { Proof, Section } from './row.ts';

/** Everything the upstream documents for Facebook private messages, what carries it here, and what shows that it does. */
export const table: readonly Section[] = [
  ...operationSections,
  ...resourceSections,
  ...notificationSections,
  ...enumerationSections,
  ...ourSections,
];

/** The title as the reporter prints it. */
export function printedTitle({ title, of = [] }: Proof): string {
  const values = [...of];
  return title.replace(/%[sjdi]/g, (place) => String(values.shift() ?? place));
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** `docs/coverage.md` */
export function rendered(): string {
  const rows = table.flatMap((section) => section.rows);
  const carried = rows.filter((row) => 'carriedBy' in row);
  const shown = carried.filter(({ proofs }) => proofs.length > 0);
  const lines = [
    '# Coverage',
    '',
    'What Genesys Web Services documents for Facebook private messages, the GraphQL name that carries it, and the test that shows',
    'it. Made from `test/coverage/`, and checked by its test: every name is in the schema, every test is there, and no mutation,',
    'event type or enum value is without a row. Do not edit: `UPDATE_COVERAGE=1 npx vitest run test/coverage`.',
    '',
    `${rows.length} rows: ${carried.length} carried, of them ${shown.length} shown by a test; ${rows.length - carried.length} left out, with the reason.`,
  ];
  for (const { title, rows: of } of table) {
    lines.push(
      '',
      `## ${title}`,
      '',
      '| Documented | Page | GraphQL | Shown by, or why not carried |',
      '| --- | --- | --- | --- |',
    );
    for (const row of of) {
      const [names, tests] =
        'leftOut' in row
          ? ['not carried', row.leftOut]
          : [
              row.carriedBy.map((name) => `\`${name}\``).join(', '),
              row.proofs.map((proof) => `${proof.file}: ${printedTitle(proof)}`).join('; ') || '**no test**',
            ];
      lines.push(`| ${cell(row.documented)} | ${cell(row.page)} | ${names} | ${cell(tests)} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}

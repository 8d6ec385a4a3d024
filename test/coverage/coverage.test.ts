import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import * as consultation from '../../src/agent/operations/consultation.ts';
import * as conversation from '../../src/agent/operations/conversation.ts';
import * as messaging from '../../src/agent/operations/messaging.ts';
import * as properties from '../../src/agent/operations/properties.ts';
import { createSchema } from '../../src/resolvers/schema.ts';
import type { Proof } from './row.ts';
import { printedTitle, rendered, table } from './table.ts';

const root = new URL('../../', import.meta.url);
const document = new URL('docs/coverage.md', root);
if (process.env['UPDATE_COVERAGE'] === '1') writeFileSync(document, rendered());

const schema = createSchema(fileURLToPath(new URL('schema', root)));
const rows = table.flatMap((section) => section.rows);
const carried = rows.flatMap((row) => ('carriedBy' in row ? [row] : []));
const listed = new Set(carried.flatMap((row) => row.carriedBy));

/** Coordinates of the members of types and enums, and the types themselves. */
function coordinates(): ReadonlySet<string> {
  return new Set(Object.keys(schema.getTypeMap()).flatMap((name) => [name, ...membersOf(name)]));
}

function membersOf(name: string): readonly string[] {
  const type = schema.getType(name);
  const members = isEnumType(type)
    ? type.getValues().map((value) => value.name)
    : isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
      ? Object.keys(type.getFields())
      : [];
  return members.map((member) => `${name}.${member}`);
}

function implementations(name: string): readonly string[] {
  const type = schema.getType(name);
  return isInterfaceType(type) ? schema.getPossibleTypes(type).map((one) => one.name) : [];
}

const literal = (value: string | number): string => (typeof value === 'number' ? String(value) : `'${value}'`);
const escaped = (text: string): string => text.replace(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

/** True when the text is the first argument of a call, or a key of an object, which `each` takes for a title or a case. */
function isTitleIn(source: string, text: string): boolean {
  return new RegExp(String.raw`\(\s*(['"])${escaped(text)}\1|^\s+(['"]?)${escaped(text)}\2:`, 'm').test(source);
}

function isCaseIn(source: string, of: readonly (string | number)[]): boolean {
  const written = of.map(literal).join(', ');
  return (
    source.includes(`[${written}`) ||
    (of.length === 1 && (source.includes(written) || isTitleIn(source, String(of[0]))))
  );
}

function missing({ file, title, of = [] }: Proof): string | null {
  const path = new URL(file, root);
  if (!existsSync(path)) return 'no such file';
  const source = readFileSync(path, 'utf8');
  if (!isTitleIn(source, title)) return 'no such title';
  return of.length === 0 || isCaseIn(source, of) ? null : 'no such case';
}

describe('the table of coverage', () => {
  it('names what is in the schema', () => {
    const known = coordinates();
    expect([...listed].filter((name) => !known.has(name))).toEqual([]);
  });

  it('names tests that are there', () => {
    const proofs = carried.flatMap((row) => row.proofs);
    expect(proofs.length).toBeGreaterThan(100);
    const wrong = proofs.flatMap((proof) => {
      const why = missing(proof);
      return why === null ? [] : [`${why}: ${proof.file}: ${printedTitle(proof)}`];
    });
    expect(wrong).toEqual([]);
    // Every place of a title is filled, so that the document reads as the reporter prints.
    expect(proofs.map(printedTitle).filter((title) => /%[sjdi]/.test(title))).toEqual([]);
  });

  it('says why, where something is left out', () => {
    for (const row of rows) if ('leftOut' in row) expect(row.leftOut.length, row.documented).toBeGreaterThan(10);
  });

  it('has a row for every mutation', () => {
    expect(membersOf('Mutation').filter((name) => !listed.has(name))).toEqual([]);
  });

  it('has a row for every type of event and of message', () => {
    const types = [...implementations('SessionEvent'), ...implementations('Message')];
    expect(types.length).toBeGreaterThan(10);
    expect(types.filter((name) => !listed.has(name))).toEqual([]);
  });

  it('has a row for every enum value', () => {
    const values = Object.values(schema.getTypeMap())
      .filter((type) => isEnumType(type) && !type.name.startsWith('__'))
      .flatMap(({ name }) => membersOf(name));
    expect(values.length).toBeGreaterThan(50);
    expect(values.filter((name) => !listed.has(name))).toEqual([]);
  });

  it('has a row for every field of sessions, participants and messages', () => {
    const common = new Set(membersOf('Message').map((name) => name.replace('Message.', '')));
    const own = implementations('Message')
      .flatMap(membersOf)
      .filter((name) => !common.has(name.replace(/.*\./, '')));
    const fields = ['Session', 'Participant', 'Message', 'UserDataEntry', 'Queue'].flatMap(membersOf);
    expect([...fields, ...own].filter((name) => !listed.has(name))).toEqual([]);
  });

  it('calls every operation by the name that is sent', () => {
    const input = { sessionId: 'a' };
    const { sendMessage, setTyping } = messaging;
    const sent = new Map<string, readonly string[]>([
      ...Object.entries({ ...consultation, ...conversation, ...properties }).map(([mutation, { upstreamName }]) => {
        const name: (input: never) => string = upstreamName;
        return [mutation, [name(input as never)]] as const;
      }),
      [
        'sendMessage',
        (['ALL', 'AGENTS'] as const).map((visibility) => sendMessage.upstreamName({ ...input, text: '', visibility })),
      ],
      [
        'setTyping',
        ([true, false] as const).flatMap((isTyping) =>
          (['ALL', 'AGENTS'] as const).map((visibility) => setTyping.upstreamName({ ...input, isTyping, visibility })),
        ),
      ],
    ]);
    expect(Object.keys(messaging).sort()).toEqual(['sendMessage', 'setTyping']);
    for (const [mutation, names] of sent) {
      const documented = carried
        .filter((row) => row.carriedBy[0] === `Mutation.${mutation}`)
        .map((row) => row.documented);
      expect(documented.toSorted(), mutation).toEqual(names.toSorted());
    }
  });

  it('is docs/coverage.md: UPDATE_COVERAGE=1 npx vitest run test/coverage writes it anew', () => {
    expect(readFileSync(document, 'utf8')).toBe(rendered());
  });
});

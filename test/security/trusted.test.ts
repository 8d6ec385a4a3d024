import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Gateway } from '../../src/gateway.ts';
import { basic, startGateway } from '../support/gateway.ts';
import { alike, codesOf, overEveryDoor } from './doors.ts';

const agent1 = basic('agent1', 'sandbox-agent1');
const known = 'query Known { me { userName } }';

function startWith(documents: Readonly<Record<string, string>>, env: Record<string, string> = {}): Promise<Gateway> {
  const directory = mkdtempSync(`${tmpdir()}/manifest-`);
  onTestFinished(() => {
    rmSync(directory, { recursive: true });
  });
  const file = `${directory}/manifest.json`;
  writeFileSync(file, JSON.stringify(documents));
  return startGateway({ TRUSTED_DOCUMENTS: file, ...env });
}

describe('where documents are trusted', () => {
  it('no other is run, whatever the way, and nothing of it is read', async () => {
    const gateway = await startWith({ known });
    onTestFinished(() => gateway.close());
    for (const query of ['{ me { id } }', '{ __schema { types { name } } }', '{', `${known} `, '{a'.repeat(100_000)]) {
      expect(await overEveryDoor(gateway.url, agent1, { query }, codesOf)).toEqual(alike(['QUERY_NOT_IN_SAFELIST']));
    }
    expect(await overEveryDoor(gateway.url, agent1, { query: known }, codesOf)).toEqual(alike([]));
  });

  it.each([
    ['depth', `{ __typename ${'... { '.repeat(30)} __typename ${'}'.repeat(30)} }`, 'MAX_QUERY_DEPTH allows 25'],
    ['overlaps', `{ ${'__typename '.repeat(500)} }`, 'pairs of fields'],
    ['tokens', `{ ${'__typename '.repeat(4000)} }`, '3000 tokens'],
  ])('one beyond the limits is told at the start: %s', async (_limit, text, said) => {
    await expect(startWith({ known, beyond: text })).rejects.toThrow(
      new RegExp(`TRUSTED_DOCUMENTS: document "beyond": .*${said}`),
    );
  });
});

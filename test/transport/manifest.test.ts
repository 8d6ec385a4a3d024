import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../src/transport/manifest.ts';

const apollo = (operations: unknown, rest: object = {}): string =>
  JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations, ...rest });

const operation = { id: 'a', name: 'A', type: 'query', body: 'query A { a }' };

describe('a manifest', () => {
  it.each([
    ['nothing', '', ['is not JSON']],
    ['a document', '{ me { id } }', ['is not JSON']],
    ['a list', '[]', ['must be a JSON object']],
    ['null', 'null', ['must be a JSON object']],
    ['no documents', '{}', ['has no documents']],
    ['no operations', apollo([]), ['has no documents']],
    ['another format', apollo([], { format: 'x' }), ["format must be 'apollo-persisted-query-manifest'"]],
    ['another version', apollo([], { version: 2 }), ['version must be 1']],
    ['operations that are no list', apollo({}), ['operations must be a list']],
    [
      'a map of other things',
      '{"a":{"b":1},"c":""}',
      ['"a" must be the text of a document', '"c" must be the text of a document'],
    ],
    [
      'operations of another shape',
      apollo(['x', { id: '', body: 1 }]),
      [
        'operations.0 must be an object with `id` and `body`',
        'operations.1.id must not be empty',
        'operations.1.body must be a string',
      ],
    ],
    ['an id twice', apollo([operation, operation]), ['"a" is there twice']],
    ['an id twice, once with a prefix', apollo([operation, { ...operation, id: 'sha256:a' }]), ['"a" is there twice']],
    ['an id twice in a map', '{"a":"{ \\"b\\": a }","a":"{ a }","b":"a"}', ['"a" is there twice']],
    ['an id twice in a map, in other letters', '{"a":"{ a }","\\u0061":"{ a }"}', ['"a" is there twice']],
    ['lines in an id', '{"a\\nPORT: x":1}', ['"a\\nPORT: x" must be the text of a document']],
  ])('that is none: %s', (_what, json, problems) => {
    expect(parseManifest(json)).toEqual(problems);
  });

  it("is Apollo's", () => {
    expect(parseManifest(apollo([operation]))).toEqual({
      format: "Apollo's manifest",
      documents: [{ id: 'a', text: 'query A { a }' }],
    });
  });

  it('may have a text as long as a manifest can be', () => {
    const text = '"\\'.repeat(2_000_000);
    expect(parseManifest(JSON.stringify({ a: text }))).toMatchObject({ documents: [{ id: 'a', text }] });
  });

  it('is a map of ids and texts, whatever they are', () => {
    const text = fc.string({ minLength: 1, maxLength: 20, unit: 'binary' });
    const maps = fc.uniqueArray(fc.tuple(text, text), {
      minLength: 1,
      maxLength: 5,
      selector: ([id]) => id.replace(/^sha256:/, ''),
    });
    fc.assert(
      fc.property(maps, (members) => {
        fc.pre(!members.some(([id]) => id === 'format' || id === 'operations'));
        const json = `{${members.map(([id, body]) => `${JSON.stringify(id)}: ${JSON.stringify(body)}`).join(',\n')}}`;
        const read = parseManifest(json);
        const documents = 'documents' in read ? read.documents.map(({ id, text: body }) => [id, body]) : read;
        expect(documents.toSorted()).toEqual(members.toSorted());
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { createDocumentValidator } from '../json-schema/create-document-validator.ts';
import { closedObject, text } from '../json-schema/json-schema.ts';
import { readDocuments } from './read-documents.ts';

const source = 'a: "x"\nb:\n  - c/d: >\n      one\n      two\n---\ne: 1\n';
const { documents, problems } = readDocuments(source, 'file.yaml');
const [first, second] = documents;

describe('documents', () => {
  it('are data', () => {
    expect(problems).toEqual([]);
    expect(documents.map(({ value, isFaulty }) => [value, isFaulty])).toEqual([
      [{ a: 'x', b: [{ 'c/d': 'one two\n' }] }, false],
      [{ e: 1 }, false],
    ]);
  });

  it.each([
    ['a value', first?.placeOf('/a'), 1, 4],
    ['a value in a list', first?.placeOf('/b/0'), 3, 5],
    ['what is not there, its parent', first?.placeOf('/b/0/x'), 3, 5],
    ['a key', first?.placeOfKey('/b/0/c~1d'), 3, 5],
    ['a key that is not there, its parent', first?.placeOfKey('/b/0/x'), 3, 5],
    ['a character of a folded text', first?.placeInText('/b/0/c~1d', 4), 5, 7],
    ['the second document', second?.place, 7, 1],
  ])('know the place of %s', (_what, place, line, column) => {
    expect(place).toEqual({ file: 'file.yaml', line, column });
  });

  it('of a faulty file come with what is wrong', () => {
    const read = readDocuments('a: 1\na: 2\n---\n[', 'file.yaml');
    expect(read.documents).toMatchObject([{ isFaulty: true }]);
    expect(read.problems.map(({ code, line }) => [code, line])).toEqual([
      ['duplicate-key', 2],
      ['syntax', 4],
    ]);
  });
});

describe('the check of documents', () => {
  it('says what is wrong where', () => {
    const validate = createDocumentValidator(closedObject({ a: text }, ['a']));
    expect(
      documents.map((document) => validate(document).map(({ code, line, column }) => [code, line, column])),
    ).toEqual([
      [['unknown-key', 2, 1]],
      [
        ['missing-key', 7, 1],
        ['unknown-key', 7, 1],
      ],
    ]);
  });

  it('takes documents only', () => {
    expect(() => createDocumentValidator({})({} as never)).toThrow(TypeError);
  });
});

import type { Place, Problem } from '../problem.ts';
import type { SourceText } from '../source-text.ts';
import type { YamlProblem } from './compose-documents.ts';
import { keysOf } from './json-pointer.ts';
import { readYaml } from './read-yaml.ts';
import { textOffset } from './text-offset.ts';
import { childOf, nodeAt, startOf, type YamlNode } from './yaml-node.ts';

/** A document of a YAML file as data, which knows the place of every value in it. */
export interface YamlDocument {
  /** Aliases are resolved; shared parts are the same object. */
  readonly value: unknown;
  /** Something in it could not be read as written, and is among the problems of the file. */
  readonly isFaulty: boolean;
  readonly place: Place;
  /** Of the value at a JSON pointer (RFC 6901), or of its nearest ancestor that is there. */
  placeOf(pointer: string): Place;
  /** Of the key that the last part of the pointer names; of the value where there is no such key. */
  placeOfKey(pointer: string): Place;
  /** Of a character of the text at the pointer, whatever its quotes, escapes and folding. */
  placeInText(pointer: string, offset: number): Place;
}

/** What a document is made of is no one's business outside of this package. */
const sources = new WeakMap<YamlDocument, { readonly source: SourceText; readonly node: YamlNode }>();

/** The node that a document of {@link readDocuments} stands for, and the file around it. */
export function sourceOf(document: YamlDocument): { readonly source: SourceText; readonly node: YamlNode } {
  const found = sources.get(document);
  if (found === undefined) throw new TypeError('Expected a document of readDocuments');
  return found;
}

/** Reads YAML 1.2, never throwing: what is wrong is in `problems`, and the other documents of the file are there. */
export function readDocuments(text: string, file: string): { documents: YamlDocument[]; problems: Problem[] } {
  const { source, documents, problems } = readYaml(text, file);
  return {
    documents: documents.map((node) => toDocument(source, node)),
    problems: problems.map((problem) => toProblem(source, problem)),
  };
}

function toDocument(source: SourceText, node: YamlNode): YamlDocument {
  const placeOf = (pointer: string) => source.placeAt(startOf(source.text, nodeAt(node, pointer)));
  const document: YamlDocument = {
    value: node.value,
    isFaulty: node.faulty,
    place: source.placeAt(node.start),
    placeOf,
    placeOfKey(pointer) {
      const start = keyStart(node, pointer);
      return start === undefined ? placeOf(pointer) : source.placeAt(start);
    },
    placeInText(pointer, offset) {
      const value = nodeAt(node, pointer);
      const isText = value.kind === 'scalar' && value.event.valueStart >= 0;
      return source.placeAt(isText ? textOffset(source.text, value.event, offset) : value.start);
    },
  };
  sources.set(document, { source, node });
  return document;
}

function keyStart(root: YamlNode, pointer: string): number | undefined {
  const parent = nodeAt(root, pointer.slice(0, pointer.lastIndexOf('/')));
  const key = keysOf(pointer).at(-1) ?? '';
  if (parent.kind !== 'mapping' || childOf(parent, key) === undefined) return undefined;
  return parent.entries.get(key)?.keyStart;
}

function toProblem(source: SourceText, { offset, code, message }: YamlProblem): Problem {
  return { ...source.placeAt(offset), code, message };
}

import { type Event, parseEvents, YAMLException } from 'js-yaml';
import { appendAll } from '../append-all.ts';
import { maximumProblems } from '../problem-list.ts';
import { printable, quote } from '../quote.ts';
import { createSourceText, type SourceText } from '../source-text.ts';
import { type AliasBudget, composeDocuments, type YamlProblem } from './compose-documents.ts';
import { YamlError } from './yaml-error.ts';
import type { YamlNode } from './yaml-node.ts';

/** The longest YAML file that is read: 8 MiB, in bytes where they are known, else in UTF-16 code units. */
export const maximumYamlLength = 8 * 1024 * 1024;

/**
 * The most lines and flow items (`\n`, `,`, `[`, `{`) in a file: js-yaml needs about 250 bytes of memory for each.
 * 8 MiB of `1,1,1,…` would otherwise take a gigabyte.
 */
export const maximumYamlItems = 250_000;

/** The deepest nesting of lists and mappings, keys counted as a level; a rule needs 10. */
export const maximumYamlDepth = 64;

export interface YamlFile {
  readonly source: SourceText;
  /** One node for each document that holds anything. */
  readonly documents: readonly YamlNode[];
  readonly problems: readonly YamlProblem[];
}

/**
 * Reads YAML 1.2 (core schema, with `<<`), never throwing: whatever is wrong is in `problems`, and the other documents
 * of the file are there. Anchors and aliases work as long as they repeat no more than 100,000 values.
 */
export function readYaml(text: string, file: string): YamlFile {
  const source = createSourceText(file, text.startsWith('\uFEFF') ? text.slice(1) : text);
  const unfit = findUnfit(source);
  if (unfit !== undefined) return { source, documents: [], problems: [unfit] };
  const { documents, problems } = readDocuments(source);
  return { source, documents: documents.filter((node) => !isEmpty(node)), problems };
}

function findUnfit({ file, text }: SourceText): YamlProblem | undefined {
  if (text.length > maximumYamlLength) return tooLarge(file, `${maximumYamlLength} characters`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  const binary = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\p{Surrogate}]/u.exec(text);
  if (binary !== null) {
    return { offset: binary.index, code: 'not-text', message: `Expected text, got ${codePoint(binary[0])}` };
  }
  return countItems(text) > maximumYamlItems ? tooLarge(file, `${maximumYamlItems} lines and items`) : undefined;
}

function tooLarge(file: string, maximum: string): YamlProblem {
  return { offset: 0, code: 'too-large', message: `Too large file ${quote(file)}, maximum ${maximum}` };
}

function codePoint(character: string): string {
  return `"U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}"`;
}

function countItems(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(/[\n,[{]/g)) count++;
  return count;
}

function isEmpty(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.text === '' && node.value === null && !node.faulty;
}

interface Documents {
  readonly documents: readonly YamlNode[];
  readonly problems: readonly YamlProblem[];
}

/** A syntax error ends js-yaml's reading, so the documents of a faulty file are then read one by one. */
function readDocuments(source: SourceText): Documents {
  const budget: AliasBudget = { repeated: 0 };
  const whole = readPart(source, 0, source.text.length, budget);
  const starts = [...source.text.matchAll(/(?<=^|[\r\n])---(?=[ \t\r\n]|$)/g)].map(({ index }) => index);
  if (!(whole instanceof YamlError)) return whole;
  if (starts.length === 0) return { documents: [], problems: [whole] };
  const documents: YamlNode[] = [];
  const problems: YamlProblem[] = [];
  for (const [index, start] of [0, ...starts].entries()) {
    const part = readPart(source, start, starts[index] ?? source.text.length, budget);
    const read = part instanceof YamlError ? { documents: [], problems: [part] } : part;
    appendAll(documents, read.documents);
    appendAll(problems, read.problems);
    if (problems.length > maximumProblems) break;
  }
  return { documents, problems };
}

function readPart(source: SourceText, start: number, end: number, budget: AliasBudget): Documents | YamlError {
  try {
    const events = parseEvents(source.text.slice(start, end), { maxDepth: maximumYamlDepth });
    for (const event of events) shift(event, start);
    return composeDocuments(source, events, budget);
  } catch (error) {
    if (error instanceof YamlError) return error;
    if (error instanceof YAMLException) return syntaxError(error, start);
    throw error;
  }
}

function syntaxError({ reason, mark }: YAMLException, start: number): YamlError {
  const offset = start + (mark?.position ?? 0);
  if (reason.startsWith('nesting exceeded')) {
    return new YamlError('too-large', offset, `Too many levels of nesting, maximum ${maximumYamlDepth}`);
  }
  return new YamlError('syntax', offset, `Cannot parse YAML: ${printable(reason)}`);
}

const offsetKeys = ['start', 'valueStart', 'valueEnd', 'anchorStart', 'anchorEnd', 'tagStart', 'tagEnd'];

/** Moves an event of a part to where the part stands in the file; -1 means absent and stays. */
function shift(event: Event, by: number): void {
  const offsets = event as unknown as Record<string, number>;
  for (const key of offsetKeys) {
    const offset = offsets[key];
    if (offset !== undefined && offset >= 0) offsets[key] = offset + by;
  }
}

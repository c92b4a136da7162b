import {
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import type { ProblemCode } from '../problem.ts';
import { quote } from '../quote.ts';
import type { SourceText } from '../source-text.ts';
import { createMappingBuilder } from './mapping-builder.ts';
import { longTagName, resolveScalar } from './resolve-scalar.ts';
import { YamlError } from './yaml-error.ts';
import type { YamlMapping, YamlNode, YamlScalar, YamlSequence } from './yaml-node.ts';

/** Values that aliases may repeat in one file: far above any rule file, far below what fills a memory. */
export const maximumRepeatedValues = 100_000;

export interface YamlProblem {
  readonly offset: number;
  readonly code: ProblemCode;
  readonly message: string;
}

/** What the composer carries from event to event. */
export interface Composer {
  readonly source: SourceText;
  readonly text: string;
  readonly problems: YamlProblem[];
  readonly events: readonly Event[];
  next: number;
  /** Offset up to which the events so far reach: the best place there is for a value that is not there. */
  reached: number;
  /** 'open' while the node is still being read: an alias to it would contain itself. */
  anchors: Map<string, YamlNode | 'open'>;
  readonly budget: AliasBudget;
}

/** How many values aliases have repeated so far: shared by all documents of a file. */
export interface AliasBudget {
  repeated: number;
}

/**
 * Builds the documents' nodes from js-yaml's events, which js-yaml's own constructor turns into values without places.
 *
 * What is wrong in one place (duplicate key, unknown tag, unknown alias) is recorded and the rest is read on.
 * @throws YamlError code `too-large` when aliases repeat more than {@link maximumRepeatedValues} values
 */
export function composeDocuments(
  source: SourceText,
  events: readonly Event[],
  budget: AliasBudget,
): { documents: YamlNode[]; problems: YamlProblem[] } {
  const { text } = source;
  const composer: Composer = { source, text, events, problems: [], next: 0, reached: 0, anchors: new Map(), budget };
  const documents: YamlNode[] = [];
  while (composer.next < events.length) {
    composer.next++; // the document's own event
    composer.anchors = new Map();
    documents.push(composeNode(composer, composer.reached));
    composer.next++; // its end
  }
  return { documents, problems: composer.problems };
}

/** @param emptyAt offset for a value that is not there */
export function composeNode(composer: Composer, emptyAt: number): YamlNode {
  const event = composer.events[composer.next++];
  switch (event?.type) {
    case EVENT_ID.SCALAR:
      return anchored(composer, event, () => composeScalar(composer, event, emptyAt));
    case EVENT_ID.SEQUENCE:
      return anchored(composer, event, () => composeSequence(composer, event));
    case EVENT_ID.MAPPING:
      return anchored(composer, event, () => composeMapping(composer, event));
    case EVENT_ID.ALIAS:
      return resolveAlias(composer, event.anchorStart, event.anchorEnd);
    default:
      throw new YamlError('syntax', composer.reached, 'Cannot parse YAML: unexpected end');
  }
}

function anchored(
  composer: Composer,
  event: ScalarEvent | SequenceEvent | MappingEvent,
  compose: () => YamlNode,
): YamlNode {
  if (event.anchorStart < 0) return compose();
  const name = composer.text.slice(event.anchorStart, event.anchorEnd);
  composer.anchors.set(name, 'open');
  const node = compose();
  composer.anchors.set(name, node);
  return node;
}

function resolveAlias(composer: Composer, start: number, end: number): YamlNode {
  const name = composer.text.slice(start, end);
  const node = composer.anchors.get(name);
  composer.reached = end;
  if (node === undefined || node === 'open') {
    const message =
      node === 'open' ? `Cannot resolve alias ${quote(name)}: it contains itself` : `Unknown alias ${quote(name)}`;
    composer.problems.push({ offset: start - 1, code: 'syntax', message });
    return emptyScalar(start - 1);
  }
  composer.budget.repeated += node.size;
  if (composer.budget.repeated > maximumRepeatedValues) {
    const message = `Too many values repeated by alias ${quote(name)}, maximum ${maximumRepeatedValues}`;
    throw new YamlError('too-large', start - 1, message);
  }
  return node;
}

function composeScalar(composer: Composer, event: ScalarEvent, emptyAt: number): YamlScalar {
  const text = getScalarValue(composer.text, event);
  const tag = tagOf(composer, event);
  const isQuoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
  const start = event.valueStart < 0 ? emptyAt : event.valueStart - (isQuoted ? 1 : 0);
  composer.reached = Math.max(composer.reached, event.valueEnd);
  const value = resolveScalar(text, event.style, tag);
  if (value === undefined) reportTag(composer, event.tagStart, tag);
  return { kind: 'scalar', start, value: value ?? null, faulty: value === undefined, size: 1, text, event };
}

function composeSequence(composer: Composer, event: SequenceEvent): YamlSequence {
  const tag = tagOf(composer, event);
  let faulty = !isTagOf(tag, 'seq');
  if (faulty) reportTag(composer, event.tagStart, tag);
  composer.reached = event.start;
  const items: YamlNode[] = [];
  let size = 1;
  while (!atEnd(composer)) {
    const item = composeNode(composer, composer.reached);
    items.push(item);
    size += item.size;
    faulty ||= item.faulty;
  }
  const value = items.map((item) => item.value);
  return { kind: 'sequence', start: event.start, end: composer.reached, value, faulty, size, items };
}

function composeMapping(composer: Composer, event: MappingEvent): YamlMapping {
  const tag = tagOf(composer, event);
  const hasTag = isTagOf(tag, 'map');
  if (!hasTag) reportTag(composer, event.tagStart, tag);
  composer.reached = event.start;
  const builder = createMappingBuilder(composer);
  while (!atEnd(composer)) {
    const key = composeNode(composer, composer.reached);
    builder.add(key, composeNode(composer, key.start));
  }
  return builder.finish({ start: event.start, end: composer.reached, faulty: !hasTag });
}

/** Whether the collection that is being read ends here; steps over its end. */
function atEnd(composer: Composer): boolean {
  const isEnd = composer.events[composer.next]?.type === EVENT_ID.POP;
  if (isEnd) composer.next++;
  return isEnd;
}

function tagOf(composer: Composer, event: { tagStart: number; tagEnd: number }): string {
  return event.tagStart < 0 ? '' : composer.text.slice(event.tagStart, event.tagEnd);
}

function isTagOf(tag: string, kind: 'seq' | 'map'): boolean {
  return tag === '' || tag === '!' || longTagName(tag) === `tag:yaml.org,2002:${kind}`;
}

function reportTag(composer: Composer, offset: number, tag: string): void {
  composer.problems.push({ offset, code: 'syntax', message: `Unsupported tag ${quote(tag)}` });
}

function emptyScalar(start: number): YamlScalar {
  const range = { valueStart: -1, valueEnd: -1, anchorStart: -1, anchorEnd: -1, tagStart: -1, tagEnd: -1 };
  const event = {
    type: EVENT_ID.SCALAR,
    ...range,
    style: SCALAR_STYLE.PLAIN,
    chomping: 1,
    indent: -1,
    fast: true,
  } as const;
  return { kind: 'scalar', start, value: null, faulty: true, size: 1, text: '', event };
}

import { SCALAR_STYLE } from 'js-yaml';
import { quote } from '../quote.ts';
import type { Composer } from './compose-documents.ts';
import type { YamlEntry, YamlMapping, YamlNode } from './yaml-node.ts';

/** Collects the pairs of one mapping. */
export interface MappingBuilder {
  add(key: YamlNode, node: YamlNode): void;
  finish(range: { start: number; end: number; faulty: boolean }): YamlMapping;
}

/**
 * Collects the pairs of one mapping: the first of two equal keys stays and the second is reported; keys merged in by `<<`
 * (YAML 1.1, which `kubectl apply` reads) stand behind the mapping's own.
 */
export function createMappingBuilder({ source, problems }: Composer): MappingBuilder {
  const entries = new Map<string, YamlEntry>();
  let merged: YamlEntry | undefined;
  let size = 1;
  let faulty = false;

  function report(offset: number, code: 'duplicate-key' | 'wrong-type', message: string): void {
    faulty = true;
    problems.push({ offset, code, message });
  }

  function isNew(key: string, entry: YamlEntry, first: YamlEntry | undefined): boolean {
    if (first === undefined) return true;
    const { line } = source.placeAt(first.keyStart);
    report(entry.keyStart, 'duplicate-key', `Duplicate key ${quote(key)}, first in line ${line}`);
    return false;
  }

  return {
    add(key, node) {
      const entry = { keyStart: key.start, node };
      size += 1 + node.size;
      faulty ||= key.faulty || node.faulty;
      if (key.kind !== 'scalar') {
        report(key.start, 'wrong-type', `Expected text as a key, got a ${key.kind === 'mapping' ? 'mapping' : 'list'}`);
      } else if (isMergeKey(key)) {
        if (isNew(key.text, entry, merged)) merged = entry;
      } else if (isNew(key.text, entry, entries.get(key.text))) entries.set(key.text, entry);
    },
    finish(range) {
      if (merged !== undefined && !mergeInto(entries, merged.node)) {
        report(merged.keyStart, 'wrong-type', 'Expected a mapping or a list of mappings to merge');
      }
      const value = toRecord(entries);
      return { kind: 'mapping', ...range, faulty: faulty || range.faulty, value, size, entries };
    },
  };
}

function isMergeKey(key: YamlNode): boolean {
  return key.kind === 'scalar' && key.text === '<<' && key.event.style === SCALAR_STYLE.PLAIN;
}

/** False when the node holds anything but mappings. */
function mergeInto(entries: Map<string, YamlEntry>, node: YamlNode): boolean {
  if (node.kind === 'sequence') return node.items.every((item) => item.kind === 'mapping' && mergeInto(entries, item));
  if (node.kind === 'scalar') return false;
  for (const [key, entry] of node.entries) if (!entries.has(key)) entries.set(key, entry);
  return true;
}

function toRecord(entries: ReadonlyMap<string, YamlEntry>): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const [key, { node }] of entries) {
    // An assignment to __proto__ would change the object's prototype instead of adding a key.
    if (key === '__proto__') Object.defineProperty(record, key, { value: node.value, enumerable: true });
    else record[key] = node.value;
  }
  return record;
}

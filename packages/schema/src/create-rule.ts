import type { Rule, RuleSpec, RuleStatus } from './rule.ts';
import type { SourceText } from './source-text.ts';
import { textOffset } from './yaml/text-offset.ts';
import { nodeAt, startOf, type YamlNode } from './yaml/yaml-node.ts';

/** A rule whose node passed the schema. */
export function createRule(
  source: SourceText,
  node: YamlNode,
  { status, version }: { readonly status: RuleStatus; readonly version?: string | undefined },
): Rule {
  return {
    spec: node.value as RuleSpec,
    status,
    ...(version !== undefined && { version }),
    place: source.placeAt(node.start),
    placeOf: (pointer) => source.placeAt(startOf(source.text, nodeAt(node, pointer))),
    placeInText(pointer, offset) {
      const value = nodeAt(node, pointer);
      const isText = value.kind === 'scalar' && value.event.valueStart >= 0;
      return source.placeAt(isText ? textOffset(source.text, value.event, offset) : value.start);
    },
  };
}

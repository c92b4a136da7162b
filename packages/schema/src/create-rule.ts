import type { Rule, RuleSpec, RuleStatus, RulesObject } from './rule.ts';
import type { SourceText } from './source-text.ts';
import { textOffset } from './yaml/text-offset.ts';
import { nodeAt, startOf, type YamlNode } from './yaml/yaml-node.ts';

/** What the object around a rule says of it. */
export interface RuleOrigin {
  readonly status: RuleStatus;
  readonly version?: string | undefined;
  readonly object?: RulesObject | undefined;
}

/** A rule whose node passed the schema. */
export function createRule(source: SourceText, node: YamlNode, { status, version, object }: RuleOrigin): Rule {
  return {
    spec: node.value as RuleSpec,
    ...(object !== undefined && { object }),
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

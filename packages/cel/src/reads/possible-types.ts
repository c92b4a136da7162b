import { type EventType, eventTypes } from '@rulelibrary/schema';
import { logicalTerms } from '../syntax/logical-terms.ts';
import type { Node } from '../syntax/node.ts';
import { type Binding, type GuardScope, globalName, guardsOf } from './guard.ts';
import { literalList, literalTexts } from './literal-texts.ts';

/**
 * The event types on which a node can matter: those that the conditions around it leave, as
 * `eventType == 'exec' ? event.exepath : event.path` leaves each of its fields one.
 */
export function possibleTypes(guards: GuardScope | undefined): readonly EventType[] {
  const conditions = [...guardsOf(guards)];
  return eventTypes.filter((type) =>
    conditions.every(({ node, holds, binding }) => decide(node, type, binding) !== !holds),
  );
}

/** The value of a condition on events of that type, where the type alone decides it. */
function decide(node: Node, type: EventType, binding: Binding | undefined): boolean | undefined {
  switch (node.op) {
    case '!_':
      return negate(decide(node.args, type, binding));
    case '==':
    case '!=': {
      const isEqual = decideMember(node.args, type, (other) => literalTexts(other, binding), binding);
      return node.op === '==' ? isEqual : negate(isEqual);
    }
    case 'in':
      return decideMember(node.args, type, (other) => literalList(other, binding), binding);
    case '&&':
    case '||': {
      const deciding = node.op === '||';
      const values = logicalTerms(node).map((term) => decide(term, type, binding));
      if (values.includes(deciding)) return deciding;
      return values.includes(undefined) ? undefined : !deciding;
    }
    default:
      return undefined;
  }
}

function decideMember(
  [left, right]: readonly [Node, Node],
  type: EventType,
  textsOf: (node: Node) => readonly string[] | undefined,
  binding: Binding | undefined,
): boolean | undefined {
  return globalName(left, binding) === 'eventType' ? textsOf(right)?.includes(type) : undefined;
}

function negate(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

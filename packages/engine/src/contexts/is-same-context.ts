import type { ContextInfo } from './context-info.ts';

/**
 * Whether two say the same, made of the same objects: whoever remembers something of the one may go on with it. What the
 * cluster says of a pod is another object only when something changed.
 */
export function isSameContext(one: ContextInfo, other: ContextInfo): boolean {
  const { ownContexts, pod, ...rest } = one;
  const { ownContexts: otherContexts, pod: otherPod, ...otherRest } = other;
  return (
    isShallowlyEqual(rest, otherRest) && isShallowlyEqual(ownContexts, otherContexts) && isShallowlyEqual(pod, otherPod)
  );
}

function isShallowlyEqual(one: object | undefined, other: object | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  const entries = Object.entries(one);
  const others = new Map<string, unknown>(Object.entries(other));
  return (
    entries.length === others.size && entries.every(([key, value]) => others.has(key) && others.get(key) === value)
  );
}

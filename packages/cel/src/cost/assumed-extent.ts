import type { SimpleName, Type } from '../types/type.ts';
import { type Extent, scalar, union } from './extent.ts';

/** How large a value is taken to be that the expression does not say. */
export interface AssumedSizes {
  /** UTF-16 code units of a text. */
  readonly text: number;
  /** UTF-16 code units of a text in a list or map. */
  readonly element: number;
  /** Elements of a list or map. */
  readonly list: number;
}

/**
 * Estimates are about events as they are; what is larger meets the limits of evaluation. Paths and arguments are
 * shorter, with few exceptions, and so many of them are the 128 KiB that an event has for its arguments.
 */
export const assumedSizes: AssumedSizes = { text: 1_024, element: 1_024, list: 128 };

/** A value of a type of which only the outside knows more. */
export function assumedExtent(type: Type, sizes: AssumedSizes): Extent {
  const element = (part: Type) => assumedExtent(part, { ...sizes, text: sizes.element });
  switch (type.kind) {
    case 'list':
      return { length: 0, count: sizes.list, element: element(type.element) };
    case 'map':
      return { length: 0, count: sizes.list, element: union(element(type.key), element(type.value)) };
    case 'optional':
      return assumedExtent(type.element, sizes);
    case 'simple':
      return ofSimple(type.name, sizes);
    case 'variable':
      return { length: sizes.text, count: sizes.list };
    case 'object':
      // Comparing two looks at their fields.
      return { length: 0, count: sizes.list };
    default:
      return scalar;
  }
}

function ofSimple(name: SimpleName, { text, list }: AssumedSizes): Extent {
  if (name === 'dyn') return { length: text, count: list };
  return name === 'string' || name === 'bytes' ? { length: text, count: 0 } : scalar;
}

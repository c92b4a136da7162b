import { EvaluationFailure, fail } from '../evaluation-failure.ts';
import type { Call } from '../scope.ts';
import type { Expr } from '../tree/expr.ts';
import { formatType } from '../types/type.ts';
import { shownType } from '../values/type-of.ts';
import { boundedText } from './bounded.ts';
import { type Clause, expectedFor, formatClause } from './format-clause.ts';

/** What a format is made of: texts as they are, and clauses that take an argument each. */
type Part = string | Clause;

const defaultPrecision = 6;
/** As in cel-go. */
const maxPrecision = 1000;

/**
 * `"%s: %d".format([a, b])` after cel-spec's strings extension: %s %d %f %e %b %x %X %o and %%. At run time arguments
 * that no clause takes are ignored.
 */
export function format(template: string, args: readonly unknown[]): string {
  return apply(parseFormat(template), args);
}

/**
 * A constant template is read once. Its errors, and those of a list that is written out, are found when the expression
 * is compiled: a message that fails only when there is something to report is worthless.
 */
export function prepareFormat([template, args]: readonly Expr[]): Call | undefined {
  if (template?.kind !== 'constant' || typeof template.value !== 'string') return undefined;
  const parts = parseFormat(template.value);
  const types = args && typesOfElements(args);
  if (types) checkArguments(parts, types);
  return (_template: string, values: readonly unknown[]) => apply(parts, values);
}

/** The types of the elements where their number is known. */
function typesOfElements(list: Expr): string[] | undefined {
  if (list.kind === 'constant' && Array.isArray(list.value)) return list.value.map(shownType);
  if (list.kind !== 'list' || list.elements.some(({ isOptional }) => isOptional)) return undefined;
  return list.elements.map(({ value }) => formatType(value.type));
}

function checkArguments(parts: readonly Part[], types: readonly string[]): void {
  const clauses = parts.filter((part) => typeof part !== 'string');
  if (clauses.length !== types.length) fail(`Expected ${clauses.length} arguments to format, got "${types.length}"`);
  for (const [index, { verb }] of clauses.entries()) {
    const name = types[index] ?? 'dyn';
    const expected = expectedFor(verb);
    if (name === 'dyn' || !expected || expected.includes(name)) continue;
    fail(`Expected ${expected.join(', ')} for %${verb}, got "${name}"`);
  }
}

function apply(parts: readonly Part[], args: readonly unknown[]): string {
  let index = 0;
  let text = '';
  for (const part of parts) {
    if (typeof part === 'string') text += part;
    else if (index >= args.length) fail(`Expected ${index + 1} arguments to format, got "${args.length}"`);
    else text += formatClause(part, args[index++]);
    boundedText(text);
  }
  return text;
}

function parseFormat(template: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of template.matchAll(/%(?:%|(?:\.(\d*))?(.?))/gsu)) {
    parts.push(template.slice(end, match.index));
    parts.push(match[0] === '%%' ? '%' : readClause(match[0], match[1], match[2] ?? ''));
    end = match.index + match[0].length;
  }
  return [...parts, template.slice(end)];
}

function readClause(clause: string, digits: string | undefined, verb: string): Clause {
  if (!/^[sdfebxXo]$/.test(verb) || digits === '') return fail(`Unknown format clause "${clause}"`);
  const precision = digits === undefined ? defaultPrecision : Number(digits);
  if (precision <= maxPrecision) return { verb, precision };
  throw new EvaluationFailure(`Too many digits "${clause}", maximum ${maxPrecision}`, 'limit');
}

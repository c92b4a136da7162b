import { type Expr, fieldPaths } from '@rulelibrary/cel';
import { quote } from '@rulelibrary/schema/yaml';
import type { CompiledRule, Condition } from '../compile/compiled-rule.ts';
import { holdsOnEmpty } from './holds-on-empty.ts';
import type { Warning } from './warning.ts';

/** A piece of a condition that is true or false by itself, and what else has to hold where it counts. */
interface Term {
  readonly expr: Expr;
  readonly beside: readonly Expr[];
}

/**
 * Negations that hold where the event lacks what they read, and conditions that hold for an event without anything:
 * `e.approval.decision != "approved"` is true of every event that has nothing to do with approvals.
 */
export function negationWarnings({ rule, conditions }: CompiledRule): Warning[] {
  return conditions.flatMap((condition): Warning[] => {
    const warnings = openNegations(condition).map(({ expr, path }): Warning => {
      const place = rule.document.placeInText(condition.pointer, expr.node.start);
      const message = `Open negation ${quote(textOf(expr, condition))}: it holds where the event has no "${path.slice(2)}"; add has(${path})`;
      return { ...place, code: 'negation', message };
    });
    if (warnings.length > 0 || holdsOnEmpty(condition.tree) !== true) return warnings;
    const message = 'Open condition: it holds for an event without any field';
    return [{ ...rule.document.placeOf(condition.pointer), code: 'negation', message }];
  });
}

function openNegations(condition: Condition) {
  return termsOf({ expr: condition.tree, beside: [] }).flatMap(({ expr, beside }) => {
    const paths = pathsOf(expr);
    const [path] = paths;
    if (path === undefined || !isNegation(expr) || holdsOnEmpty(expr) !== true) return [];
    const isGuard = (guard: Expr) =>
      holdsOnEmpty(guard) === false && pathsOf(guard).some((other) => paths.some((own) => isSameBranch(own, other)));
    return beside.some(isGuard) ? [] : [{ expr, path }];
  });
}

function termsOf({ expr, beside }: Term): Term[] {
  if (expr.kind === 'or') return expr.terms.flatMap((term) => termsOf({ expr: term, beside }));
  if (expr.kind !== 'and') return [{ expr, beside }];
  return expr.terms.flatMap((term) =>
    termsOf({ expr: term, beside: [...beside, ...expr.terms.filter((other) => other !== term)] }),
  );
}

function isNegation(expr: Expr): boolean {
  return expr.kind === 'not' || (expr.kind === 'equal' && expr.isNegated);
}

function pathsOf(expr: Expr): string[] {
  return fieldPaths(expr).map(({ path }) => path);
}

function textOf({ node }: Expr, { source }: Condition): string {
  return source.slice(node.start, node.end);
}

/** `has(e.approval)` says something of `e.approval.decision`. */
function isSameBranch(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}
